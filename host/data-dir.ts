import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FoyerError } from '../core/contract/errors.ts';

/** Where a kiosk keeps everything when neither --data nor FOYER_DATA says otherwise. */
const DEFAULT_FOLDER = '.foyer';

/**
 * The data directory: `given` (a command's --data), else FOYER_DATA, else .foyer in the current
 * directory. Always absolute; nothing is made.
 */
export function dataDirectory(given: string | undefined, env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): string {
  return resolve(cwd, given ?? (env.FOYER_DATA || DEFAULT_FOLDER));
}

/**
 * Makes the data directory, readable by its owner alone: it holds keys and guests' memory.
 * @throws FoyerError code "data-dir-unusable"
 */
export function ensureDataDirectory(dataDir: string): void {
  try {
    const made = mkdirSync(dataDir, { recursive: true, mode: 0o700 }) !== undefined;
    // A folder that is there already may be open to others; one that is not a kiosk's alone is left as it is.
    if (!made && process.platform !== 'win32' && isOurs(dataDir)) chmodSync(dataDir, 0o700);
  } catch (error) {
    throw new FoyerError(`cannot use ${dataDir} as the data directory`, {
      fault: 'operator',
      code: 'data-dir-unusable',
      remedy: 'Choose a folder that this user may write, with --data or FOYER_DATA.',
      cause: error,
    });
  }
}

const OWN_NAMES = ['config.yaml', 'venue', 'keys', 'kiosk.sqlite', 'memory.sqlite'];

function isOurs(dataDir: string): boolean {
  const names = readdirSync(dataDir);
  return names.length === 0 || names.some((name) => OWN_NAMES.includes(name));
}

/** A file that a full disk or a power cut left shorter is no secret. */
const MIN_SECRET_BYTES = 16;

/**
 * A secret that this kiosk keeps: read from DIR/keys/NAME, made by `create` the first time, and again
 * when the file is not whole.
 * @param create gives the bytes of a new one, at least 16
 */
export function keptSecret(dataDir: string, name: string, create: () => Uint8Array): Uint8Array {
  const folder = join(dataDir, 'keys');
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = statSync(path, { throwIfNoEntry: false });
  if (kept !== undefined && kept.size < MIN_SECRET_BYTES) rmSync(path, { force: true });
  try {
    // "wx" so that of two kiosks starting at once one makes it and the other reads it.
    writeFileSync(path, create(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(path);
  if (secret.length >= MIN_SECRET_BYTES) return secret;
  throw new FoyerError(`${path} cannot be written whole`, {
    fault: 'device',
    code: 'secret-unusable',
    remedy: 'Make room on the disk, then start again.',
  });
}
