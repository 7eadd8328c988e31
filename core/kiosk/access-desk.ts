import { type AccessCommand, MAX_READ_TEXT } from '../contract/access.ts';
import type { ToKioskOf, ToScreen } from '../contract/index.ts';
import type { Clock, GuestMemory } from '../ports.ts';
import { createSentenceSplitter } from '../speech/sentences.ts';
import { createBudget } from '../transport/budget.ts';
import type { GuestSession, Question } from './guest-session.ts';
import { accessWord } from './guest-words/access-words.ts';
import type { IdleTimer } from './idle-timer.ts';
import { kioskMessages } from './messages.ts';

export interface AccessDeskDeps {
  readonly clock: Clock;
  readonly idle: Pick<IdleTimer, 'patient'>;
  readonly current: () => GuestSession | null;
  readonly send: (message: ToScreen) => void;
  readonly setRate: (rate: number) => void;
  readonly stopReading: () => void;
  readonly startOver: () => void;
}

/** Easier to use: what of it the kiosk does for its screen, and what guests say for it. */
export interface AccessDesk {
  set(message: ToKioskOf<'access.set'>): void;
  say(message: ToKioskOf<'speech.say'>): void;
  /** Whether `hears` would take it; nothing is done. */
  takes(text: string): boolean;
  /** True: it is dealt with. */
  hears(question: Question): boolean;
  /** For the next guest. */
  reset(): void;
}

/** Whoever holds a key down hears where they stop, not each item on the way. */
const READ_BURST = 12;
const READ_PER_SECOND = 4;

export function createAccessDesk(deps: AccessDeskDeps): AccessDesk {
  let audio = false;
  /** A control was to be pressed that is not on the screen: then the same words are a question. */
  let passed: string | null = null;
  const budget = createBudget({ burst: READ_BURST, perSecond: READ_PER_SECOND, nowMs: deps.clock.nowMs });

  const done = (session: GuestSession, said: string, command: string) => {
    const what = command.replaceAll('-', '_');
    session.confirm(said, kioskMessages(session.locale)('access.done', { what }));
  };

  return {
    set(message) {
      audio = message.audio;
      deps.idle.patient(audio);
      deps.setRate(message.speechRate);
    },
    say({ text, locale }) {
      const session = deps.current();
      if (session === null) return;
      const texts = sentencesOf(text);
      if (texts.length === 0) return deps.stopReading();
      if (budget()) session.readOut(locale, texts);
    },
    takes: (text) => text !== passed && accessWord(text, audio) !== null,
    hears({ text, source }) {
      const session = deps.current();
      const again = text === passed;
      passed = null;
      // A chip, a card and the help button mean what is on them.
      if (session === null || again || (source !== 'voice' && source !== 'typed')) return false;
      const word = accessWord(text, audio);
      if (word === null) return false;
      deps.send({ type: 'hearing.partial', text: '' });
      if (word === 'start-over') deps.startOver();
      else if ('press' in word) {
        passed = text;
        deps.send({ type: 'access.press', name: word.press, text });
      } else {
        deps.send({ type: 'access.do', command: word.command });
        // What is read out is its own answer.
        if (!READS.has(word.command)) done(session, text, word.command);
      }
      return true;
    },
    reset() {
      audio = false;
      passed = null;
      deps.setRate(1);
    },
  };
}

const READS: ReadonlySet<string> = new Set(['next', 'previous', 'activate', 'where', 'help', 'repeat', 'audio-on', 'audio-off', 'panel']);

/** How a remembered guest asked to be answered before, as what to do about it now. */
export function wishedBefore({ facts, patterns }: ReturnType<GuestMemory['profile']>): AccessCommand[] {
  const wishes = new Set<string>([...facts.filter(({ kind }) => kind === 'answers').map(({ value }) => value), ...patterns.answers]);
  return [...(wishes.has('slow') ? ['slower' as const] : []), ...(wishes.has('large-text') ? ['bigger' as const] : [])];
}

/** Control characters could not be said, and are in no catalogue. */
function sentencesOf(text: string): string[] {
  const clean = text.slice(0, MAX_READ_TEXT).replaceAll(/\p{C}+/gu, ' ');
  const splitter = createSentenceSplitter();
  return [...splitter.push(clean), ...splitter.end()].filter((one) => one.trim() !== '');
}
