import { z } from 'zod';
import { publicKeySchema } from '../contract/badge-config.ts';
import { badgeKeySchema, revocationsSchema } from './keyring.ts';

/**
 * Which badges of a tenant are good, in one statement that the issuing machine signs and every kiosk checks for
 * itself: neither the endpoint that hands it on nor whoever sits on the line can add a key or bring back a revoked badge.
 *
 * It is signed with a key of its own, which signs nothing else and stays the same: badge keys come and go without a
 * kiosk having to trust anybody anew. A kiosk keeps to the signer whose list it took first, or to the one in its
 * configuration (`badges.trustKey`), and never goes back to a list with a lower serial.
 */
export const trustListSchema = z.strictObject({
  version: z.literal(1),
  tenant: z.string().min(1).max(200),
  /** Grows with every list; milliseconds since 1970 where the clock allows. */
  serial: z.number().int().nonnegative(),
  keys: z.array(badgeKeySchema).max(1000),
  revoked: revocationsSchema.shape.revoked,
});
export type TrustList = z.infer<typeof trustListSchema>;

export const signedTrustListSchema = z.strictObject({
  /** The list as JSON, exactly as it was signed. */
  list: z.string().max(14_000_000),
  /** Raw Ed25519 public key. */
  signer: publicKeySchema,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type SignedTrustList = z.infer<typeof signedTrustListSchema>;

/** `keys/badge-trust.json`: the latest list of each tenant. */
export const trustFileSchema = z.strictObject({ version: z.literal(1), lists: z.array(signedTrustListSchema).max(1000) });
export type TrustFile = z.infer<typeof trustFileSchema>;

/** `keys/badge-list-signing.json`: secret, on the machine that issues badges only. */
export const listSigningKeySchema = z.strictObject({
  version: z.literal(1),
  tenant: z.string().min(1).max(200),
  publicKey: publicKeySchema,
  /** PKCS #8, DER. */
  privateKey: z.string().regex(/^[A-Za-z0-9_-]+$/),
});
export type ListSigningKey = z.infer<typeof listSigningKeySchema>;

/** What the signature covers: the label keeps it from being taken for a badge's, and the other way round. */
export function trustListBytes(list: string): Uint8Array {
  return new TextEncoder().encode(`FOYER badge trust 1\n${list}`);
}
