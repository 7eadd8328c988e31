import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { SessionView } from '../contract/index.ts';
import { textIn } from '../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords } from '../venue/search/fold.ts';
import type { Link } from '../venue/search/linker.ts';
import { byStart } from './knowledge.ts';
import { defineTool } from './tool.ts';
import { sessionView } from './views.ts';

export const findPeopleInput = z.object({
  person: z.string().min(1).max(200).optional().describe('Id or name of a speaker; left out: all of them'),
  personIds: z.array(z.string()).max(40).optional(),
});

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly bio: string;
  readonly sessions: readonly SessionView[];
}

export interface FindPeopleData {
  readonly people: readonly PersonView[];
  readonly total: number;
  readonly asked: string;
}

export const findPeople = defineTool({
  name: 'find_people',
  description: 'Speakers of the programme by name: who they are and when and where they speak. Several when the name fits several.',
  input: findPeopleInput,
  effect: 'none',
  run(context, input) {
    const { know, locale, ids, t } = context;
    const asked = input.person ?? '';
    const all = asked === '' ? [...know.people.keys()] : know.people.has(asked) ? [asked] : namedAs(asked);
    const found = input.personIds ?? all;
    const people = found.slice(0, 12).flatMap((id): PersonView[] => {
      const person = know.people.get(id);
      if (person === undefined) return [];
      const sessions = [...know.sessionsOf(id)].sort(byStart).map((session) => sessionView(session, context));
      const { name, organisation = '' } = person;
      return [{ id, name, organisation, role: textIn(person.role, locale), bio: textIn(person.bio, locale), sessions }];
    });
    const data: FindPeopleData = { people, total: found.length, asked };
    const only = people.length === 1 ? people[0] : undefined;
    const cards =
      only === undefined
        ? [
            {
              id: ids.next(),
              kind: 'list' as const,
              title: t('list.people'),
              total: found.length,
              items: people.map((person) => ({
                id: person.id,
                title: person.name,
                subtitle: [person.role, person.organisation].filter((part) => part !== '').join(' · '),
                ask: t('ask.person', { person: person.name }),
              })),
            },
          ]
        : only.sessions.length === 1
          ? only.sessions.map((session) => ({ id: ids.next(), kind: 'session' as const, session }))
          : [
              {
                id: ids.next(),
                kind: 'sessions' as const,
                title: only.name,
                sessions: only.sessions.slice(0, 40),
                total: only.sessions.length,
              },
            ];
    return { found: people.length > 0, data, cards: people.length === 0 ? [] : cards };

    function namedAs(name: string): string[] {
      const words = foldedWords(name);
      const links = know.names
        .link(words, new Set(['person']))
        .filter(
          (link) =>
            link.ofName >= 0.6 &&
            !saysSomebodyElse(words, words.length > 1 ? { ...link, ofName: 0 } : link, know.people.get(link.id)?.name ?? ''),
        );
      const best = links[0];
      return best === undefined
        ? []
        : links.filter((link) => link.ofName * link.ofQuery >= best.ofName * best.ofQuery * 0.95).map((link) => link.id);
    }
  },
});

/** Two names that a recogniser may take for each other, however they are spelt: Christoph and Krzysztof. */
export function soundsLike(a: string, b: string): boolean {
  const codes = doubleMetaphone(b);
  return doubleMetaphone(a).some((code) => code.length >= 3 && codes.some((other) => distance(code, other) <= 1));
}

/** "Elon Musk" is not a misheard Eleni: beside the half-heard name stands a word that is nothing like her other one. */
export function saysSomebodyElse(words: readonly string[], link: Link, name: string): boolean {
  if (link.matched > 1 || link.ofName >= 0.95) return false;
  const names = foldedWords(name);
  return [words[link.from - 1], words[link.to]].some(
    (word) =>
      word !== undefined &&
      word.length > 2 &&
      !STOP_WORDS.has(word) &&
      !PLAIN_WORDS.has(word) &&
      !names.some((own) => 2 * distance(own, word) <= Math.max(own.length, word.length) || soundsLike(own, word)),
  );
}
