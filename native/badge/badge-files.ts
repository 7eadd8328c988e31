import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { BadgeKeyring, ForeignKeys, Revocations, SigningKey } from '../../core/badge/keyring.ts';
import { badgeKeyringSchema, foreignKeysSchema, revocationsSchema, signingKeySchema } from '../../core/badge/keyring.ts';
import { type ListSigningKey, listSigningKeySchema, type TrustFile, trustFileSchema } from '../../core/badge/trust-list.ts';
import { FoyerError } from '../../core/contract/errors.ts';

/** The badge files of a data directory. A missing file reads as empty; writing replaces it whole. */
export interface BadgeFiles {
  readonly paths: Readonly<Record<'keyring' | 'signing' | 'revoked' | 'trust' | 'listSigning' | 'foreign', string>>;
  keyring(): BadgeKeyring;
  signingKey(): SigningKey | null;
  revocations(): Revocations;
  trust(): TrustFile;
  listSigningKey(): ListSigningKey | null;
  foreignKeys(): ForeignKeys;
  writeKeyring(keyring: BadgeKeyring): void;
  writeSigningKey(key: SigningKey): void;
  writeRevocations(revocations: Revocations): void;
  writeTrust(trust: TrustFile): void;
  writeListSigningKey(key: ListSigningKey): void;
  writeForeignKeys(keys: ForeignKeys): void;
  /** Changes when one of the files by which badges are judged was written. */
  stamp(): string;
}

/** @throws FoyerError code "badge-file-broken", from any reader, naming the file and what is wrong in it. */
export function openBadgeFiles(dataDir: string): BadgeFiles {
  const at = (name: string) => join(dataDir, 'keys', name);
  const paths = {
    keyring: at('badge-keys.json'),
    signing: at('badge-signing.json'),
    revoked: at('badge-revoked.json'),
    trust: at('badge-trust.json'),
    listSigning: at('badge-list-signing.json'),
    foreign: at('badge-foreign.json'),
  };
  return {
    paths,
    keyring: () => read(paths.keyring, badgeKeyringSchema) ?? { version: 1, keys: [] },
    signingKey: () => read(paths.signing, signingKeySchema),
    revocations: () => read(paths.revoked, revocationsSchema) ?? { version: 1, revoked: [] },
    trust: () => read(paths.trust, trustFileSchema) ?? { version: 1, lists: [] },
    listSigningKey: () => read(paths.listSigning, listSigningKeySchema),
    foreignKeys: () => read(paths.foreign, foreignKeysSchema) ?? { version: 1, keys: {} },
    writeKeyring: (keyring) => write(paths.keyring, keyring),
    writeSigningKey: (key) => write(paths.signing, key),
    writeRevocations: (revocations) => write(paths.revoked, revocations),
    writeTrust: (trust) => write(paths.trust, trust),
    writeListSigningKey: (key) => write(paths.listSigning, key),
    writeForeignKeys: (keys) => write(paths.foreign, keys),
    stamp: () => [paths.keyring, paths.revoked, paths.trust, paths.foreign].map(fileStamp).join(' '),
  };
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
