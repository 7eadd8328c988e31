import { z } from 'zod';
import { MAX_FACT_VALUE, MAX_TOPIC, MAX_TURN_TEXT } from '../../../core/memory/records.ts';
import { FACT_KINDS } from '../../../core/ports.ts';

/** Bodies of the HTTP interface that `foyer cloud channel` offers to a channel's adapter; docs/cloud.md has examples. */

const guest = z.string().min(20).max(8000);

export const linkBodySchema = z.strictObject({ code: z.string().min(4).max(40) });
export const badgeBodySchema = z.strictObject({ badge: z.string().min(1).max(2000) });

export const recallBodySchema = z.strictObject({
  guest,
  question: z.string().min(1).max(MAX_TURN_TEXT).optional(),
  /** Turns at most. Default 5. */
  k: z.number().int().min(1).max(50).optional(),
});
export const recallAnswerSchema = z.object({
  facts: z.array(z.object({ kind: z.enum(FACT_KINDS), value: z.string(), source: z.enum(['explicit', 'inferred']) })),
  threads: z.array(z.object({ topic: z.string(), status: z.enum(['open', 'resolved']), updatedAt: z.string() })),
  /** Best first. */
  turns: z.array(z.object({ role: z.string(), text: z.string(), at: z.string() })),
});
export type RecallAnswer = z.infer<typeof recallAnswerSchema>;

export const appendBodySchema = z.strictObject({
  guest,
  /** The adapter's name for this conversation. */
  session: z.string().min(1).max(200),
  turns: z
    .array(z.strictObject({ role: z.enum(['guest', 'companion']), text: z.string().min(1).max(MAX_TURN_TEXT) }))
    .max(50)
    .optional(),
  /** What the guest said of themselves, in as many words. */
  facts: z
    .array(z.strictObject({ kind: z.enum(FACT_KINDS), value: z.string().trim().min(1).max(MAX_FACT_VALUE) }))
    .max(20)
    .optional(),
  /** Matters left open. */
  threads: z.array(z.string().trim().min(1).max(MAX_TOPIC)).max(20).optional(),
});
export type AppendRequest = Omit<z.infer<typeof appendBodySchema>, 'guest'>;
