import { hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES, seal, unseal } from './guest-crypto.ts';

/** Seals what guests left with staff. `id` of the record is authenticated: a seal opens only in its own row. */
export interface DeskSeal {
  seal(value: object, id: string): Buffer;
  /** Null when it is not readable: another key, or a damaged row. */
  open(sealed: Uint8Array, id: string): unknown;
}

/** @param deviceKey see loadDeviceKey(); left out: a key that ends with the process, for what is thrown away. */
export function createDeskSeal(deviceKey: Uint8Array = randomBytes(KEY_BYTES)): DeskSeal {
  const key = new Uint8Array(hkdfSync('sha256', deviceKey, '', 'foyer desk', KEY_BYTES));
  return {
    seal: (value, id) => seal(key, JSON.stringify(value), `desk ${id}`),
    open(sealed, id) {
      // 0x7b is "{": a row from before there were seals.
      const plain = sealed[0] === 0x7b ? (unseal(key, sealed, `desk ${id}`) ?? sealed) : unseal(key, sealed, `desk ${id}`);
      try {
        return plain === null ? null : JSON.parse(Buffer.from(plain).toString('utf8'));
      } catch {
        return null;
      }
    },
  };
}
