import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { guestRefInput } from '../../core/sync/op.ts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, ciphertext, tag. `context` is authenticated: a seal opens only where it was made for. */
export function seal(key: Uint8Array, plain: string | Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed, or null when the key, the context or a byte is not the one it was sealed with. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** See guestRefInput(). */
export function guestRef(tenant: string, guestId: string): string {
  return createHash('sha256').update(guestRefInput(tenant, guestId)).digest('hex');
}

/** Keys for the separate uses of one device key. */
export interface DeviceKeys {
  /** Wraps guest keys. */
  readonly wrap: Uint8Array;
  /** Seals outbox rows, which outlive a guest's key when the guest is erased. */
  readonly outbox: Uint8Array;
  /** The name under which a guest's rows are kept: the file alone tells nothing about which badges were here. */
  rowName(companionId: string, ref: string): Buffer;
  /** Tells a wrong device key before it tells on a guest. */
  readonly fingerprint: string;
}

export function deriveDeviceKeys(deviceKey: Uint8Array): DeviceKeys {
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', deviceKey, '', `foyer memory ${use}`, KEY_BYTES));
  const index = derive('index');
  return {
    wrap: derive('wrap'),
    outbox: derive('outbox'),
    rowName: (companionId, ref) =>
      createHmac('sha256', index)
        .update(JSON.stringify([companionId, ref]))
        .digest(),
    fingerprint: Buffer.from(derive('fingerprint')).toString('hex').slice(0, 16),
  };
}
