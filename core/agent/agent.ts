import type { Card, Chip, Locale, Point, TraceStep } from '../contract/index.ts';
import type { BookingStore, CaseStore, GuestMemory, LeadStore, LostAndFound, RequestStore } from '../ports.ts';
import type { Venue } from '../venue/model.ts';
import type { Resolution } from './resolution.ts';

/** What a guest said or did, with what the kiosk knows around it. */
export interface TurnInput {
  readonly sessionId: string;
  readonly turn: number;
  readonly text: string;
  readonly source: 'voice' | 'typed' | 'chip' | 'card' | 'badge' | 'help';
  readonly locale: Locale;
  /** Venue wall clock, "2026-11-22T14:00". */
  readonly now: string;
  /** Where the guest stands. */
  readonly here: { readonly placeId: string; readonly floorId: string; readonly at: Point; readonly headingDeg: number } | null;
  /** Memory of a recognised guest who agreed to be remembered; null for everyone else. */
  readonly memory: GuestMemory | null;
  /**
   * Erases this guest on every kiosk; false where it could not be done. Only for a recognised guest, and only to be
   * called after their yes. `memory` is closed from then on.
   */
  readonly forgetGuest?: () => boolean;
  /** Pseudonym of a guest who agreed to be remembered: theirs are the bookings they make. */
  readonly guestRef?: string;
  /** A guest with a badge who is here for just this visit, or has not said yet: nothing of this turn goes to any disk. */
  readonly leavesNoTrace?: boolean;
  /** The guest gave their PIN in this session. */
  readonly verified?: boolean;
  /** The guest has a PIN to give. */
  readonly hasPin?: boolean;
  /** How much of the previous answer the guest actually heard, when it was cut off. */
  readonly heardOfLastAnswer?: string;
  /**
   * For a turn that runs ahead on a guess of what the guest has said: resolves when they have said it, rejects when they
   * have not. Until then nothing with an effect runs and the conversation is not changed.
   */
  readonly committed?: Promise<void>;
}

export type TurnOutcome = 'answered' | 'asked' | 'nothing-found' | 'failed';

export type AgentEvent =
  | { readonly type: 'step'; readonly step: TraceStep }
  /** The next sentence to show and speak; complete, in the guest's language. */
  | {
      readonly type: 'sentence';
      readonly text: string;
      /** Said to pass the time; no part of the answer. */
      readonly filler?: true;
    }
  | { readonly type: 'cards'; readonly cards: readonly Card[] }
  | { readonly type: 'chips'; readonly chips: readonly Chip[] }
  | { readonly type: 'locale'; readonly locale: Locale }
  | {
      readonly type: 'done';
      readonly outcome: TurnOutcome;
      /** What became of the question, told apart more finely than by `outcome`; the agent always gives it. */
      readonly resolution?: Resolution;
      readonly tools: readonly ToolRun[];
      readonly planner: 'local' | 'llm';
      /** What the guest asked to see, and the screen has by itself. */
      readonly shows?: 'privacy';
      /** Something was held back until the guest has given their PIN. */
      readonly needsPin?: true;
      /** The conversation is over when this answer has been said. */
      readonly ends?: true;
    };

export interface ToolRun {
  readonly name: string;
  readonly input: unknown;
  readonly ms: number;
}

/** The venue parts an agent works on; replaced as a whole when another version is published. */
export interface VenueContext {
  readonly venue: Venue;
  readonly version: string;
}

/** One agent serves one guest session: it holds the conversation state and is thrown away with it. */
export interface Agent {
  /**
   * Runs one turn. Events arrive as they are ready, `done` last. Aborting stops it after the
   * event in flight; a tool with an effect that already ran stays run.
   */
  run(input: TurnInput, signal: AbortSignal): AsyncIterable<AgentEvent>;
}

export interface AgentDeps {
  readonly venue: VenueContext | null;
  readonly requests: RequestStore;
  readonly lostFound: LostAndFound;
  readonly cases: CaseStore;
  readonly leads: LeadStore;
  readonly bookings: BookingStore;
  readonly kioskName: string;
}
