import { z } from 'zod';
import { idSchema } from './primitives.ts';

/** What guest screen and kiosk say to each other about consent, PIN and memory; parts of to-kiosk.ts and to-screen.ts. */

const seq = z.number().int().positive();
const text = z.string();

export const PIN_MIN_DIGITS = 4;
export const PIN_MAX_DIGITS = 8;

/** Longest value a guest may put in place of one that is remembered. */
export const MAX_CORRECTION = 200;

export const guestMemoryToKiosk = [
  /** Neither yes nor no to `consent.ask`: nothing is kept. */
  z.strictObject({ type: z.literal('consent.later'), seq }),
  /** Digits from the pad, in answer to `guest.pin`. Never shown, logged or kept. */
  z.strictObject({ type: z.literal('guest.pin.enter'), seq, pin: z.string().regex(/^\d{1,8}$/, '1 to 8 digits') }),
  /** No PIN, or not now. */
  z.strictObject({ type: z.literal('guest.pin.cancel'), seq }),
  /** The guest wants to say the digits aloud, and was told who might hear them. */
  z.strictObject({ type: z.literal('guest.pin.speak'), seq }),
  /** Another PIN in place of the one that is set; that one is asked for first. */
  z.strictObject({ type: z.literal('guest.pin.change'), seq }),
  /** "What do you know about me?" Answered by `guest.pin` or `memory`. */
  z.strictObject({ type: z.literal('memory.open'), seq }),
  z.strictObject({ type: z.literal('memory.close'), seq }),
  z.strictObject({ type: z.literal('memory.delete'), seq, id: idSchema }),
  z.strictObject({ type: z.literal('memory.correct'), seq, id: idSchema, value: z.string().trim().min(1).max(MAX_CORRECTION) }),
  z.strictObject({ type: z.literal('memory.pause'), seq, paused: z.boolean() }),
  z.strictObject({ type: z.literal('memory.export'), seq, format: z.enum(['text', 'json']) }),
  /** A code to go on with on the guest's phone, or wherever else this companion is. */
  z.strictObject({ type: z.literal('memory.link'), seq }),
  z.strictObject({ type: z.literal('memory.erase'), seq }),
  /** Answers `memory.asks`, and closes an export. */
  z.strictObject({ type: z.literal('memory.answer'), seq, yes: z.boolean() }),
] as const;

export const pinAskSchema = z.object({
  /** A new PIN, the same once more, or the one that was chosen. */
  purpose: z.enum(['choose', 'repeat', 'prove']),
  /** What it is for. */
  why: z.enum(['consent', 'show', 'export', 'delete', 'erase', 'bookings', 'copied', 'change', 'resume']),
  /** What was wrong with the last one. */
  problem: z.enum(['length', 'guessable', 'differs', 'wrong', 'wait', 'unheard']).nullable(),
  triesLeft: z.number().int().nonnegative(),
  /** No try counts before then. */
  retryAfterMs: z.number().nonnegative(),
  /** The kiosk listens for digits. */
  spoken: z.boolean(),
});
export type PinAsk = z.infer<typeof pinAskSchema>;

export const memoryItemSchema = z.object({
  id: idSchema,
  /** By which the guest can name it: "delete three". */
  number: z.number().int().positive(),
  /** In plain words, in the guest's language. */
  text,
  /** Where it came from: when, at which kiosk, in the guest's own words. */
  from: text,
  /** The guest did not say so: it was concluded. */
  inferred: z.boolean(),
  /** What a correction replaces; left out: it can only be deleted. */
  value: text.optional(),
  /** False: it goes with everything or not at all. */
  deletable: z.boolean(),
});
export type MemoryItem = z.infer<typeof memoryItemSchema>;

export const memoryViewSchema = z.object({
  groups: z.array(z.object({ id: z.enum(['about', 'wanted', 'done', 'visits']), items: z.array(memoryItemSchema) })),
  /** What the guest agreed to, when and where. */
  consent: text,
  paused: z.boolean(),
  pinSet: z.boolean(),
  /** Read back before it is done; null: nothing is asked. */
  asks: z.object({ what: z.enum(['erase', 'delete']), text }).nullable(),
  /** Codes for the guest's phone, in order; null: no export is open. */
  codes: z
    .object({
      format: z.enum(['text', 'json']),
      parts: z.array(text).min(1),
      /** Entries that no longer fitted. */
      leftOut: z.number().int().nonnegative(),
    })
    .nullable(),
  /** This companion is on other channels too; left out: it is not. */
  canLink: z.boolean().optional(),
  /** To type or scan on the other channel: `text` is in the QR code. null, or left out: none is shown. */
  link: z.object({ code: text, text, expiresInMs: z.number().int().positive() }).nullable().optional(),
});
export type MemoryView = z.infer<typeof memoryViewSchema>;

export const guestMemoryToScreen = [
  /** The question for consent is off the screen; nothing is kept. */
  z.object({ type: z.literal('consent.closed') }),
  /** The pad for the PIN, as it is now; null: it closes. */
  z.object({ type: z.literal('guest.pin'), ask: pinAskSchema.nullable() }),
  /** The guest's own screen, as it is now; null: it closes. Without PIN only what is asked is on it. */
  z.object({ type: z.literal('memory'), view: memoryViewSchema.nullable() }),
] as const;
