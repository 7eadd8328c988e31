import type { Agent } from '../../agent/agent.ts';
import type { Locale, UnansweredGroup } from '../../contract/index.ts';
import { STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { stemOf, wordsOf } from '../../venue/search/normalise.ts';

/** Questions that the venue's data had no answer to. They stay on this kiosk, without who asked, and go after a while. */
export interface UnansweredStore {
  add(question: { readonly text: string; readonly locale: Locale }): void;
  /** The most asked first. */
  groups(): readonly UnansweredGroup[];
  /** The group is answered, or needs no answer; asked again, it comes back. */
  dismiss(groupId: string): void;
  /** Called after each change. Returns an unsubscribe. */
  watch(listener: () => void): () => void;
}

/** The agent, with what it finds nothing for noted. A turn that ran ahead and was dropped is never done, so never noted. */
export function noteUnanswered(agent: Agent, add: UnansweredStore['add']): Agent {
  return {
    async *run(input, signal) {
      let { locale } = input;
      for await (const event of agent.run(input, signal)) {
        if (event.type === 'locale') locale = event.locale;
        const asked = (input.source === 'voice' || input.source === 'typed') && input.leavesNoTrace !== true;
        if (event.type === 'done' && event.outcome === 'nothing-found' && asked && !signal.aborted) {
          // A scrap of a misheard sentence is no question that staff could answer.
          if (event.resolution !== 'not-understood' || topicOf(input.text).length > 1) add({ text: input.text, locale });
        }
        yield event;
      }
    },
  };
}

const LONGEST = 200;

/** Without what could tell who asked: numbers of rooms, phones and bookings, addresses, and what follows "my name is". A word too many rather than one too few. */
export function masked(text: string): string {
  return text
    .replace(/\S+@\S+/g, '…@…')
    .replace(/\b(?:https?:\/\/|www\.)\S+/gi, '…')
    .replace(/\+?\d(?:[\d\s()/.-]*\d)?/g, '#')
    .replace(
      /\b(my name is|i am called|call me|ich hei(?:ß|ss)e|mein name ist|je m'appelle|me llamo|mi chiamo)\s+\p{L}+(?:\s+\p{L}+)?/giu,
      '$1 …',
    )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
}

/** What a question is about, for putting questions together: its words without the small ones, by their stems. */
export function topicOf(text: string): readonly string[] {
  const words = wordsOf(masked(text)).filter((word) => word.length > 1 && !STOP_WORDS.has(word) && !/^\d+$/.test(word));
  return [...new Set((words.length === 0 ? wordsOf(text) : words).map(stemOf))].sort();
}

/** How much two topics share, 0 to 1 (Sørensen–Dice). */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b);
  const common = a.filter((word) => other.has(word)).length;
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}
