import { z } from 'zod';
import { foreignKeySchema } from '../badge/keyring.ts';
import { signedTrustListSchema } from '../badge/trust-list.ts';
import { idSchema } from '../contract/primitives.ts';
import { MAX_BADGE_PAYLOAD } from '../contract/protocol.ts';
import { endpointOpSchema, guestRefSchema } from './op.ts';

/** Bodies of the cloud endpoint's HTTP messages, version 1. */

export const MAX_PUSH_OPS = 100;
export const MAX_PULL_OPS = 500;
export const MAX_ERASURES = 500;

const sequence = z.number().int().nonnegative();
const epoch = z.number().int().nonnegative();

export const pushRequestSchema = z.strictObject({ tenant: idSchema, ops: z.array(endpointOpSchema).min(1).max(MAX_PUSH_OPS) });
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const opResultSchema = z.discriminatedUnion('outcome', [
  /** In the cloud for good, now or already before. `epoch` is the guest's present one. */
  z.object({ id: z.string(), outcome: z.literal('stored'), epoch }),
  /** The guest was erased after this op was made; drop everything kept of them before `epoch`. */
  z.object({ id: z.string(), outcome: z.literal('erased'), epoch }),
  /**
   * Not acceptable. "unknown-key": no consent brought this key; "wrong-tenant"; "not-allowed": a channel may not write this;
   * for good. "clock-ahead": stamped more than MAX_DRIFT_MS after `nowMs`; to be stamped anew.
   */
  z.object({ id: z.string(), outcome: z.literal('refused'), reason: z.string().min(1).max(60), nowMs: z.number().optional() }),
]);
export type OpResult = z.infer<typeof opResultSchema>;

export const pushResponseSchema = z.object({ results: z.array(opResultSchema) });

export const pullRequestSchema = z.strictObject({
  tenant: idSchema,
  companion: idSchema,
  guest: guestRefSchema,
  /** The scanned badge token: proof that the guest is here. A channel may do without for a guest who was linked to it. */
  badge: z.string().min(1).max(MAX_BADGE_PAYLOAD).optional(),
  /** Epoch and last sequence the kiosk already has. A different epoch makes `since` void. */
  epoch,
  since: sequence,
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

export const pullResponseSchema = z.object({
  epoch,
  keys: z.array(z.object({ keyId: z.string(), guestKey: z.string() })),
  ops: z.array(endpointOpSchema),
  /** `since` of the next pull. */
  sequence,
  /** There is more after `sequence`. */
  more: z.boolean(),
});
export type PullResponse = z.infer<typeof pullResponseSchema>;

export const erasureSchema = z.object({ companion: idSchema, guest: guestRefSchema, epoch });
export type Erasure = z.infer<typeof erasureSchema>;
export const erasuresResponseSchema = z.object({ erasures: z.array(erasureSchema), sequence, more: z.boolean() });
export type ErasuresResponse = z.infer<typeof erasuresResponseSchema>;

/** Which badges of the tenant are good, for kiosks that issue none themselves. */
export const badgeTrustResponseSchema = z.object({
  /** Public keys and revocations, signed by the machine that issues badges; null while nobody has issued any. */
  list: signedTrustListSchema.nullable(),
  /** Key under which foreign badges are hashed, where the operator allows them. Secret, of this tenant only. */
  foreignKey: foreignKeySchema.optional(),
});
export type BadgeTrustResponse = z.infer<typeof badgeTrustResponseSchema>;
