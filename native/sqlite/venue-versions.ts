import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Recipe } from '../../core/venue/edits/recipe.ts';
import type { Finding } from '../../core/venue/import/finding.ts';
import type { Venue } from '../../core/venue/model.ts';
import { clearForgotten, putDurably } from './durable-file.ts';
import { contentHashOf, type Manifest, readManifest, readVenueFile, type VenueFile, writeVenueFile } from './venue-file.ts';
import { VENUE_SCHEMA_VERSION } from './venue-tables.ts';

/** The small file that says which version guests get. It is replaced whole, never written in place. */
const pointerSchema = z.object({
  version: z.string().regex(/^\d+-[0-9a-f]+$/),
  source: z.enum(['demo', 'folder']),
  sourceHash: z.string(),
  /** Who pointed back at this version, and when (UTC); left out where it was published. */
  rolledBack: z.object({ by: z.string(), at: z.string() }).optional(),
});
export type Pointer = z.infer<typeof pointerSchema>;

export interface VersionInfo {
  readonly version: string;
  readonly current: boolean;
  /** Null when the file cannot be read. */
  readonly manifest: Manifest | null;
}

export interface NewVenue {
  readonly venue: Venue;
  readonly findings: readonly Finding[];
  readonly source: Manifest['source'];
  readonly sourceHash: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly summary?: string;
  readonly recipe?: Recipe;
}

/** Versions of the venue in `DIR/venue`. Every change on disk is one rename, so a crash leaves the old or the new state. */
export interface VenueVersions {
  /** What is published; null when nothing is. @throws FoyerError "venue-broken" for an unreadable pointer. */
  current(): Pointer | null;
  pathOf(version: string): string;
  /** Newest first. */
  list(): readonly VersionInfo[];
  saveDraft(draft: NewVenue): void;
  /** Null when there is no draft. */
  draft(): VenueFile | null;
  /** Only what the draft says about itself; null when there is none or it cannot be read. */
  draftManifest(): Manifest | null;
  dropDraft(): void;
  /** Writes a new version and points at it; returns its name. */
  publish(next: NewVenue): string;
  /** Points at a version that is there and can be read. @throws FoyerError "venue-version-unknown" | "venue-broken". */
  pointAt(version: string, rolledBack?: Pointer['rolledBack']): void;
  /** Deletes all but the newest `keep` versions; never the published one, nor the one published before it. Returns their names. */
  prune(keep: number): readonly string[];
}

/** @param beforeStep called with the name of each step on disk before it is taken; tests make it throw or kill the process. */
export function openVenueVersions(dataDir: string, beforeStep: (step: string) => void = () => {}): VenueVersions {
  const dir = join(dataDir, 'venue');
  const versionsDir = join(dir, 'versions');
  const pointerPath = join(dir, 'current');
  const draftPath = join(dir, 'draft.sqlite');
  const pathOf = (version: string): string => join(versionsDir, `${version}.sqlite`);

  function current(): Pointer | null {
    if (!existsSync(pointerPath)) return null;
    try {
      return pointerSchema.parse(JSON.parse(readFileSync(pointerPath, 'utf8')));
    } catch (cause) {
      throw new FoyerError(`the file ${pointerPath} does not name a venue version`, {
        fault: 'operator',
        code: 'venue-broken',
        remedy: 'Run `foyer venue versions`, then `foyer venue rollback VERSION`.',
        cause,
      });
    }
  }

  function list(): readonly VersionInfo[] {
    const published = currentOrNull()?.version;
    return names().map((version) => ({ version, current: version === published, manifest: manifestOrNull(pathOf(version)) }));
  }

  function currentOrNull(): Pointer | null {
    try {
      return current();
    } catch {
      return null;
    }
  }

  function names(): string[] {
    if (!existsSync(versionsDir)) return [];
    return readdirSync(versionsDir)
      .filter((name) => /^\d+-[0-9a-f]+\.sqlite$/.test(name))
      .map((name) => name.slice(0, -'.sqlite'.length))
      .sort((a, b) => numberOf(b) - numberOf(a));
  }

  const put = (target: string, label: string, write: (path: string) => void) => putDurably(target, label, write, beforeStep);

  function toFile(version: string, next: NewVenue): VenueFile {
    const { venue, findings, source, sourceHash, createdAt, createdBy, summary = '', recipe } = next;
    const contentHash = contentHashOf(venue);
    const manifest = { version, schemaVersion: VENUE_SCHEMA_VERSION, contentHash, source, sourceHash, createdAt, createdBy, summary };
    return { venue, findings, manifest: { ...manifest, counts: countsOf(venue), ...(recipe === undefined ? {} : { recipe }) } };
  }

  function publish(next: NewVenue): string {
    clearForgotten([dir, versionsDir]);
    const version = `${Math.max(0, ...names().map(numberOf)) + 1}-${contentHashOf(next.venue).slice(0, 8)}`;
    put(pathOf(version), 'version', (path) => writeVenueFile(path, toFile(version, next)));
    readVenueFile(pathOf(version));
    writePointer({ version, source: next.source, sourceHash: next.sourceHash });
    return version;
  }

  function writePointer(pointer: Pointer): void {
    put(pointerPath, 'pointer', (path) => writeFileSync(path, `${JSON.stringify(pointer)}\n`));
  }

  function pointAt(version: string, rolledBack?: Pointer['rolledBack']): void {
    if (!names().includes(version)) {
      throw new FoyerError(`there is no venue version "${version}"`, {
        fault: 'operator',
        code: 'venue-version-unknown',
        remedy: `Known versions: ${names().join(', ') || 'none'}.`,
      });
    }
    const { manifest } = readVenueFile(pathOf(version));
    const { source, sourceHash } = manifest;
    writePointer({ version, source, sourceHash, ...(rolledBack === undefined ? {} : { rolledBack }) });
  }

  function prune(keep: number): readonly string[] {
    const all = names();
    const published = currentOrNull()?.version;
    // Without a readable pointer nobody knows which ones are needed.
    if (published === undefined) return [];
    const before = all[all.indexOf(published) + 1];
    const old = all.slice(Math.max(1, keep)).filter((version) => version !== published && version !== before);
    for (const version of old) {
      beforeStep('delete version');
      rmSync(pathOf(version), { force: true });
    }
    return old;
  }

  return {
    current,
    pathOf,
    list,
    saveDraft: (draft) => put(draftPath, 'draft', (path) => writeVenueFile(path, toFile('draft', draft))),
    draft: () => (existsSync(draftPath) ? readVenueFile(draftPath) : null),
    draftManifest: () => (existsSync(draftPath) ? manifestOrNull(draftPath) : null),
    dropDraft: () => rmSync(draftPath, { force: true }),
    publish,
    pointAt,
    prune,
  };
}

function manifestOrNull(path: string): Manifest | null {
  try {
    return readManifest(path);
  } catch {
    return null;
  }
}

function numberOf(version: string): number {
  return Number.parseInt(version, 10);
}

function countsOf(venue: Venue): Record<string, number> {
  const { floors, places, nodes, edges, speakers, sessions, exhibitors, menus, services, faqs } = venue;
  const lists = { floors, places, nodes, edges, speakers, sessions, exhibitors, menus, services, faqs };
  return Object.fromEntries(Object.entries(lists).map(([kind, records]) => [kind, records.length]));
}
