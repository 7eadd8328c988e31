import { z } from 'zod';
import { accessKeysSchema, accessToScreen } from './access.ts';
import { badgeReadingSchema } from './badge-config.ts';
import { cardSchema, requestStatusSchema } from './cards.ts';
import { faultSchema, refusalCodeSchema } from './errors.ts';
import { guestMemoryToScreen } from './guest-memory.ts';
import { operatorToScreen } from './operator-menu.ts';
import { idSchema, localDateTimeSchema, localeSchema, talkModeSchema } from './primitives.ts';
import { privacyNoticeSchema, privacyToScreen } from './privacy.ts';
import { staffConsoleToScreen } from './staff-console.ts';
import { staffDeskToScreen } from './staff-desk.ts';
import { lookSchema } from './theme.ts';
import { traceStepSchema, turnMetricsSchema } from './trace.ts';
import { bannerSchema, venueSummarySchema } from './venue-summary.ts';

/** Messages from the kiosk to a screen. Spoken audio travels beside them as binary (see binary.ts). */

const turn = z.number().int().nonnegative();
const text = z.string();

/** One part of the kiosk and whether it can do its work. `reason` is for staff, never for guests. */
export const capabilitySchema = z.object({
  state: z.enum(['ready', 'starting', 'unavailable', 'off']),
  reason: z.string().optional(),
  remedy: z.string().optional(),
});
export type Capability = z.infer<typeof capabilitySchema>;

export const capabilitiesSchema = z.object({
  venue: capabilitySchema,
  hearing: capabilitySchema,
  speaking: capabilitySchema,
  memory: capabilitySchema,
  sync: capabilitySchema,
  /** Present when something in the configuration is wrong and a default is used in its place. */
  configuration: capabilitySchema.optional(),
  /** Present when a language model is configured: whether it answers, and what it has used. */
  languageModel: capabilitySchema.optional(),
  /** Which planner answers; "local" also while a configured model cannot be reached. */
  planner: z.enum(['local', 'llm']),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

export const chipSchema = z.object({ id: idSchema, text: z.string().max(120) });
export type Chip = z.infer<typeof chipSchema>;

/** Suggestions, cards and texts of one turn so far. */
export const turnViewSchema = z.object({
  turn,
  question: z.string().nullable(),
  answer: z.string(),
  done: z.boolean(),
  cards: z.array(cardSchema),
});
export type TurnView = z.infer<typeof turnViewSchema>;

/** What the kiosk is doing for the guest right now; the avatar and the status line show it. */
export const activitySchema = z.enum(['idle', 'listening', 'hearing', 'thinking', 'speaking']);
export type Activity = z.infer<typeof activitySchema>;

export const guestViewSchema = z.object({
  /** A badge was recognised and the guest agreed to be remembered. */
  remembered: z.boolean(),
  /** Name to use, only if the guest gave one in this session. */
  name: z.string().optional(),
});

export const sessionSnapshotSchema = z.object({
  id: idSchema,
  locale: localeSchema,
  turns: z.array(turnViewSchema),
  chips: z.array(chipSchema),
  guest: guestViewSchema.nullable(),
});
export type SessionSnapshot = z.infer<typeof sessionSnapshotSchema>;

export const requestRowSchema = z.object({
  id: idSchema,
  /** Number the guest was given; left out for one from before there were tickets. */
  ticket: z.string().optional(),
  kind: z.string(),
  /** In the guest's language. */
  title: z.string(),
  /** In the venue's own, where that is another. */
  staffTitle: z.string().optional(),
  detail: z.string(),
  status: requestStatusSchema,
  placeName: z.string(),
  createdAt: localDateTimeSchema,
  /** For staff: what the guest asked and what the kiosk answered before. */
  context: z.string().optional(),
  /** Of staff, to the guest. */
  note: z.string().optional(),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

export const visemeSchema = z.enum(['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'I', 'O', 'U']);
export type Viseme = z.infer<typeof visemeSchema>;

export const toScreenSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.number().int(),
    kioskName: text,
    companionName: text,
    locales: z.array(localeSchema).min(1),
    locale: localeSchema,
    capabilities: capabilitiesSchema,
    venue: venueSummarySchema.nullable(),
    /** The running session, so that a reconnecting screen goes on; null when there is none. */
    session: sessionSnapshotSchema.nullable(),
    /** Opening suggestions for the attract screen, by locale. */
    openers: z.record(localeSchema, z.array(chipSchema)),
    /** `mayChoosePin`: none is set, and one may be at a screen; left out: it may. */
    staff: z.object({ pinSet: z.boolean(), mayChoosePin: z.boolean().optional() }),
    /** The kiosk's present, venue wall clock; pinned in demos and tests. */
    now: localDateTimeSchema,
    /** `now` stands still; a screen's clock then does too. */
    nowPinned: z.boolean().optional(),
    idle: z.object({ warnAfterMs: z.number(), resetAfterMs: z.number() }),
    /** Whether the screen needs a talk button; left out: "open". */
    talkMode: talkModeSchema.optional(),
    /** Where the page that shows a way on a guest's phone is published, if it is. */
    phonePageUrl: z.string().optional(),
    /** How badges are read here; left out: as by default. */
    badges: badgeReadingSchema.optional(),
    /** Theme, light and sounds; left out: Foyer's own. */
    look: lookSchema.optional(),
    /** Keys of this kiosk's keypad that differ from the usual ones. */
    accessKeys: accessKeysSchema.optional(),
    /** What this kiosk does with data; left out: nothing is known of it. */
    privacy: privacyNoticeSchema.optional(),
  }),
  z.object({ type: z.literal('capabilities'), capabilities: capabilitiesSchema }),
  z.object({ type: z.literal('session.started'), session: sessionSnapshotSchema }),
  z.object({ type: z.literal('session.ended'), reason: z.enum(['guest', 'idle', 'badge', 'restart', 'forgotten', 'operator']) }),
  /** "Still there?": the session ends in `endsInMs` unless the guest does something. */
  z.object({ type: z.literal('idle.warning'), endsInMs: z.number().nonnegative() }),
  z.object({ type: z.literal('idle.cleared') }),
  z.object({ type: z.literal('locale.changed'), locale: localeSchema }),
  z.object({ type: z.literal('activity'), activity: activitySchema }),
  /** What was heard so far; replaced by the next one or by `turn.started`. Empty: nothing after all. */
  z.object({
    type: z.literal('hearing.partial'),
    text,
    /** So many leading words of `text` are settled and will not change; left out: any may. */
    settledWords: z.number().int().nonnegative().optional(),
  }),
  /** Heard something that was not speech to answer; `hint` is a kind line for the guest. */
  z.object({ type: z.literal('hearing.nothing'), hint: text.optional() }),
  z.object({
    type: z.literal('turn.started'),
    turn,
    /** As shown to the guest. */
    question: text,
    /** As the recogniser wrote it, where that differs. */
    heard: text.optional(),
    source: z.enum(['voice', 'typed', 'chip', 'card', 'badge', 'help']),
  }),
  /** Next sentence of the answer, to be appended to the captions. */
  z.object({ type: z.literal('answer.sentence'), turn, sentence: z.number().int().nonnegative(), text }),
  z.object({ type: z.literal('cards'), turn, cards: z.array(cardSchema) }),
  /** Staff did something about a request of this guest: every card of it shows that. */
  z.object({ type: z.literal('request.updated'), requestId: idSchema, status: requestStatusSchema, note: text.optional() }),
  z.object({ type: z.literal('chips'), chips: z.array(chipSchema) }),
  z.object({ type: z.literal('turn.done'), turn, outcome: z.enum(['answered', 'asked', 'nothing-found', 'interrupted', 'failed']) }),
  /** What this turn said was good for a screen that is closed now: it leaves the captions with it. */
  z.object({ type: z.literal('turn.withdrawn'), turn }),
  /** Announces the binary message with the same turn and sentence that follows it. */
  z.object({
    type: z.literal('speech.sentence'),
    turn,
    sentence: z.number().int().nonnegative(),
    sampleRate: z.number().int().positive(),
    durationMs: z.number().nonnegative(),
    words: z.array(z.object({ text, startMs: z.number(), endMs: z.number() })),
    visemes: z.array(z.object({ viseme: visemeSchema, startMs: z.number(), endMs: z.number() })),
    /** A text of the screen is read out: it is part of no answer. */
    reading: z.boolean().optional(),
  }),
  /**
   * No engine on the kiosk speaks this language: the screen may use a voice of its own, and shows
   * captions either way.
   */
  z.object({ type: z.literal('speech.text'), turn, sentence: z.number().int().nonnegative(), text, locale: localeSchema }),
  /** Stop playing and drop queued audio of every turn up to and including this one. */
  z.object({ type: z.literal('speech.cancel'), turn }),
  /**
   * The guest is interrupting: fall silent at once but keep the place (true), then either
   * `speech.cancel` follows or, when it was only a cough or an "mm-hm", speech goes on (false).
   */
  z.object({ type: z.literal('speech.pause'), paused: z.boolean() }),
  /** The guest may be interrupting: lower the volume (true) or bring it back (false). */
  z.object({ type: z.literal('speech.duck'), duck: z.boolean() }),
  z.object({
    type: z.literal('consent.ask'),
    textVersion: text,
    /** The badge has a name on it, which would be kept. */
    badgeName: z.boolean().optional(),
  }),
  ...guestMemoryToScreen,
  ...accessToScreen,
  ...operatorToScreen,
  ...privacyToScreen,
  z.object({ type: z.literal('guest.recognised'), guest: guestViewSchema }),
  z.object({ type: z.literal('badge.refused'), hint: text }),
  z.object({ type: z.literal('trace'), turn, step: traceStepSchema }),
  z.object({ type: z.literal('metrics'), turn, metrics: turnMetricsSchema }),
  z.object({ type: z.literal('staff.signedIn') }),
  z.object({ type: z.literal('staff.refused'), retryAfterMs: z.number().nonnegative() }),
  /** What the calibration screen's microphone brought; an empty text when there were no words in it. */
  z.object({ type: z.literal('staff.heard'), text, avgLogprob: z.number() }),
  /** The near-field gate as configured (0: learned alone); `saved` after it was written, `problem` when that failed. */
  z.object({ type: z.literal('staff.calibration'), minRms: z.number(), saved: z.boolean(), problem: text.optional() }),
  z.object({ type: z.literal('staff.requests'), requests: z.array(requestRowSchema) }),
  ...staffConsoleToScreen,
  ...staffDeskToScreen,
  /** Notice of staff by language, at once; null: none any more. */
  z.object({ type: z.literal('venue.banner'), banner: bannerSchema.nullable() }),
  z.object({
    type: z.literal('refused'),
    code: refusalCodeSchema,
    /** What was wrong, precisely; for staff and developers, not shown to guests. */
    message: text,
    /** `seq` of the refused message where it could be read. */
    seq: z.number().optional(),
  }),
  z.object({ type: z.literal('fault'), fault: faultSchema, code: text, hint: text }),
]);
export type ToScreen = z.infer<typeof toScreenSchema>;
export type ToScreenType = ToScreen['type'];
export type ToScreenOf<T extends ToScreenType> = Extract<ToScreen, { type: T }>;
