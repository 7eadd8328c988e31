import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { BadgeKeyring, Revocations, SigningKey } from '../../core/badge/keyring.ts';
import { badgeKeyringSchema, revocationsSchema, signingKeySchema } from '../../core/badge/keyring.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { BadgeTrustResponse } from '../../core/sync/wire.ts';

/** The badge files of a data directory. A missing file reads as empty; writing replaces it whole. */
export interface BadgeFiles {
  readonly paths: { readonly keyring: string; readonly signing: string; readonly revoked: string };
  keyring(): BadgeKeyring;
  signingKey(): SigningKey | null;
  revocations(): Revocations;
  writeKeyring(keyring: BadgeKeyring): void;
  writeSigningKey(key: SigningKey): void;
  writeRevocations(revocations: Revocations): void;
  /** Changes when one of the public files was written. */
  stamp(): string;
}

/** @throws FoyerError code "badge-file-broken", from any reader, naming the file and what is wrong in it. */
export function openBadgeFiles(dataDir: string): BadgeFiles {
  const at = (name: string) => join(dataDir, 'keys', name);
  const paths = { keyring: at('badge-keys.json'), signing: at('badge-signing.json'), revoked: at('badge-revoked.json') };
  return {
    paths,
    keyring: () => read(paths.keyring, badgeKeyringSchema) ?? { version: 1, keys: [] },
    signingKey: () => read(paths.signing, signingKeySchema),
    revocations: () => read(paths.revoked, revocationsSchema) ?? { version: 1, revoked: [] },
    writeKeyring: (keyring) => write(paths.keyring, keyring),
    writeSigningKey: (key) => write(paths.signing, key),
    writeRevocations: (revocations) => write(paths.revoked, revocations),
    stamp: () => [paths.keyring, paths.revoked].map(fileStamp).join(' '),
  };
}

/**
 * Adds what the cloud says about the tenant's badges to the files here; takes nothing away. Keys that come
 * this way verify, but never become the one to sign with.
 */
export function mergeBadgeTrust(dataDir: string, tenant: string, incoming: BadgeTrustResponse): void {
  const files = openBadgeFiles(dataDir);
  const { keys } = files.keyring();
  const known = new Set(keys.map((key) => `${key.tenant} ${key.publicKey}`));
  const added = incoming.keys.filter((key) => key.tenant === tenant && !known.has(`${tenant} ${key.publicKey}`));
  if (added.length > 0) files.writeKeyring({ version: 1, keys: [...keys, ...added.map((key) => ({ ...key, state: 'retired' as const }))] });
  const { revoked } = files.revocations();
  const isKnown = ({ guestId, upToIssue }: Revocations['revoked'][number]) =>
    revoked.some((r) => r.guestId === guestId && r.upToIssue >= upToIssue);
  const more = incoming.revoked.filter((revocation) => !isKnown(revocation));
  if (more.length > 0) files.writeRevocations({ version: 1, revoked: [...revoked, ...more] });
}

function read<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new FoyerError(`${path} is not a file this program wrote`, {
      fault: 'operator',
      code: 'badge-file-broken',
      remedy: 'Restore it from a backup, or copy it again from the machine that issues badges.',
      cause: error,
    });
  }
}

/** For the owner alone, the public keys too: what others may write or read here is nobody's business. */
function write(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

function fileStamp(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? '-' : `${found.mtimeNs}/${found.size}`;
}
