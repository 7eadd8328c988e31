import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import { recipeSchema } from '../../core/venue/edits/recipe.ts';
import type { Finding } from '../../core/venue/import/finding.ts';
import { canonicalJson } from '../../core/venue/import/venue-changes.ts';
import { type Venue, venueSchema } from '../../core/venue/model.ts';
import type { Sqlite } from './open-database.ts';
import { readRecords, venueSchemaSql, writeRecords } from './venue-rows.ts';
import { fromRecords, toRecords, VENUE_APPLICATION_ID, VENUE_SCHEMA_VERSION } from './venue-tables.ts';

/** What a venue file says about itself. */
export const manifestSchema = z.object({
  /** "3-1a2b3c4d": number and beginning of the content's hash; "draft" for a draft. */
  version: z.string(),
  schemaVersion: z.number().int(),
  /** SHA-256 of the venue as canonical JSON. */
  contentHash: z.string(),
  /** "demo" for the shipped demo venue. */
  source: z.enum(['demo', 'folder']),
  /** SHA-256 of the files it was read from. */
  sourceHash: z.string(),
  /** UTC, ISO 8601. */
  createdAt: z.string(),
  /** Who imported or published it. */
  createdBy: z.string(),
  /** Number of records by kind. */
  counts: z.record(z.string(), z.number()),
  /** In one line: "12 sessions added, 1 place changed". */
  summary: z.string().default(''),
  /** What it was made of. Versions of before recipes were kept have none. */
  recipe: recipeSchema.optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface VenueFile {
  readonly venue: Venue;
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
}

export function contentHashOf(venue: Venue): string {
  return createHash('sha256').update(canonicalJson(venue)).digest('hex');
}

/** Writes a new file; the caller gives it its final name once it is on disk. */
export function writeVenueFile(path: string, { venue, manifest, findings }: VenueFile): void {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = FULL');
    db.pragma(`application_id = ${VENUE_APPLICATION_ID}`);
    db.pragma(`user_version = ${VENUE_SCHEMA_VERSION}`);
    db.transaction(() => {
      db.exec(venueSchemaSql());
      writeRecords(db, toRecords(venue));
      const meta = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
      for (const [key, value] of Object.entries(manifest)) meta.run(key, JSON.stringify(value));
      const finding = db.prepare(
        'INSERT INTO findings (severity, code, file, line, "column", value, id, reason, remedy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      );
      for (const f of findings) {
        finding.run(f.severity, f.code, f.file, f.line ?? null, f.column ?? null, f.value ?? null, f.id ?? null, f.reason, f.remedy);
      }
    })();
  } finally {
    db.close();
  }
}

/**
 * Reads a venue file whole and checks it: SQLite's own check, schema version, every record, content hash.
 * @throws FoyerError "venue-broken" that names what is wrong.
 */
export function readVenueFile(path: string): VenueFile {
  return withVenueFile(path, (db) => {
    const check = db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw broken(path, `SQLite reports: ${String(check)}`);
    const manifest = readManifestOf(db, path);
    const parsed = venueSchema.safeParse(fromRecords(readRecords(db)));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw broken(path, `${issue?.path.join('.') ?? 'the venue'} is not valid: ${issue?.message ?? 'unknown'}`);
    }
    if (contentHashOf(parsed.data) !== manifest.contentHash) throw broken(path, 'its content is not what was published (hash differs)');
    const rows = db.prepare('SELECT severity, code, file, line, "column", value, id, reason, remedy FROM findings ORDER BY row').all();
    const findings = (rows as Record<string, unknown>[]).map(
      (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Finding,
    );
    return { venue: parsed.data, manifest, findings };
  });
}

/** Only what the file says about itself; quick. @throws FoyerError "venue-broken". */
export function readManifest(path: string): Manifest {
  return withVenueFile(path, (db) => readManifestOf(db, path));
}

function withVenueFile<T>(path: string, read: (db: Sqlite) => T): T {
  if (!existsSync(path)) throw broken(path, 'the file is missing');
  let db: Sqlite | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    if (db.pragma('application_id', { simple: true }) !== VENUE_APPLICATION_ID) throw broken(path, 'it is no venue file');
    const version = db.pragma('user_version', { simple: true });
    if (version !== VENUE_SCHEMA_VERSION) {
      throw broken(path, `it has schema version ${String(version)}, this program reads ${VENUE_SCHEMA_VERSION}`);
    }
    return read(db);
  } catch (error) {
    if (error instanceof FoyerError) throw error;
    throw broken(path, error instanceof Error ? error.message : 'it cannot be read', error);
  } finally {
    db?.close();
  }
}

function readManifestOf(db: Sqlite, path: string): Manifest {
  const rows = db.prepare('SELECT key, value FROM meta').all() as { key: string; value: string }[];
  const parsed = manifestSchema.safeParse(Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])));
  if (!parsed.success) throw broken(path, `its manifest lacks ${parsed.error.issues[0]?.path.join('.') ?? 'something'}`);
  return parsed.data;
}

function broken(path: string, reason: string, cause?: unknown): FoyerError {
  return new FoyerError(`the venue file ${path} is broken: ${reason}`, {
    fault: 'operator',
    code: 'venue-broken',
    remedy: 'Run `foyer venue rollback` to go back to the version before, or publish the venue again.',
    cause,
  });
}
