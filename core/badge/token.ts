import { BADGE_PREFIX } from '../contract/badge-config.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';

/**
 * The text in a badge's QR code: "FOYER", the format version "1", then 143 characters of base 32,
 * 149 in all. In alphanumeric mode at level M that is a QR code of version 6 (41 x 41 modules,
 * 154 characters at most); a cheap printer and camera manage it.
 *
 *   bytes  field
 *     4    key id: the first bytes of SHA-256 of the raw Ed25519 public key
 *     4    tenant tag: FNV-1a of the tenant's name, to tell another house's badge from a forged one
 *    12    guest id, random
 *     1    issue: 0 for the first badge of this guest, one more for each replacement
 *     4    expiry, minutes since 1970
 *    64    Ed25519 signature over "FOYER1" and the 25 bytes above
 *
 * Integers are big-endian. There is nothing personal in it: who the guest is stays with whoever
 * handed out the badge. Base 45 would be shorter, but its symbols move between keyboard layouts.
 */
export const TOKEN_PREFIX = BADGE_PREFIX;
const TOKEN_VERSION = '1';
const CLAIM_BYTES = 25;
const SIGNATURE_BYTES = 64;
export const TOKEN_LENGTH = TOKEN_PREFIX.length + TOKEN_VERSION.length + Math.ceil(((CLAIM_BYTES + SIGNATURE_BYTES) * 8) / 5);

export const KEY_ID_BYTES = 4;
export const GUEST_ID_BYTES = 12;
export const MAX_ISSUE = 255;

export interface BadgeClaims {
  /** 8 lower-case hex digits. */
  readonly keyId: string;
  /** See tenantTag(). */
  readonly tenantTag: number;
  /** 20 lower-case base-32 characters. */
  readonly guestId: string;
  readonly issue: number;
  /** Rounded up to the minute when encoded. */
  readonly expiresAtMs: number;
}

export interface SignedBadge {
  readonly claims: BadgeClaims;
  /** What the signature covers. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export type DecodedBadge =
  | { readonly ok: true; readonly badge: SignedBadge }
  | { readonly ok: false; readonly reason: 'malformed' | 'foreign' };

/** @param sign Ed25519 over the bytes it is given, 64 bytes. */
export function encodeBadge(claims: BadgeClaims, sign: (bytes: Uint8Array) => Uint8Array): string {
  const packed = packClaims(claims);
  const signature = sign(signedBytes(packed));
  if (signature.length !== SIGNATURE_BYTES) throw new RangeError(`an Ed25519 signature has 64 bytes, not ${signature.length}`);
  const body = new Uint8Array(CLAIM_BYTES + SIGNATURE_BYTES);
  body.set(packed);
  body.set(signature, CLAIM_BYTES);
  return TOKEN_PREFIX + TOKEN_VERSION + encodeBase32(body);
}

/**
 * Reads any text a scanner may deliver; never throws. Lower case is accepted (a keyboard wedge with
 * caps lock on), and so is white space around it. The signature is not checked here.
 */
export function decodeBadge(payload: string): DecodedBadge {
  const trimmed = payload.trim();
  if (trimmed.slice(0, TOKEN_PREFIX.length).toUpperCase() !== TOKEN_PREFIX) return { ok: false, reason: 'foreign' };
  if (trimmed.length !== TOKEN_LENGTH || !/^[0-9A-Za-z]+$/.test(trimmed)) return { ok: false, reason: 'malformed' };
  const text = trimmed.toUpperCase();
  if (text[TOKEN_PREFIX.length] !== TOKEN_VERSION) return { ok: false, reason: 'malformed' };
  const body = decodeBase32(text.slice(TOKEN_PREFIX.length + 1));
  if (body === null) return { ok: false, reason: 'malformed' };
  const packed = body.subarray(0, CLAIM_BYTES);
  return { ok: true, badge: { claims: unpackClaims(packed), signed: signedBytes(packed), signature: body.subarray(CLAIM_BYTES) } };
}

/** FNV-1a, 32 bits, over the name's UTF-8 bytes. A label, not a protection: that is the key's part. */
export function tenantTag(tenant: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(tenant)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

const GUEST_ID_TEXT = /^[0-9a-hjkmnp-tv-z]{20}$/;

/** Whether `text` has the shape of a guest id as issued here. */
export function isGuestId(text: string): boolean {
  return GUEST_ID_TEXT.test(text) && decodeBase32(text.toUpperCase()) !== null;
}

export function guestIdFromBytes(bytes: Uint8Array): string {
  return encodeBase32(bytes).toLowerCase();
}

function packClaims(claims: BadgeClaims): Uint8Array {
  const guest = isGuestId(claims.guestId) ? decodeBase32(claims.guestId.toUpperCase()) : null;
  if (guest === null) throw new RangeError('a guest id has 20 base-32 characters');
  if (!Number.isInteger(claims.issue) || claims.issue < 0 || claims.issue > MAX_ISSUE)
    throw new RangeError(`issue ${claims.issue} is not 0..255`);
  const packed = new Uint8Array(CLAIM_BYTES);
  const view = new DataView(packed.buffer);
  view.setUint32(0, Number.parseInt(claims.keyId, 16));
  view.setUint32(4, claims.tenantTag);
  packed.set(guest, 8);
  view.setUint8(20, claims.issue);
  view.setUint32(21, Math.ceil(claims.expiresAtMs / 60_000));
  return packed;
}

function unpackClaims(packed: Uint8Array): BadgeClaims {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return {
    keyId: view.getUint32(0).toString(16).padStart(8, '0'),
    tenantTag: view.getUint32(4),
    guestId: guestIdFromBytes(packed.subarray(8, 20)),
    issue: view.getUint8(20),
    expiresAtMs: view.getUint32(21) * 60_000,
  };
}

function signedBytes(packed: Uint8Array): Uint8Array {
  const label = new TextEncoder().encode(TOKEN_PREFIX + TOKEN_VERSION);
  const bytes = new Uint8Array(label.length + packed.length);
  bytes.set(label);
  bytes.set(packed, label.length);
  return bytes;
}
