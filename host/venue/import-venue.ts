import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { checkVenue } from '../../core/venue/import/check-venue.ts';
import { type Finding, hasErrors } from '../../core/venue/import/finding.ts';
import { isFolderFile } from '../../core/venue/import/folder-format.ts';
import { readFiles, type VenueFiles } from '../../core/venue/import/read-files.ts';
import { describeChanges, type VenueChanges, venueChanges } from '../../core/venue/import/venue-changes.ts';
import type { Venue } from '../../core/venue/model.ts';
import { readVenueFile, type VenueFile } from '../../native/sqlite/venue-file.ts';
import { openVenueVersions, type VenueVersions, type VersionInfo } from '../../native/sqlite/venue-versions.ts';
import { hashOfFiles, readVenueFiles } from './read-files.ts';

export interface ImportOptions {
  readonly dataDir: string;
  /** Folders and single files, of Foyer's own format or of any that core/venue/import/formats knows. */
  readonly paths: readonly string[];
  readonly timezone?: string;
  readonly name?: string;
  /** Who is recorded in the manifest; $USER when left out. */
  readonly who?: string;
  /** UTC, ISO 8601, for the manifest; the machine's time when left out. */
  readonly at?: string;
}

export interface VenueReport {
  readonly venue: Venue;
  readonly findings: readonly Finding[];
  /** Against what is published. */
  readonly changes: VenueChanges;
  /** An error blocks publishing. */
  readonly blocked: boolean;
}

/**
 * Reads files into the draft. A folder with a venue.yaml is a whole venue; other files replace their
 * part of the draft, or of what is published.
 * @throws FoyerError "import-missing" | "import-unreadable"; the draft is then as it was.
 */
export function importVenue(options: ImportOptions): VenueReport {
  const versions = openVenueVersions(options.dataDir);
  const files = readVenueFiles(options.paths);
  const base = files.has('venue.yaml') ? null : (versions.draft() ?? publishedVenue(versions, files));
  const read = readAndCheck(files, base, options);
  versions.saveDraft({ ...read, source: 'folder', sourceHash: hashOfFiles(files), ...signature(options) });
  return reportOn(versions, read);
}

/** Findings and changes of the draft. @throws FoyerError "no-draft". */
export function checkVenueDraft(dataDir: string): VenueReport {
  const versions = openVenueVersions(dataDir);
  return reportOn(versions, draftOf(versions));
}

/** Publishes the draft. @throws FoyerError "no-draft" | "publish-blocked". */
export function publishVenue(options: Pick<ImportOptions, 'dataDir' | 'who' | 'at'>): {
  readonly version: string;
  readonly report: VenueReport;
} {
  const versions = openVenueVersions(options.dataDir);
  const draft = draftOf(versions);
  const report = reportOn(versions, draft);
  if (report.blocked) throw blockedBy(report.findings);
  const { source, sourceHash } = draft.manifest;
  const version = versions.publish({
    venue: draft.venue,
    findings: draft.findings,
    source,
    sourceHash,
    summary: describeChanges(report.changes),
    ...signature(options),
  });
  versions.dropDraft();
  return { version, report };
}

/**
 * Points back at `version`, or at the newest older than what is published.
 * @throws FoyerError "venue-version-unknown" | "venue-broken" | "no-older-version".
 */
export function rollbackVenue(dataDir: string, version?: string): string {
  const versions = openVenueVersions(dataDir);
  const target = version ?? versionBefore(versions);
  versions.pointAt(target);
  return target;
}

export function listVenueVersions(dataDir: string): readonly VersionInfo[] {
  return openVenueVersions(dataDir).list();
}

/** The draft, the published version (null when there is none), or a version by name. */
export function readVenueVersion(dataDir: string, which: 'draft' | 'current' | { readonly version: string }): VenueFile | null {
  const versions = openVenueVersions(dataDir);
  if (which === 'draft') return versions.draft();
  return which === 'current' ? publishedFile(versions) : readVenueFile(versions.pathOf(which.version));
}

/**
 * Makes sure there is a venue: imports and publishes the demo when nothing is published, and again when
 * the published venue is an older demo than the shipped one. Otherwise only reads the demo's files to compare.
 * @throws FoyerError "demo-broken" when the shipped demo has errors; an older one stays published.
 */
export async function ensureVenue(options: { readonly dataDir: string; readonly demoDir: string; readonly log: Log }): Promise<void> {
  const { dataDir, demoDir, log } = options;
  const versions = openVenueVersions(dataDir);
  const current = versions.current();
  if (current !== null && current.source !== 'demo') return;
  const files = readVenueFiles([demoDir]);
  const sourceHash = hashOfFiles(files);
  if (current?.sourceHash === sourceHash) return;
  const read = readAndCheck(files, null, {});
  const error = read.findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) {
    throw new FoyerError(
      `the demo venue cannot be published: ${error.file}${error.line === undefined ? '' : `:${error.line}`} ${error.reason}`,
      {
        fault: 'bug',
        code: 'demo-broken',
        remedy: 'Import a venue of your own with `foyer venue import DIR --publish`, and report this.',
      },
    );
  }
  const version = versions.publish({
    ...read,
    source: 'demo',
    sourceHash,
    createdAt: new Date().toISOString(),
    createdBy: 'foyer',
    summary: 'demo venue',
  });
  log.info('venue.demo-published', { version });
}

function readAndCheck(
  files: VenueFiles,
  base: VenueFile | null,
  options: Pick<ImportOptions, 'timezone' | 'name'>,
): { venue: Venue; findings: readonly Finding[] } {
  const { timezone, name } = options;
  const { venue, findings, sources } = readFiles(files, {
    ...(base === null ? {} : { base: base.venue }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(name === undefined ? {} : { name }),
  });
  const kept = (base?.findings ?? []).filter(({ code, file }) => ROW_CODES.has(code) && !files.has(file));
  return { venue, findings: [...kept, ...findings, ...checkVenue(venue, sources)] };
}

/** Findings about rows that are no longer there; they stay true until their file is read again. */
const ROW_CODES = new Set(['row-skipped', 'entry-skipped', 'field-ignored']);

function reportOn(versions: VenueVersions, { venue, findings }: Pick<VenueFile, 'venue' | 'findings'>): VenueReport {
  const changes = venueChanges(readablePublished(versions)?.venue ?? null, venue);
  return { venue, findings, changes, blocked: hasErrors(findings) };
}

function publishedFile(versions: VenueVersions): VenueFile | null {
  const pointer = versions.current();
  return pointer === null ? null : readVenueFile(versions.pathOf(pointer.version));
}

/** What files without a venue.yaml are added to. The programme of a real event is not added to the demo. */
function publishedVenue(versions: VenueVersions, files: VenueFiles): VenueFile | null {
  if (versions.current()?.source === 'demo' && ![...files.keys()].every(isFolderFile)) return null;
  return publishedFile(versions);
}

/** A broken published version must not keep staff from importing a good one. */
function readablePublished(versions: VenueVersions): VenueFile | null {
  try {
    return publishedFile(versions);
  } catch {
    return null;
  }
}

function draftOf(versions: VenueVersions): VenueFile {
  const draft = versions.draft();
  if (draft !== null) return draft;
  throw new FoyerError('there is no draft', { fault: 'operator', code: 'no-draft', remedy: 'Run `foyer venue import FILE_OR_DIR` first.' });
}

function versionBefore(versions: VenueVersions): string {
  const all = versions.list();
  const at = all.findIndex(({ current }) => current);
  const older = all[at + 1];
  if (older !== undefined) return older.version;
  throw new FoyerError('there is no older version to go back to', {
    fault: 'operator',
    code: 'no-older-version',
    remedy: `Known versions: ${all.map(({ version }) => version).join(', ') || 'none'}.`,
  });
}

function signature(options: Pick<ImportOptions, 'who' | 'at'>): { createdAt: string; createdBy: string } {
  return {
    createdAt: options.at ?? new Date().toISOString(),
    createdBy: options.who ?? process.env.USER ?? process.env.USERNAME ?? 'staff',
  };
}

function blockedBy(findings: readonly Finding[]): FoyerError {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  const where = first?.line === undefined ? first?.file : `${first.file}:${first.line}`;
  return new FoyerError(
    `${errors.length === 1 ? 'an error blocks' : `${errors.length} errors block`} publishing; the first: ${where} ${first?.reason}`,
    {
      fault: 'operator',
      code: 'publish-blocked',
      remedy: 'Run `foyer venue check` for all of them, correct the files and import them again.',
    },
  );
}
