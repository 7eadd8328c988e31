import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { arch, cpus, freemem, loadavg, platform, release, totalmem, uptime } from 'node:os';
import { basename, join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { strToU8, zipSync } from 'fflate';
import { FoyerError } from '../../core/contract/errors.ts';
import { type RunChecksOptions, runChecks } from '../doctor/run-checks.ts';
import { programVersion } from '../version.ts';
import { scrub } from './scrub.ts';

/** Of each log file, its end. */
const LOG_BYTES = 2_000_000;
const MAX_LISTED = 2000;
/** What of the fleet's configuration and updates is in use, on trial, or failed. */
const FLEET_FILES = ['fleet/config.json', 'updates/state.json'];

export interface BundleOptions {
  /** Bytes of each log file. Default 2 MB. */
  readonly logBytes?: number;
  /** The kiosk in whose process this runs. */
  readonly running?: RunChecksOptions['running'];
}

/**
 * Writes what somebody who helps from afar needs into one zip: versions, doctor's findings, configuration, the ends of
 * the logs, which files there are and how long, whether the databases are whole and how many rows they have. Nothing a
 * guest said, no memory, no keys, no venue content.
 * @returns names and sizes of what is in it
 * @throws FoyerError "no-data-directory", or "bundle-not-written"
 */
export async function writeSupportBundle(
  dataDir: string,
  output: string,
  now: Date,
  options: BundleOptions = {},
): Promise<{ name: string; bytes: number }[]> {
  if (!existsSync(dataDir))
    throw new FoyerError(`there is no data directory ${dataDir}`, {
      fault: 'operator',
      code: 'no-data-directory',
      remedy: 'Name the one of the kiosk with --data.',
    });
  const parts: Record<string, string> = {
    'about.json': json(about(now)),
    'doctor.json': json(await runChecks({ dataDir, ...(options.running && { running: options.running }) })),
    'files.json': json(listing(dataDir)),
    'databases.json': json(databases(dataDir)),
  };
  const config = join(dataDir, 'config.yaml');
  if (existsSync(config)) parts['config.yaml'] = scrub(readFileSync(config, 'utf8'));
  for (const name of FLEET_FILES) {
    const path = join(dataDir, name);
    if (existsSync(path)) parts[name] = scrub(readFileSync(path, 'utf8'));
  }
  for (const path of logFiles(dataDir)) parts[`logs/${basename(path)}`] = scrub(tailOf(path, options.logBytes ?? LOG_BYTES));
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  try {
    writeFileSync(output, zipSync(files, { level: 6 }), { mode: 0o600 });
  } catch (error) {
    throw new FoyerError(`${output} cannot be written`, {
      fault: 'operator',
      code: 'bundle-not-written',
      remedy: 'Name another file with -o.',
      cause: error,
    });
  }
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes: bytes.length }));
}

function about(now: Date) {
  return {
    written: now.toISOString(),
    foyer: programVersion(),
    node: process.version,
    engines: { v8: process.versions.v8, sqlite: new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get() },
    system: { platform: platform(), release: release(), arch: arch(), uptimeS: Math.round(uptime()) },
    machine: { cpus: cpus().length, model: cpus()[0]?.model, memoryMb: mb(totalmem()), freeMb: mb(freemem()), load: loadavg() },
  };
}

/** Paths and sizes; a backup that somebody named after a guest is not told by its name. */
function listing(dataDir: string) {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .slice(0, MAX_LISTED)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: scrub(relative(dataDir, path)), bytes: sizeOf(path) }));
}

function databases(dataDir: string) {
  return readdirSync(dataDir)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => ({ name, ...lookInto(join(dataDir, name)) }));
}

/** Read only: a kiosk that runs is not disturbed, and one that is broken stays as it is. */
function lookInto(path: string): object {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 2000 });
    try {
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all() as string[];
      return {
        check: db.pragma('quick_check(5)', { simple: true }),
        schema: db.pragma('user_version', { simple: true }),
        rows: Object.fromEntries(
          tables.map((table) => [
            table,
            db
              .prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
              .pluck()
              .get(),
          ]),
        ),
      };
    } finally {
      db.close();
    }
  } catch (error) {
    return { error: scrub(error instanceof Error ? error.message : String(error)) };
  }
}

function logFiles(dataDir: string): string[] {
  const folder = join(dataDir, 'logs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.log(\.\d+)?$/.test(name))
    .map((name) => join(folder, name));
}

function tailOf(path: string, logBytes: number): string {
  const bytes = readFileSync(path);
  const from = bytes.length - logBytes;
  if (from <= 0) return bytes.toString('utf8');
  const end = bytes.subarray(from).toString('utf8');
  return end.slice(end.indexOf('\n') + 1);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function mb(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
