import { z } from 'zod';
import { fleetKeySchema } from '../contract/fleet-config.ts';
import { idSchema } from '../contract/primitives.ts';

/**
 * How a kiosk comes to be trusted. Staff make a code that works once; the kiosk makes an Ed25519 key pair, of which the
 * private half never leaves it, and enrols the public half with the code. From then on it gets access tokens of a few minutes
 * by signing a challenge. Nothing here depends on the kiosk's clock.
 */

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'base64url');
export const deviceIdSchema = z.uuid();
export const publicKeySchema = base64url.length(43);
const signature = base64url.length(86);

/** As staff read it out: no 0, 1, I, L, O, U. 12 of these are 59 bits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** "K7QD-9XWM-T4PA". @param random that many bytes */
export function formatCode(random: (bytes: number) => Uint8Array, length = CODE_LENGTH): string {
  let code = '';
  // A byte beyond the last whole round would make some letters likelier than others.
  const limit = 256 - (256 % ALPHABET.length);
  while (code.length < length) for (const byte of random(length)) if (byte < limit) code += ALPHABET[byte % ALPHABET.length];
  return (code.slice(0, length).match(/.{1,4}/g) ?? []).join('-');
}

/** The code as typed: case, spaces and dashes do not count. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

export const enrolRequestSchema = z.strictObject({
  tenant: idSchema,
  /** As normaliseCode() gives it. */
  code: z.string().regex(/^[2-9A-Z]{12}$/, 'an enrolment code'),
  /** Raw Ed25519 public key. */
  publicKey: publicKeySchema,
  /** What staff call this kiosk. */
  name: z.string().min(1).max(80),
  /** Of enrolMessage(): whoever enrols a key holds it. */
  signature,
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;
export const enrolResponseSchema = z.object({
  device: deviceIdSchema,
  /** By which the kiosk knows the fleet's configurations from then on. Endpoints of before give none; see `GET /v1/fleet/key`. */
  fleetKey: fleetKeySchema.optional(),
});

export const challengeRequestSchema = z.strictObject({ tenant: idSchema, device: deviceIdSchema });
export const challengeResponseSchema = z.object({ challenge: z.string().min(20).max(1000) });

export const tokenRequestSchema = z.strictObject({
  tenant: idSchema,
  device: deviceIdSchema,
  challenge: z.string().min(20).max(1000),
  /** Of challengeMessage(). */
  signature,
});
export type TokenRequest = z.infer<typeof tokenRequestSchema>;
export const tokenResponseSchema = z.object({ token: z.string().min(20).max(2000), expiresInMs: z.number().int().positive() });
export type TokenResponse = z.infer<typeof tokenResponseSchema>;

export function enrolMessage({ tenant, code, publicKey, name }: Omit<EnrolRequest, 'signature'>): string {
  return JSON.stringify(['foyer enrol', tenant, code, publicKey, name]);
}
export function challengeMessage({ tenant, device, challenge }: Omit<TokenRequest, 'signature'>): string {
  return JSON.stringify(['foyer token', tenant, device, challenge]);
}
