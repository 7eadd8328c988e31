import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { KEY_BYTES } from './guest-crypto.ts';

/**
 * The key that wraps every guest's key: DIR/keys/device.key, readable by the kiosk's user only, made
 * on first use. Without it the guest memory cannot be read, by anybody.
 * @throws FoyerError code "device-key-broken" when the file is not such a key.
 */
export function loadDeviceKey(dataDir: string, options: { readonly log: Log; random(bytes: number): Uint8Array }): Uint8Array {
  const path = join(dataDir, 'keys', 'device.key');
  if (!existsSync(path)) create(path, options.random(KEY_BYTES));
  guardPermissions(path, options.log);
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES) {
    throw new FoyerError(`${path} holds ${key.length} bytes, a device key has ${KEY_BYTES}`, {
      fault: 'device',
      code: 'device-key-broken',
      remedy: 'Restore the file from a backup. If it is lost, move memory.sqlite away: what it held cannot be read any more.',
    });
  }
  return key;
}

function create(path: string, key: Uint8Array): void {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  try {
    // "wx": another process that starts at the same moment must not have its key replaced.
    writeFileSync(path, key, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function guardPermissions(path: string, log: Log): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  log.warn('memory.device-key-was-readable', { path, remedy: 'Others on this machine could read the key; it is closed to them now.' });
  chmodSync(path, 0o600);
}
