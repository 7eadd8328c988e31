import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { BadgeKey, SigningKey } from '../../core/badge/keyring.ts';
import { KEY_ID_BYTES } from '../../core/badge/token.ts';
import type { ListSigningKey } from '../../core/badge/trust-list.ts';

/** DER header of an Ed25519 public key (RFC 8410); the raw 32 bytes follow it. */
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

export interface BadgeKeyPair {
  readonly publicKey: BadgeKey;
  readonly signingKey: SigningKey;
}

/** A new Ed25519 pair for signing badges of one tenant. */
export function generateBadgeKeyPair(tenant: string, nowMs: number): BadgeKeyPair {
  const { raw, privateKey } = generatePair();
  const keyId = keyIdOf(raw);
  return {
    publicKey: { keyId, tenant, publicKey: raw.toString('base64url'), createdAt: new Date(nowMs).toISOString(), state: 'active' },
    signingKey: { version: 1, keyId, tenant, privateKey },
  };
}

/** A new Ed25519 pair for signing lists of good badges. */
export function generateListKey(tenant: string): ListSigningKey {
  const { raw, privateKey } = generatePair();
  return { version: 1, tenant, publicKey: raw.toString('base64url'), privateKey };
}

function generatePair(): { raw: Buffer; privateKey: string } {
  const pair = generateKeyPairSync('ed25519');
  return {
    raw: pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEADER.length),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
  };
}

/** @param publicKey raw, base64url. */
export function importPublicKey(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_HEADER, Buffer.from(publicKey, 'base64url')]), format: 'der', type: 'spki' });
}

/** @param privateKey PKCS #8 DER, base64url. */
export function importPrivateKey(privateKey: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
}

export function signWith(key: SigningKey): (bytes: Uint8Array) => Uint8Array {
  const privateKey = importPrivateKey(key.privateKey);
  return (bytes) => sign(null, bytes, privateKey);
}

export function isSignedBy(key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, signed, key, signature);
}

function keyIdOf(rawPublicKey: Uint8Array): string {
  return createHash('sha256').update(rawPublicKey).digest().subarray(0, KEY_ID_BYTES).toString('hex');
}
