import type { Agent, TurnInput } from '../agent/agent.ts';
import type { Locale, ToScreen, TraceStep } from '../contract/index.ts';
import type { FactExtractor } from '../memory/extraction.ts';
import type { Clock, Log } from '../ports.ts';
import type { Question } from './guest-session.ts';
import type { RecognisedGuest } from './recognised-guest.ts';
import type { Speaker } from './speaker.ts';

export interface GuestSessionDeps {
  readonly id: string;
  readonly agent: Agent;
  readonly locale: Locale;
  readonly locales: readonly Locale[];
  readonly clock: Clock;
  readonly log: Log;
  readonly speaker: Speaker;
  readonly now: () => string;
  readonly here: TurnInput['here'];
  /** Name of the kiosk, for what is remembered. */
  readonly place?: string;
  /** Finds facts with a model after each turn; left out: the grammar alone. */
  readonly extractor?: FactExtractor | null;
  /** Numbers turns; `peek` tells the next number without taking it. */
  readonly turns: { next(): number; peek(): number };
  /** Whether this guest has a PIN to give; left out: nobody has. */
  readonly hasPin?: (guest: RecognisedGuest) => boolean;
  /** Erases the recognised guest; false where there is none or it failed. */
  readonly forgetGuest: () => boolean;
  readonly send: (message: ToScreen) => void;
  readonly onTrace: (turn: number, step: TraceStep) => void;
  readonly onFirstSentence: (turn: number) => void;
  /** An answer is complete; `asked`: it ends with a question; `ends`: and so does the conversation. */
  readonly onDone: (asked: boolean, ends: boolean) => void;
  /** The answer to this question holds something back until the guest has given their PIN. */
  readonly onNeedsPin?: (question: Question, tools: readonly string[]) => void;
  /** A turn is being worked on (true), or its answer is complete (false). */
  readonly onThinking: (thinking: boolean) => void;
}
