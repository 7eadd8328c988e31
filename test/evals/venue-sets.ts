import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Sets named "VENUE-…​.jsonl" or "VENUE.jsonl" in a folder whose sets.json says which files make each venue. */
const setsSchema = z.object({
  venues: z.record(
    z.string(),
    z.object({
      /** "./x" is beside sets.json, anything else in the samples folder; none at all is the demo venue. */
      files: z.array(z.string()),
      timezone: z.string().optional(),
      name: z.string().optional(),
    }),
  ),
});

export interface VenueSet {
  readonly name: string;
  readonly path: string;
  /** Where its venue is published; null where its files are not at hand. */
  readonly dataDir: string | null;
  /** Why it is skipped. */
  readonly missing?: string;
}

export interface VenueSets {
  readonly sets: readonly VenueSet[];
  /** Deletes the venues made for this run. */
  close(): void;
}

const FOYER = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** The sets of a folder, each venue imported once through the command staff use. */
export function openVenueSets(folder: string, samples: string | undefined, only?: string): VenueSets {
  const { venues } = setsSchema.parse(JSON.parse(readFileSync(join(folder, 'sets.json'), 'utf8')));
  const made = mkdtempSync(join(tmpdir(), 'foyer-eval-'));
  const built = new Map<string, string>();

  function dataOf(venue: string): { dataDir: string } | { missing: string } {
    const known = built.get(venue);
    if (known !== undefined) return { dataDir: known };
    const source = venues[venue];
    if (source === undefined) return { missing: `sets.json names no venue "${venue}"` };
    const paths = source.files.map((file) =>
      file.startsWith('./') ? join(folder, file) : samples === undefined ? '' : join(samples, file),
    );
    if (paths.includes('')) return { missing: 'give the folder of sample files with --samples DIR' };
    const absent = paths.find((path) => !existsSync(path));
    if (absent !== undefined) return { missing: `${absent} is not there` };
    const dataDir = join(made, venue);
    if (paths.length > 0) importInto(dataDir, paths, source);
    built.set(venue, dataDir);
    return { dataDir };
  }

  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl') && (only === undefined || file === only));
  const sets = files.sort().map((file): VenueSet => {
    const name = basename(file, '.jsonl');
    const data = dataOf(name.split('-')[0] ?? name);
    return { name, path: join(folder, file), dataDir: null, ...data };
  });
  return { sets, close: () => rmSync(made, { recursive: true, force: true }) };
}

function importInto(
  dataDir: string,
  paths: readonly string[],
  { timezone, name }: { timezone?: string | undefined; name?: string | undefined },
): void {
  const options = [...(timezone === undefined ? [] : ['--timezone', timezone]), ...(name === undefined ? [] : ['--name', name])];
  execFileSync(process.execPath, [FOYER, 'venue', 'import', ...paths, '--data', dataDir, '--publish', ...options], { stdio: 'pipe' });
}
