import { z } from 'zod';
import { FACT_KINDS } from '../ports.ts';

/**
 * Contents of the ops and rows about one guest; sealed wherever they leave this process. They come
 * back from disk and from other kiosks, so they are validated like any other input.
 */

const instant = z.iso.datetime();
const id = z.string().min(1).max(100);

export const MAX_FACT_VALUE = 200;
export const MAX_TOPIC = 300;
export const MAX_TURN_TEXT = 4000;
export const MAX_SAID = 300;
export const MAX_PLACE = 120;
/** Characters of a goal's slots as JSON: with the rest of a thread well under what an op may hold. */
const MAX_SLOTS = 4000;

export const consentContentSchema = z.strictObject({
  consent: z.literal('remember'),
  /** Version of the text the guest agreed to. */
  textVersion: z.string().min(1).max(100),
  at: instant,
  /** Name of the kiosk that asked. */
  kiosk: z.string().min(1).max(200).optional(),
});

/** What a later version adds is left out, not refused: an older kiosk must not lose the fact. */
export const factContentSchema = z.object({
  factId: id,
  kind: z.enum(FACT_KINDS),
  value: z.string().trim().min(1).max(MAX_FACT_VALUE),
  source: z.enum(['explicit', 'inferred']),
  /** When it became true in the guest's life, as far as is known. */
  validFrom: instant,
  /** When a kiosk wrote it down. */
  recordedAt: instant,
  /** Provenance: the session and turn it was said in. */
  sessionId: z.string().min(1).max(200),
  turn: z.number().int().nonnegative(),
  /** When it ends, where the guest said so ("until Friday"). */
  validTo: instant.optional(),
  /** How sure it is, 0..1; left out for what the guest said outright. */
  confidence: z.number().min(0).max(1).optional(),
  /** The guest's own words it was taken from. */
  said: z.string().min(1).max(MAX_SAID).optional(),
  /** Name of the kiosk it was said at. */
  place: z.string().min(1).max(MAX_PLACE).optional(),
});
export type FactContent = z.infer<typeof factContentSchema>;

export const retractionContentSchema = z.strictObject({ factId: id, at: instant });
export type RetractionContent = z.infer<typeof retractionContentSchema>;

export const threadDeletionSchema = z.object({ threadId: id, at: instant });
export type ThreadDeletion = z.infer<typeof threadDeletionSchema>;

const slotValue = z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(20)]);

/** A goal of the agent (core/agent/goals/goal.ts) as it outlives a visit. Kinds and slots are the agent's own. */
export const savedGoalSchema = z.object({
  id,
  kind: z.string().min(1).max(60),
  slots: z.record(z.string().max(60), slotValue).refine((slots) => JSON.stringify(slots).length <= MAX_SLOTS, 'too many slots'),
  status: z.enum(['open', 'waiting-guest', 'waiting-staff', 'done', 'given-up']),
  /** Venue wall clock. */
  openedAt: z.string().min(1).max(40),
  updatedAt: z.string().min(1).max(40),
});
export type SavedGoal = z.infer<typeof savedGoalSchema>;

export const threadContentSchema = z.object({
  threadId: id,
  topic: z.string().trim().min(1).max(MAX_TOPIC),
  status: z.enum(['open', 'resolved']),
  openedAt: instant,
  updatedAt: instant,
  /** There where the thread is a goal of the agent's. */
  goal: savedGoalSchema.optional(),
});
export type ThreadContent = z.infer<typeof threadContentSchema>;

export const WISHES = ['short', 'slow', 'large-text'] as const;
/** How a guest asked to be answered. */
export type Wish = (typeof WISHES)[number];

/** One visit in short, made without a model: what it was about, what came of it. */
export const episodeContentSchema = z.object({
  /** The session's. */
  episodeId: z.string().min(1).max(200),
  startedAt: instant,
  endedAt: instant,
  /** Name of the kiosk. */
  place: z.string().min(1).max(MAX_PLACE).optional(),
  locale: z.string().min(2).max(35),
  /** Questions asked. */
  turns: z.number().int().nonnegative(),
  /** What was asked for, as EPISODE_TOPICS names it, and how often. */
  topics: z.array(z.object({ topic: z.string().min(1).max(60), times: z.number().int().positive() })).max(40),
  /** Things of the venue that the answers were about, by name, latest first. */
  names: z.array(z.string().min(1).max(120)).max(20),
  wishes: z.array(z.enum(WISHES)).max(WISHES.length),
});
export type EpisodeContent = z.infer<typeof episodeContentSchema>;

/** What the guest set: the later stamp holds. */
export const settingContentSchema = z.object({ name: z.literal('paused'), value: z.boolean(), at: instant });
export type SettingContent = z.infer<typeof settingContentSchema>;

/** One turn of a conversation, as it was said. */
export const turnContentSchema = z.strictObject({
  turnId: id,
  sessionId: z.string().min(1).max(200),
  /** "guest", "companion", or the name of whoever spoke on another channel. */
  role: z.string().min(1).max(60),
  text: z.string().min(1).max(MAX_TURN_TEXT),
  at: instant,
});
export type TurnContent = z.infer<typeof turnContentSchema>;

export const turnRecordSchema = z.strictObject({ turn: turnContentSchema, stamp: z.string() });
export type TurnRecord = z.infer<typeof turnRecordSchema>;

/** What a guest's PIN is checked against: scrypt with these costs, salt and hash in base64. */
export const pinContentSchema = z.strictObject({
  // 256 MB at most: it comes from another device.
  n: z.number().int().min(1024).max(262_144),
  r: z.number().int().min(1).max(8),
  p: z.number().int().min(1).max(4),
  salt: z.base64().max(100),
  hash: z.base64().max(100),
  /** How often it was changed, each time by proof of the one before. */
  changes: z.number().int().nonnegative().default(0),
  /** The first of those PINs: its salt and the stamp of its op. Left out: this is the first. */
  line: z.strictObject({ id: z.base64().max(100), since: z.string().max(100) }).optional(),
});
export type PinContent = z.infer<typeof pinContentSchema>;

/** Wrong tries of the PIN at the kiosk that writes it, since the last right one anywhere; 0: the right one was given. */
export const pinTriesContentSchema = z.strictObject({ failures: z.number().int().nonnegative().max(10_000) });
export const pinTriesRecordSchema = z.strictObject({
  ...pinTriesContentSchema.shape,
  stamp: z.string(),
  /** Stamp of the last right one at that kiosk; empty where there was none. */
  cleared: z.string(),
});
export type PinTriesRecord = z.infer<typeof pinTriesRecordSchema>;

export const pinRecordSchema = z.strictObject({ pin: pinContentSchema, stamp: z.string() });
export type PinRecord = z.infer<typeof pinRecordSchema>;

/** A fact as kept: what was said, the clock stamp of its op, and when it was taken back, if it was. */
export const factRecordSchema = z.strictObject({
  /** null: the retraction came first, the fact itself has not arrived yet. */
  fact: factContentSchema.nullable(),
  stamp: z.string(),
  retractedAt: instant.nullable(),
});
export type FactRecord = z.infer<typeof factRecordSchema>;

/** null: the guest deleted it. */
export const threadRecordSchema = z.strictObject({ thread: threadContentSchema.nullable(), stamp: z.string() });
export type ThreadRecord = z.infer<typeof threadRecordSchema>;

export const episodeRecordSchema = z.strictObject({ episode: episodeContentSchema, stamp: z.string() });
export type EpisodeRecord = z.infer<typeof episodeRecordSchema>;

export const settingRecordSchema = z.strictObject({ setting: settingContentSchema, stamp: z.string() });
export type SettingRecord = z.infer<typeof settingRecordSchema>;

export const consentRecordSchema = z.strictObject({ consent: consentContentSchema, stamp: z.string() });
export type ConsentRecord = z.infer<typeof consentRecordSchema>;
