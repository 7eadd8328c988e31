import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import { deviceIdSchema } from '../../core/sync/enrolment.ts';

const fileSchema = z.strictObject({
  version: z.literal(1),
  tenant: z.string().min(1).max(200),
  /** null: the key has been made, but its enrolment was not confirmed yet. */
  device: deviceIdSchema.nullable(),
  /** PKCS #8 in base64. */
  privateKey: z.string().min(1).max(200),
});

/** What this kiosk enrolled as. */
export interface DeviceIdentity {
  readonly tenant: string;
  readonly device: string;
  /** Ed25519, in base64url. */
  sign(message: string): string;
}

/** An identity whose enrolment is under way; the same key again after a failure, so that a lost answer costs no code. */
export interface PendingIdentity {
  /** Raw Ed25519 public key in base64url. */
  readonly publicKey: string;
  sign(message: string): string;
  /** Keeps what the endpoint answered; from now on this kiosk is that device. */
  confirm(device: string): void;
}

/**
 * What DIR/keys/cloud-device.json holds, or null while this kiosk has not enrolled. The private key never leaves the file.
 * @throws FoyerError code "device-identity-broken"
 */
export function loadDeviceIdentity(dataDir: string): DeviceIdentity | null {
  const kept = read(dataDir);
  if (kept === null || kept.device === null) return null;
  return { tenant: kept.tenant, device: kept.device, sign: signer(kept.privateKey) };
}

/** A key pair to enrol with the tenant. It replaces nothing before it is confirmed. */
export function prepareIdentity(dataDir: string, tenant: string): PendingIdentity {
  const draft = readFile(draftPath(dataDir));
  const privateKey =
    draft?.tenant === tenant
      ? draft.privateKey
      : generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  write(draftPath(dataDir), { version: 1, tenant, device: null, privateKey });
  const { x } = createPublicKey(importKey(privateKey)).export({ format: 'jwk' });
  return {
    publicKey: x ?? '',
    sign: signer(privateKey),
    confirm(device) {
      write(draftPath(dataDir), { version: 1, tenant, device, privateKey });
      renameSync(draftPath(dataDir), path(dataDir));
    },
  };
}

function read(dataDir: string): z.infer<typeof fileSchema> | null {
  const file = path(dataDir);
  if (!existsSync(file)) return null;
  const kept = readFile(file);
  if (kept === null) {
    throw new FoyerError(`${file} is not a device identity`, {
      fault: 'device',
      code: 'device-identity-broken',
      remedy: 'Restore it from a backup, or enrol this kiosk again: `foyer cloud enrol-code`, then `foyer kiosk enrol`.',
    });
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return kept;
}

function readFile(file: string): z.infer<typeof fileSchema> | null {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function write(file: string, content: z.infer<typeof fileSchema>): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flush: true });
}

function path(dataDir: string): string {
  return join(dataDir, 'keys', 'cloud-device.json');
}
function draftPath(dataDir: string): string {
  return `${path(dataDir)}.enrolling`;
}

function importKey(privateKey: string) {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
}
function signer(privateKey: string): (message: string) => string {
  const key = importKey(privateKey);
  return (message) => sign(null, Buffer.from(message), key).toString('base64url');
}
