import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

const FORGOTTEN_AFTER_MS = 10 * 60_000;

/**
 * Writes beside the target, flushes, then renames: after a loss of power the target is there whole, as it was or as it is now.
 * @param beforeStep called with the name of each step on disk before it is taken.
 * @throws FoyerError "disk-full"; the target is then as it was.
 */
export function putDurably(target: string, label: string, write: (path: string) => void, beforeStep: (step: string) => void): void {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(temporary, { force: true });
    beforeStep(`write ${label}`);
    write(temporary);
    beforeStep(`flush ${label}`);
    flush(temporary);
    beforeStep(`rename ${label}`);
    renameSync(temporary, target);
    beforeStep(`flush folder of ${label}`);
    flushFolder(dirname(target));
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    // What was written so far would keep the disk full.
    for (const path of [temporary, `${temporary}-journal`]) rmSync(path, { force: true });
    throw diskFull(target, error);
  }
}

/** Deletes temporary files of a process that died; a running one's are younger. */
export function clearForgotten(folders: readonly string[]): void {
  for (const folder of folders.filter(existsSync)) {
    for (const name of readdirSync(folder).filter((entry) => entry.includes('.tmp'))) {
      const path = join(folder, name);
      if (Date.now() - statSync(path).mtimeMs > FORGOTTEN_AFTER_MS) rmSync(path, { force: true });
    }
  }
}

/** Node's own code, or SQLite's. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
}

export function diskFull(path: string, cause: unknown): FoyerError {
  return new FoyerError(`there is no room on the disk to write ${path}`, {
    fault: 'device',
    code: 'disk-full',
    remedy: 'Make room on the disk of the data directory, then try again. Nothing was changed.',
    cause,
  });
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a rename durable. Windows cannot open folders; there the file system's journal does it. */
function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
