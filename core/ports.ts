import type { Resolution } from './agent/resolution.ts';
import type { LocalDateTime, Locale, Viseme } from './contract/index.ts';
import type { Patterns } from './memory/patterns.ts';
import type { Recalled, RecallOptions, RememberedTurn } from './memory/recall/recall-index.ts';
import type { EpisodeContent, SavedGoal } from './memory/records.ts';
import type { Venue } from './venue/model.ts';

/** The machine, as the core sees it. host/ and native/ build these; test/fakes/ scripts them. */

export interface Clock {
  /** Monotonic-enough milliseconds, for durations and timers. */
  nowMs(): number;
  /** Wall clock in `timezone` (IANA), or the pinned time when one is configured. */
  localNow(timezone: string): LocalDateTime;
  /** Runs `callback` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

export interface Ids {
  /** A time-ordered unique id (UUIDv7). */
  next(): string;
}

/** Structured log. No transcript, badge payload or memory may ever be a field. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields & { readonly error?: unknown }): void;
}
export type LogFields = Readonly<Record<string, unknown>>;

export interface Transcript {
  /** What to act on: `heard`, with the venue's own names repaired where that is implemented. */
  readonly text: string;
  /** What the recogniser wrote. */
  readonly heard: string;
  readonly audioMs: number;
  /** Time the engine took, queueing excluded. */
  readonly ms: number;
  /** Mean natural-log probability of the chosen tokens; 0 is certain. */
  readonly avgLogprob: number;
  /** Probability that there is no speech at all, 0..1; 0 where the model has no such token. */
  readonly noSpeechProb: number;
  /** Language it is written down in. */
  readonly language?: Locale;
  /** Language it sounds like, and how surely (0..1), where the model knows several. */
  readonly spoken?: { readonly language: Locale; readonly probability: number };
  readonly engine: string;
  readonly model: string;
}

export interface TranscribeOptions {
  /** Language spoken; left out: the model's only one, or detected. */
  readonly locale?: Locale;
  /** Names that may be said, likeliest first: a hint. An engine takes as many as are worth their time, perhaps none. */
  readonly names?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface SpeechToText {
  readonly engine: string;
  readonly model: string;
  /** Languages the model understands; one for an English-only model. */
  readonly languages: readonly Locale[];
  /** Whether it makes use of `names`; left out: no. */
  readonly takesNames?: boolean;
  /**
   * @param audio mono Float32 at 16 kHz, at most the model's window (longer is cut, never an error).
   * @throws FoyerError fault "model" when inference fails; AbortError when `signal` fires.
   */
  transcribe(audio: Float32Array, options?: TranscribeOptions): Promise<Transcript>;
  close(): Promise<void>;
}

export interface SpokenSentence {
  /** Mono Float32, -1..1, at `sampleRate`. */
  readonly audio: Float32Array;
  readonly sampleRate: number;
  readonly durationMs: number;
  readonly phonemes: readonly { readonly phone: string; readonly startMs: number; readonly endMs: number }[];
  readonly visemes: readonly { readonly viseme: Viseme; readonly startMs: number; readonly endMs: number }[];
  /** Words as the caption shows them (not as they are pronounced), in order. */
  readonly words: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
}

export interface TextToSpeech {
  readonly voices: readonly string[];
  speaks(locale: Locale): boolean;
  /**
   * Says one sentence. `text` is the caption; the engine expands numbers, times, prices and codes itself.
   * @throws FoyerError fault "model" when synthesis fails; AbortError when `signal` fires.
   */
  speak(
    text: string,
    options: {
      readonly locale: Locale;
      readonly voice?: string;
      readonly signal?: AbortSignal;
      /** Of the guest; multiplies the voice's own pace. Left out: 1. An engine that cannot may leave it be. */
      readonly rate?: number;
    },
  ): Promise<SpokenSentence>;
  close(): Promise<void>;
}

/** The published venue, whole, with session dates already moved for a rolling venue. */
export interface VenueStore {
  /** Identifies the published version; changes when another one is published. */
  readonly version: string;
  /** @param today venue-local date "2026-11-22"; only a rolling venue depends on it. */
  read(today: string): Venue;
  close(): void;
}

export type * from './booking/booking-store.ts';
export type * from './desk/desk-ports.ts';

export type BadgeVerdict =
  | {
      readonly ok: true;
      readonly guestId: string;
      readonly tenant: string;
      /** null: nothing on the badge says so (one that somebody else printed). */
      readonly expiresAt: string | null;
      /** There when somebody else printed it. The name on it is not kept unless the guest agrees to be remembered. */
      readonly foreign?: { readonly kind: 'vcard' | 'mecard' | 'url' | 'code'; readonly contactName?: string };
    }
  | {
      readonly ok: false;
      readonly reason: 'malformed' | 'unknown-key' | 'bad-signature' | 'expired' | 'wrong-tenant' | 'revoked' | 'foreign';
    };

export interface BadgeVerifier {
  verify(payload: string): BadgeVerdict;
}

export const FACT_KINDS = ['name', 'diet', 'allergy', 'access', 'language', 'interest', 'role', 'answers', 'health', 'religion'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Kinds of which a guest has one at a time: a new one supersedes the old. */
export const SINGLE_VALUED: ReadonlySet<FactKind> = new Set(['name', 'language', 'role']);

export interface Fact {
  readonly id: string;
  readonly kind: FactKind;
  /** Normalised, lower case except names: "vegetarian", "step-free", "de", "Ada". */
  readonly value: string;
  readonly source: 'explicit' | 'inferred';
  readonly recordedAt: string;
  /** Session and turn in which the guest said it. */
  readonly sessionId: string;
  readonly turn: number;
  /** When it became true, and when it ends where the guest said so. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** 0..1; left out for what the guest said outright. */
  readonly confidence?: number;
  /** The guest's own words it was taken from, and the kiosk they were said at. */
  readonly said?: string;
  readonly place?: string;
}

/** A fact as it is handed to memory. */
export type NewFact = Pick<Fact, 'kind' | 'value' | 'source' | 'sessionId' | 'turn'> &
  Partial<Pick<Fact, 'validFrom' | 'validTo' | 'confidence' | 'said' | 'place'>>;

/**
 * `kept`; `known` already; `doubted`: only inferred, and the guest said otherwise: kept beside, to ask (GuestProfile.doubts);
 * `paused`: the guest wants nothing kept for now.
 */
export type RememberOutcome = 'kept' | 'known' | 'doubted' | 'paused';

/** Something inferred that the guest's own word stands against: ask which is right. */
export interface Doubt {
  readonly said: Fact;
  readonly inferred: Fact;
}

/** Something the guest wanted that is not settled yet: "lost charger". */
export interface Thread {
  readonly id: string;
  readonly topic: string;
  readonly status: 'open' | 'resolved';
  readonly openedAt: string;
  readonly updatedAt: string;
  /** There where it is a goal of the agent's; "waiting-staff" is what staff promised. */
  readonly goal?: SavedGoal;
}

/** Everything current about one guest, decrypted; lives only as long as the session. */
export interface GuestProfile {
  readonly facts: readonly Fact[];
  readonly threads: readonly Thread[];
  /** Earlier visits, oldest first. */
  readonly episodes: readonly EpisodeContent[];
  /** What the episodes come to; computed here, never synced. */
  readonly patterns: Patterns;
  readonly doubts: readonly Doubt[];
}

/**
 * Memory of one guest, bound to (companion, guest) when opened. Writes go to disk and the outbox in
 * one transaction. After erase() every call throws FoyerError code "guest-erased".
 */
export interface GuestMemory {
  profile(): GuestProfile;
  remember(fact: NewFact): RememberOutcome;
  retract(kind: FactKind, value?: string): void;
  /** Takes back one fact, and what it stood in for; false where there is none of this id. */
  forgetFact(id: string): boolean;
  /** Puts the guest's own word in place of a fact; the old one stays as history. False where there is none of this id. */
  correctFact(id: string, value: string, by: { readonly sessionId: string; readonly turn: number }): boolean;
  openThread(topic: string): Thread;
  resolveThread(id: string): void;
  /** Deletes one thread. */
  forgetThread(id: string): void;
  /** Keeps a goal as a thread of the same id, or the goal as it is now. `topic`: what the guest calls it. */
  saveGoal(goal: SavedGoal, topic?: string): void;
  /** Keeps a visit in short, or the visit as it is now. */
  saveEpisode(episode: EpisodeContent): void;
  /** Deletes one visit; false where there is none of this id. Left out: visits go with everything or not at all. */
  forgetEpisode?(id: string): boolean;
  /** The guest wants nothing kept for now; holds at every kiosk until it is taken back. */
  readonly paused: boolean;
  pause(paused: boolean): void;
  /** Keeps what was said, in order, in one transaction; a turn whose id is known already is left as it is. */
  noteTurns(turns: readonly RememberedTurn[]): void;
  /** The earlier turns that most likely hold the answer to a question, best first. */
  recall(question: string, options?: RecallOptions): Recalled[];
  /** What was said from `from` until before `to` (ISO 8601), oldest first, but for what was taken back. */
  said(from: string, to: string): RememberedTurn[];
  close(): void;
}

export type Consent = 'unknown' | 'remember' | 'visit-only';

export interface GuestStore {
  consent(guestId: string): Consent;
  /** Records the answer with its text version; "visit-only" leaves nothing about the guest on disk. */
  setConsent(guestId: string, consent: Exclude<Consent, 'unknown'>, textVersion: string, kiosk?: string): void;
  /** @throws FoyerError code "no-consent" unless the guest agreed to be remembered. */
  open(guestId: string): GuestMemory;
  /** Destroys the guest's key and rows here and queues the erasure for every other kiosk. */
  erase(guestId: string): void;
  /**
   * Destroys what is kept of the guest on this kiosk, unsent things too, and nothing elsewhere: for whoever cannot be shown to be
   * this guest. Left out: nothing is done.
   */
  eraseHere?(guestId: string): void;
  /** Whether the endpoint has told what it knows of this guest since they are kept here. Left out: no. */
  heardOf?(guestId: string): boolean;
  /** Pseudonym of a remembered guest on this kiosk; by it nobody can tell the badge. */
  pseudonym?(guestId: string): string;
  /** What the guest agreed to, for their own screen and export. */
  consents?(guestId: string): readonly LoggedConsent[];
  close(): void;
}

export interface LoggedConsent {
  readonly at: string;
  readonly textVersion: string;
  /** Name of the kiosk that asked. */
  readonly kiosk?: string;
}

/** `triesLeft` before the next wait. `retryAfterMs` above 0: no try counts before then, a right PIN neither. */
export interface GuestPinTries {
  readonly triesLeft: number;
  readonly retryAfterMs: number;
}
export type GuestPinVerdict = { readonly ok: true } | ({ readonly ok: false } & GuestPinTries);

/** What proves that whoever holds a badge is its guest. A PIN never reaches a log, a trace or memory. */
export interface GuestPins {
  /** False for a guest who chose none, or of whom nothing is kept. */
  isSet(guestId: string): boolean;
  state(guestId: string): GuestPinTries;
  /**
   * Sets or replaces it. The caller has made sure that it is this guest; of one who was never asked for another they cannot be
   * sure, and pass "first". @returns false: "first", and another kiosk's has come meanwhile; that one stands.
   * @throws FoyerError "pin-invalid" (see core/badge/pin-rules.ts), "no-consent".
   */
  set(guestId: string, pin: string, first?: 'first'): Promise<boolean>;
  /** Names the PIN that stands now: another name as soon as another PIN stands, from here or elsewhere. null: there is none. */
  mark(guestId: string): string | null;
  verify(guestId: string, pin: string): Promise<GuestPinVerdict>;
}

export interface CloudSync {
  /** Fetches this guest from the endpoint, within the time budget; false when it could not. */
  pull(guestId: string, badge: string, budgetMs: number): Promise<boolean>;
  /**
   * A code by which the guest, whose badge was scanned, lets another channel have their memory: see core/sync/channel.ts. Left out:
   * there are no other channels. @throws FoyerError where the endpoint cannot be reached or refuses.
   */
  link?(guestId: string, badge: string): Promise<string>;
  /** The endpoint has told what it knows of this guest; may come long after pull() gave up. Returns an unsubscribe. */
  onHeard?(listener: (guestId: string) => void): () => void;
  /** Pushes the outbox now; resolves when tried. Never throws for a network fault. */
  flush(): Promise<void>;
  readonly state: 'off' | 'online' | 'offline';
  onState(listener: (state: CloudSync['state']) => void): () => void;
  close(): Promise<void>;
}

/** One question as it is counted. Neither what was asked nor by whom. */
export interface CountedTurn {
  /** Number of the turn; by it the latency that is measured elsewhere finds its topic. */
  readonly turn: number;
  readonly sessionId: string;
  /** Id of a tool or of a kind of answer; the program's own. */
  readonly topic: string;
  readonly language: Locale;
  readonly resolution: Resolution;
  readonly handOff: boolean;
  readonly followUp: boolean;
  readonly threadsClosed: number;
  /** Which visit of a guest who agreed to be remembered; null: nobody is told apart. */
  readonly visit: number | null;
  /** Clock.nowMs() when it was asked. */
  readonly askedAtMs: number;
  /** From the question to the first sentence of the answer; null: there was none. */
  readonly answeredAfterMs: number | null;
}

/** What operators of a fleet are told of the conversations: numbers by hour, topic and language. Never throws. */
export interface FleetCounts {
  turn(turn: CountedTurn): void;
  /** Voice-to-voice latency of a turn; once for each. */
  voiceToVoice(turn: number, ms: number): void;
  /** The guest has left, or another one has come. */
  sessionEnded(): void;
}
