import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const tenant = z.string().min(1).max(200);

/** One public key that badges may be signed with. Retired keys still verify: a rotation reprints nothing. */
export const badgeKeySchema = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{8}$/),
  tenant,
  /** Raw Ed25519 public key, 32 bytes. */
  publicKey: base64url.length(43),
  createdAt: z.iso.datetime(),
  state: z.enum(['active', 'retired']),
});
export type BadgeKey = z.infer<typeof badgeKeySchema>;

/** `keys/badge-keys.json`: public; the keys of this machine's own badges. */
export const badgeKeyringSchema = z.strictObject({ version: z.literal(1), keys: z.array(badgeKeySchema).max(1000) });
export type BadgeKeyring = z.infer<typeof badgeKeyringSchema>;

/** `keys/badge-signing.json`: secret, on the machine that issues badges only. */
export const signingKeySchema = z.strictObject({
  version: z.literal(1),
  keyId: badgeKeySchema.shape.keyId,
  tenant,
  /** PKCS #8, DER. */
  privateKey: base64url,
});
export type SigningKey = z.infer<typeof signingKeySchema>;

/** `keys/badge-revoked.json`: revoked on this machine. Revoking names the guest and the last issue that is void; a replacement has a higher one. */
export const revocationsSchema = z.strictObject({
  version: z.literal(1),
  revoked: z
    .array(
      z.strictObject({ guestId: z.string().min(1).max(200), upToIssue: z.number().int().min(0).max(255), revokedAt: z.iso.datetime() }),
    )
    .max(100_000),
});
export type Revocations = z.infer<typeof revocationsSchema>;

/**
 * `keys/badge-foreign.json`: secret. Keys under which foreign badges are hashed, by tenant; all kiosks of a tenant
 * need the same one to know the same guest. 32 bytes each.
 */
export const foreignKeySchema = base64url.length(43);
export const foreignKeysSchema = z.strictObject({ version: z.literal(1), keys: z.record(tenant, foreignKeySchema) });
export type ForeignKeys = z.infer<typeof foreignKeysSchema>;
