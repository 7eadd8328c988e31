import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FoyerError } from '../../core/contract/errors.ts';
import { writeFolder } from '../../core/venue/import/write-folder.ts';
import { readVenueVersion } from './import-venue.ts';

const TEMPLATE = fileURLToPath(new URL('./template', import.meta.url));

/** Writes the commented template of the venue folder; returns the paths written. @throws FoyerError "folder-not-empty". */
export function writeTemplate(dir: string): string[] {
  return writeAll(
    dir,
    readdirSync(TEMPLATE).map((name) => [name, readFileSync(join(TEMPLATE, name), 'utf8')]),
  );
}

/** Writes a version as a venue folder that imports to the same venue. @throws FoyerError "venue-missing" | "no-draft" | "venue-broken". */
export function exportVenue(options: {
  readonly dataDir: string;
  readonly dir: string;
  readonly which: Parameters<typeof readVenueVersion>[1];
}): string[] {
  const file = readVenueVersion(options.dataDir, options.which);
  if (file === null) {
    const draft = options.which === 'draft';
    throw new FoyerError(draft ? 'there is no draft' : `no venue is published in ${options.dataDir}`, {
      fault: 'operator',
      code: draft ? 'no-draft' : 'venue-missing',
      remedy: 'Run `foyer venue import FILE_OR_DIR` first.',
    });
  }
  return writeAll(options.dir, [...writeFolder(file.venue)]);
}

function writeAll(dir: string, files: readonly (readonly [name: string, text: string])[]): string[] {
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw new FoyerError(`the folder ${dir} is not empty`, {
      fault: 'operator',
      code: 'folder-not-empty',
      remedy: 'Name a new or empty folder.',
    });
  }
  mkdirSync(dir, { recursive: true });
  return files.map(([name, text]) => {
    const path = join(dir, name);
    writeFileSync(path, text);
    return path;
  });
}
