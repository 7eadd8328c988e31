import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyWrap } from '../../cloud/push-ops.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import { KEY_BYTES, seal, unseal } from '../../native/sqlite/guest-crypto.ts';

/** What the master key stands for, each use with a key of its own. */
export interface CloudSecrets {
  readonly keyWrap: KeyWrap;
  /** Signs access tokens. */
  readonly tokenKey: Uint8Array;
  /** Signs configurations of kiosks: an Ed25519 private key. */
  readonly fleetSeed: Uint8Array;
  /** What the CLI shows to a running endpoint. */
  readonly operatorKey: string;
}

/**
 * @param given the master key, 32 bytes in base64; left out: DIR/cloud/master.key, made when missing.
 * @throws FoyerError code "master-key-broken"
 */
export function loadCloudSecrets(cloudDir: string, given: string | undefined): CloudSecrets {
  const key = masterKey(cloudDir, given);
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `foyer cloud ${use}`, KEY_BYTES));
  return {
    keyWrap: createKeyWrap(key),
    tokenKey: derive('tokens'),
    fleetSeed: derive('fleet key'),
    operatorKey: derive('operator').toString('base64url'),
  };
}

export function isOperator(operatorKey: string, authorization: string | undefined): boolean {
  const [given, expected] = [Buffer.from(authorization ?? ''), Buffer.from(`Bearer ${operatorKey}`)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function masterKey(cloudDir: string, given: string | undefined): Uint8Array {
  const path = join(cloudDir, 'master.key');
  if (given === undefined && !existsSync(path)) writeFileSync(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true });
  const key = given === undefined ? readFileSync(path) : Buffer.from(given, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new FoyerError(`the cloud's master key has ${key.length} bytes, not ${KEY_BYTES}`, {
    fault: 'operator',
    code: 'master-key-broken',
    remedy: `Restore ${path}, or set FOYER_CLOUD_KEY to ${KEY_BYTES} bytes in base64. Without the right key no guest stored so far can be read.`,
  });
}

function createKeyWrap(key: Uint8Array): KeyWrap {
  return {
    wrap: (guestKey, context) => seal(key, guestKey, context),
    unwrap(wrapped, context) {
      const guestKey = unseal(key, wrapped, context);
      if (guestKey !== null) return guestKey;
      throw new FoyerError('a guest key was wrapped with another master key', {
        fault: 'operator',
        code: 'master-key-mismatch',
        remedy: 'Start the endpoint with the master key that the database was written with.',
      });
    },
  };
}
