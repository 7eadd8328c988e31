import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { LARGEST_FILE_BYTES, unreadable } from '../../core/venue/import/raw-record.ts';
import type { VenueFiles } from '../../core/venue/import/read-files.ts';

/** Beside the tables a folder may hold notes, which are not imported. */
const IGNORED = /^(?:\..*|readme.*|.*~)$/i;

/** Files by name; `paths` are folders and single files, later ones win. */
export function readVenueFiles(paths: readonly string[]): VenueFiles {
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    if (!existsSync(path)) throw missing(path);
    const found = statSync(path).isDirectory() ? filesIn(path) : [path];
    for (const file of found) files.set(basename(file).replace(/\.yml$/, '.yaml'), readBytes(file));
  }
  if (files.size === 0) throw unreadable(paths.join(', '), 'is empty', 'Run `foyer venue init DIR` for a template.');
  return files;
}

/** @throws FoyerError "import-missing" | "import-unreadable". */
export function readTextFile(path: string): string {
  if (!existsSync(path)) throw missing(path);
  return new TextDecoder().decode(readBytes(path));
}

function missing(path: string): FoyerError {
  return new FoyerError(`there is no file or folder ${path}`, { fault: 'operator', code: 'import-missing', remedy: 'Check the path.' });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !IGNORED.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}

function readBytes(path: string): Uint8Array {
  if (statSync(path).size > LARGEST_FILE_BYTES) {
    throw unreadable(path, `is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MB`, 'Split the file, or export less.');
  }
  return readFileSync(path);
}

/** SHA-256 over names and contents. */
export function hashOfFiles(files: VenueFiles): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${bytes.length}\0`);
    hash.update(bytes);
  }
  return hash.digest('hex');
}
