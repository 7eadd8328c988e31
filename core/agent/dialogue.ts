import type { Locale } from '../contract/index.ts';
import type { ConnectedInput } from '../tools/connected.ts';
import type { ToolCall } from '../tools/registry.ts';
import type { StatedFact } from '../tools/tool.ts';
import type { Goal, Slots } from './goals/goal.ts';
import type { OpenQuestion } from './goals/lead-back.ts';
import type { Aspect } from './reading.ts';

export type ThingKind = 'place' | 'session' | 'person' | 'exhibitor' | 'dish' | 'service';

export interface Thing {
  readonly kind: ThingKind;
  readonly id: string;
  readonly name: string;
}

/** A question the kiosk asked and is waiting on. Silence, or something else, is never a yes. */
export type Pending =
  /** A read-back of something with an effect. */
  | {
      readonly kind: 'confirm';
      readonly call: ToolCall;
      /** Idempotency key of the call. */
      readonly key: string;
    }
  /** "Shall I show you the way?": harmless, a yes runs it. */
  | { readonly kind: 'offer'; readonly call: ToolCall; readonly aspect: Aspect }
  /** "Which Alexander?" */
  | { readonly kind: 'choose'; readonly options: readonly Thing[]; readonly aspect: Aspect }
  /** "Where would you like to go?" */
  | { readonly kind: 'slot'; readonly aspect: Aspect }
  /** "For how many?" */
  | { readonly kind: 'goal-slot'; readonly goalId: string; readonly slot: string }
  /** "Free at 20:00, or at the Harbour Bar": each with what of the goal it changes. */
  | {
      readonly kind: 'goal-options';
      readonly goalId: string;
      readonly options: readonly GoalOption[];
      /** What a no changes; left out: the guest wants none of it. */
      readonly otherwise?: Slots;
    }
  /** One input of a connected tool: "for which day?" `input` is what is known of it. */
  | { readonly kind: 'connected-slot'; readonly tool: string; readonly input: ConnectedInput; readonly slot: string }
  /** "Shall we go on with the table?" */
  | { readonly kind: 'goal-resume'; readonly goalId: string }
  /** The same, once the guest has given their PIN. */
  | { readonly kind: 'goal-locked'; readonly goalId: string };

export interface GoalOption {
  readonly name: string;
  readonly slots: Slots;
}

/** What a conversation knows of itself from one turn to the next; it ends with the session. */
export interface Dialogue {
  locale: Locale;
  /** What was talked about last, newest first; one of a kind. */
  focus: Thing[];
  /** The last list that was shown, in its order. */
  listed: Thing[];
  pending: Pending | null;
  /** The last question as it was carried out, for "what about tomorrow". */
  last: { readonly calls: readonly ToolCall[]; readonly aspect: Aspect } | null;
  /** The last question about the programme, kept while one of its sessions is talked about. */
  programme: Extract<ToolCall, { name: 'whats_on' }> | null;
  /** Sentences of the last answer. */
  said: readonly string[];
  /** What the guest said about themselves in this session. */
  readonly stated: StatedFact[];
  /** What the guest wants done, newest first; see goals/goal.ts. The first that is not ended is what the kiosk leads back to. */
  goals: readonly Goal[];
  /** What the kiosk asked last for the goal at hand; see goals/lead-back.ts. */
  open: OpenQuestion | null;
  /** Questions without an answer in a row; left out: none. */
  unanswered?: number;
  /** Past exchanges, oldest first, for a model's context. */
  readonly turns: { readonly question: string; readonly answer: string }[];
}

export function createDialogue(locale: Locale): Dialogue {
  return {
    locale,
    focus: [],
    listed: [],
    pending: null,
    last: null,
    programme: null,
    said: [],
    stated: [],
    goals: [],
    open: null,
    turns: [],
  };
}

export function inFocus(dialogue: Dialogue, ...kinds: readonly ThingKind[]): Thing | null {
  return dialogue.focus.find((thing) => kinds.includes(thing.kind)) ?? null;
}

export function focusOn(dialogue: Dialogue, things: readonly Thing[]): void {
  const kinds = new Set(things.map((thing) => thing.kind));
  dialogue.focus = [...things, ...dialogue.focus.filter((thing) => !kinds.has(thing.kind))].slice(0, 6);
}
