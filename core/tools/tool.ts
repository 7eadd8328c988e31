import type { z } from 'zod';
import type { Policy } from '../agent/guard/policy.ts';
import type { Companion } from '../contract/companion.ts';
import type { Card, LocalDateTime, Locale, Point } from '../contract/index.ts';
import type { MessageKey } from '../i18n/catalogues.ts';
import type { Translate } from '../i18n/translate.ts';
import type { BookingStore, CaseStore, FactKind, GuestMemory, Ids, LeadStore, LostAndFound, RequestStore } from '../ports.ts';
import type { ConnectedTool } from './connected.ts';
import type { Knowledge } from './knowledge.ts';

/** What this guest needs, from this conversation and from memory. */
export interface Preferences {
  /** "vegetarian", "vegan", "halal", … */
  readonly diets: readonly string[];
  /** Allergens to avoid, as the venue model names them. */
  readonly avoid: readonly string[];
  readonly stepFree: boolean;
  readonly name?: string;
  /** Likes short answers: said so, or asks for them time and again. */
  readonly short?: boolean;
}

/** A fact the guest stated in this conversation; it lasts as long as the session. */
export interface StatedFact {
  readonly kind: FactKind;
  readonly value: string;
}

/** Whose a booking, request or case is: a remembered guest by pseudonym, else the session. */
export interface Owner {
  readonly kind: 'guest' | 'session';
  readonly id: string;
}

export interface ToolContext {
  readonly know: Knowledge;
  readonly now: LocalDateTime;
  readonly here: { readonly placeId: string; readonly floorId: string; readonly at: Point } | null;
  readonly locale: Locale;
  readonly t: Translate<MessageKey>;
  readonly preferences: Preferences;
  readonly requests: RequestStore;
  readonly lostFound: LostAndFound;
  readonly cases: CaseStore;
  readonly leads: LeadStore;
  /** What was asked and answered in this conversation, oldest first; for staff who are called, and for the guest's phone. */
  readonly recent?: readonly { readonly question: string; readonly answer: string }[];
  /** The place talked about last. */
  readonly lastPlaceId?: string;
  readonly bookings: BookingStore;
  readonly memory: GuestMemory | null;
  /** Erases the guest everywhere; null for one who is not recognised. See TurnInput. */
  readonly forgetGuest: (() => boolean) | null;
  /** Facts of this session; remember and forget write here too, so that a guest without a badge is understood as well. */
  readonly stated: StatedFact[];
  readonly ids: Ids;
  readonly kioskName: string;
  readonly sessionId: string;
  readonly turn: number;
  /** The guest's words of this turn. */
  readonly said?: string;
  readonly owner: Owner;
  /** The guest gave their PIN in this session. */
  readonly verified: boolean;
  /** The same for a call that is tried again: a store takes it for the same booking. */
  readonly idempotencyKey: string;
  /** What this house says and does about insults, lost children and the like; left out: the kiosk's own rules. */
  readonly policy?: Policy;
  /** Tools that operators declared; left out: none. */
  readonly connected?: readonly ConnectedTool[];
  /** Who stands at this kiosk: what it is like, and which tools it may have run. Left out: the kiosk as it is. */
  readonly companion?: Companion;
}

export interface ToolResult<D> {
  /** False when the venue's data has nothing that fits; `data` may then hold the nearest thing. */
  readonly found: boolean;
  /** Plain data: what an answer may state, and all it may state. */
  readonly data: D;
  readonly cards: readonly Card[];
}

/**
 * What running it does: "none" reads; "memory" writes what the guest said about themselves; "request"
 * makes work for staff and runs only after the guest confirmed a read-back; "alarm" calls staff at once.
 */
export type ToolEffect = 'none' | 'memory' | 'request' | 'alarm';

/** Who may have it run: anybody; a guest whose badge was read and who is remembered; one who also gave their PIN. */
export type ToolPermission = 'guest' | 'recognised' | 'verified';

export interface Tool<N extends string, I, D> {
  readonly name: N;
  /** For a model: when to use it and what comes back. */
  readonly description: string;
  readonly input: z.ZodType<I>;
  readonly effect: ToolEffect;
  /** Left out: "guest". */
  readonly permission?: ToolPermission;
  /** What the guest waits for it at most; left out: 10 s. An effect of one that took longer may have happened. */
  readonly timeoutMs?: number;
  /** Name of the tool that undoes it. */
  readonly compensate?: string;
  run(context: ToolContext, input: I, signal: AbortSignal): ToolResult<D> | Promise<ToolResult<D>>;
}

/** Declares a tool; the schema fixes the type of its input. */
export function defineTool<N extends string, I, D>(tool: Tool<N, I, D>): Tool<N, I, D> {
  return tool;
}
