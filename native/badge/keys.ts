import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { BadgeKey, SigningKey } from '../../core/badge/keyring.ts';
import { KEY_ID_BYTES } from '../../core/badge/token.ts';

/** DER header of an Ed25519 public key (RFC 8410); the raw 32 bytes follow it. */
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

export interface BadgeKeyPair {
  readonly publicKey: BadgeKey;
  readonly signingKey: SigningKey;
}

/** A new Ed25519 pair for signing badges of one tenant. */
export function generateBadgeKeyPair(tenant: string, nowMs: number): BadgeKeyPair {
  const pair = generateKeyPairSync('ed25519');
  const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEADER.length);
  const keyId = keyIdOf(raw);
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  return {
    publicKey: { keyId, tenant, publicKey: raw.toString('base64url'), createdAt: new Date(nowMs).toISOString(), state: 'active' },
    signingKey: { version: 1, keyId, tenant, privateKey },
  };
}

export function importPublicKey(key: BadgeKey): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_HEADER, Buffer.from(key.publicKey, 'base64url')]), format: 'der', type: 'spki' });
}

export function signWith(key: SigningKey): (bytes: Uint8Array) => Uint8Array {
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
  return (bytes) => sign(null, bytes, privateKey);
}

export function isSignedBy(key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, signed, key, signature);
}

function keyIdOf(rawPublicKey: Uint8Array): string {
  return createHash('sha256').update(rawPublicKey).digest().subarray(0, KEY_ID_BYTES).toString('hex');
}
