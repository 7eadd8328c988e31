import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
/** Clocks of phones: a code of the step before or after is as good. */
const DRIFT_STEPS = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits, as RFC 4226 recommends. */
export const TOTP_SECRET_BYTES = 20;

/** RFC 6238 over HMAC-SHA-1, which is what every authenticator app does. @param step periods of 30 s since 1970 */
export function totpCode(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, if it is one of now; null when not. All steps are tried whatever is found. */
export function findStep(secret: Uint8Array, typed: string, nowMs: number): number | null {
  const given = Buffer.from(typed.replace(/\s/g, ''));
  const now = Math.floor(nowMs / STEP_MS);
  let found: number | null = null;
  for (let step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step++) {
    const expected = Buffer.from(totpCode(secret, step));
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = step;
  }
  return found;
}

/** RFC 4648, without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** For a QR code; the Key URI format that authenticator apps share. */
export function totpUri(secret: Uint8Array, { tenant, name }: { readonly tenant: string; readonly name: string }): string {
  const issuer = `Foyer ${tenant}`;
  const query = new URLSearchParams({ secret: toBase32(secret), issuer, algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?${query.toString().replaceAll('+', '%20')}`;
}
