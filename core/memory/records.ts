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

export const consentContentSchema = z.strictObject({
  consent: z.literal('remember'),
  /** Version of the text the guest agreed to. */
  textVersion: z.string().min(1).max(100),
  at: instant,
  /** Name of the kiosk that asked. */
  kiosk: z.string().min(1).max(200).optional(),
});

export const factContentSchema = z.strictObject({
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
});
export type FactContent = z.infer<typeof factContentSchema>;

export const retractionContentSchema = z.strictObject({ factId: id, at: instant });
export type RetractionContent = z.infer<typeof retractionContentSchema>;

export const threadContentSchema = z.strictObject({
  threadId: id,
  topic: z.string().trim().min(1).max(MAX_TOPIC),
  status: z.enum(['open', 'resolved']),
  openedAt: instant,
  updatedAt: instant,
});
export type ThreadContent = z.infer<typeof threadContentSchema>;

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
  n: z.number().int().min(1024).max(1_048_576),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(4),
  salt: z.base64().max(100),
  hash: z.base64().max(100),
});
export type PinContent = z.infer<typeof pinContentSchema>;

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

export const threadRecordSchema = z.strictObject({ thread: threadContentSchema, stamp: z.string() });
export type ThreadRecord = z.infer<typeof threadRecordSchema>;

export const consentRecordSchema = z.strictObject({ consent: consentContentSchema, stamp: z.string() });
export type ConsentRecord = z.infer<typeof consentRecordSchema>;
