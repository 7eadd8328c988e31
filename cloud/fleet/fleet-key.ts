import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { FleetConfigPayload, FleetKey, SignedConfig } from '../../core/contract/fleet-config.ts';

/** What comes before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs configurations; one for the endpoint. */
export interface FleetSigner {
  readonly key: FleetKey;
  sign(payload: FleetConfigPayload): SignedConfig;
}

/** @param seed 32 secret bytes, the same at every instance: the private key */
export function createFleetSigner(seed: Uint8Array): FleetSigner {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const { x: publicKey = '' } = createPublicKey(secret).export({ format: 'jwk' });
  const keyId = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url').slice(0, 16);
  return {
    key: { keyId, publicKey },
    sign(payload) {
      const text = JSON.stringify(payload);
      return { payload: text, keyId, signature: sign(null, Buffer.from(text, 'utf8'), secret).toString('base64url') };
    },
  };
}
