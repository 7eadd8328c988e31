import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { layEdits } from '../../core/venue/edits/edit-layer.ts';
import { EMPTY_RECIPE, type Recipe } from '../../core/venue/edits/recipe.ts';
import { type Finding, hasErrors } from '../../core/venue/import/finding.ts';
import { type VenueChanges, venueChanges } from '../../core/venue/import/venue-changes.ts';
import type { Venue } from '../../core/venue/model.ts';
import { readVenueFile, type VenueFile } from '../../native/sqlite/venue-file.ts';
import type { VersionInfo } from '../../native/sqlite/venue-versions.ts';
import { createIds } from '../system.ts';
import { addFiles } from './add-files.ts';
import { type BuiltVenue, buildVenue } from './build-venue.ts';
import type { WrittenMapping } from './column-mappings.ts';
import { type DeskState, openDeskState } from './desk-state.ts';
import { createDraftDesk } from './draft-desk.ts';
import { hashOfFiles, readVenueFiles } from './read-files.ts';
import { createVenueDesk, type VenueDesk } from './venue-desk.ts';

export interface ImportOptions {
  readonly dataDir: string;
  /** Folders and single files, of Foyer's own format or of any that core/venue/import/formats knows. */
  readonly paths: readonly string[];
  readonly timezone?: string;
  readonly name?: string;
  /** See ImportFilesOptions. */
  readonly mappings?: readonly WrittenMapping[];
  /** Who is recorded in the manifest; $USER when left out. */
  readonly who?: string;
  /** UTC, ISO 8601, for the manifest; the machine's time when left out. */
  readonly at?: string;
  /** Versions kept after a publish; 20 when left out. */
  readonly keepVersions?: number;
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
 * Reads files into the draft: a newer file of a source takes its place, others are added to the draft, or to what is published. A folder
 * with the venue.yaml of another venue begins a new one.
 * @throws FoyerError "import-missing" | "import-unreadable"; the draft is then as it was.
 */
export function importVenue(options: ImportOptions): VenueReport {
  const state = stateOf(options);
  const { timezone, name, mappings = [] } = options;
  const told = { mappings, ...(timezone === undefined ? {} : { timezone }), ...(name === undefined ? {} : { name }) };
  return reportOn(state, createDraftDesk(state).importFiles(readVenueFiles(options.paths), { by: signer(options), ...told }));
}

/** Findings and changes of the draft. @throws FoyerError "no-draft". */
export function checkVenueDraft(dataDir: string): VenueReport {
  const state = stateOf({ dataDir });
  return reportOn(state, state.neededDraft());
}

/** Publishes the draft. @throws FoyerError "no-draft" | "publish-blocked". */
export function publishVenue(options: Pick<ImportOptions, 'dataDir' | 'who' | 'at' | 'keepVersions'>): {
  readonly version: string;
  readonly report: VenueReport;
} {
  const state = stateOf(options);
  const report = reportOn(state, state.neededDraft());
  return { version: createDraftDesk(state).publish({ by: signer(options) }), report };
}

/**
 * Points back at `version`, or at the newest older than what is published.
 * @throws FoyerError "venue-version-unknown" | "venue-broken" | "no-older-version".
 */
export function rollbackVenue(dataDir: string, version?: string): string {
  return createVenueDesk(deskOptions({ dataDir })).rollback(version, signer({}));
}

/** For what the desk does beside importing. @param keepVersions see DeskOptions. */
export function openDesk(dataDir: string, keepVersions?: number): VenueDesk & { readonly by: string } {
  return { ...createVenueDesk(deskOptions({ dataDir, ...(keepVersions === undefined ? {} : { keepVersions }) })), by: signer({}) };
}

export function listVenueVersions(dataDir: string): readonly VersionInfo[] {
  return stateOf({ dataDir }).versions.list();
}

/** The draft, the published version (null when there is none), or a version by name. */
export function readVenueVersion(dataDir: string, which: 'draft' | 'current' | { readonly version: string }): VenueFile | null {
  const { versions, published } = stateOf({ dataDir });
  if (which === 'draft') return versions.draft();
  return which === 'current' ? published() : readVenueFile(versions.pathOf(which.version));
}

/**
 * Makes sure there is a venue: imports and publishes the demo when nothing is published, and again when
 * the published venue is an older demo than the shipped one; quick edits stay on it. Otherwise only reads the demo's files to compare.
 * @throws FoyerError "demo-broken" when the shipped demo has errors; an older one stays published.
 */
export async function ensureVenue(options: { readonly dataDir: string; readonly demoDir: string; readonly log: Log }): Promise<void> {
  const { dataDir, demoDir, log } = options;
  const state = stateOf({ dataDir });
  const current = state.versions.current();
  if (current !== null && current.source !== 'demo') return;
  const files = readVenueFiles([demoDir]);
  const sourceHash = hashOfFiles(files);
  if (current?.sourceHash === sourceHash) return;
  const { store, options: desk } = state;
  const recipe = addFiles(EMPTY_RECIPE, files, { store, newId: desk.newId, at: desk.at(), by: 'foyer' });
  const built = withEdits(buildVenue(recipe, store), state.readablePublished()?.manifest.recipe?.edits ?? []);
  const error = built.findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw brokenDemo(error);
  const signed = { createdAt: desk.at(), createdBy: 'foyer', summary: 'demo venue' };
  const version = state.alone(() => state.versions.publish({ ...built, source: 'demo', sourceHash, ...signed }));
  state.tidy();
  log.info('venue.demo-published', { version });
}

function withEdits(built: BuiltVenue, edits: Recipe['edits']): BuiltVenue {
  const { venue, originals } = layEdits(built.venue, edits);
  return { ...built, venue, recipe: { ...built.recipe, edits, originals: [...originals] } };
}

function brokenDemo({ file, line, reason }: Finding): FoyerError {
  return new FoyerError(`the demo venue cannot be published: ${file}${line === undefined ? '' : `:${line}`} ${reason}`, {
    fault: 'bug',
    code: 'demo-broken',
    remedy: 'Import a venue of your own with `foyer venue import DIR --publish`, and report this.',
  });
}

function reportOn(state: DeskState, { venue, findings }: Pick<BuiltVenue, 'venue' | 'findings'>): VenueReport {
  const changes = venueChanges(state.readablePublished()?.venue ?? null, venue);
  return { venue, findings, changes, blocked: hasErrors(findings) };
}

function stateOf(options: DeskChoice): DeskState {
  return openDeskState(deskOptions(options));
}

type DeskChoice = Pick<ImportOptions, 'dataDir' | 'at' | 'keepVersions'>;

function deskOptions({ dataDir, at, keepVersions }: DeskChoice) {
  return {
    dataDir,
    ...(keepVersions === undefined ? {} : { keepVersions }),
    newId: createIds().next,
    at: () => at ?? new Date().toISOString(),
  };
}

function signer({ who }: Pick<ImportOptions, 'who'>): string {
  return who ?? process.env.USER ?? process.env.USERNAME ?? 'staff';
}
