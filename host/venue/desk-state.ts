import { createHash } from 'node:crypto';
import { FoyerError } from '../../core/contract/errors.ts';
import { layEdits, liftEdits } from '../../core/venue/edits/edit-layer.ts';
import { EMPTY_RECIPE, type Recipe } from '../../core/venue/edits/recipe.ts';
import type { StaffEdit } from '../../core/venue/edits/staff-edit.ts';
import { canonicalJson } from '../../core/venue/import/venue-changes.ts';
import { writeFolder } from '../../core/venue/import/write-folder.ts';
import { openSourceFiles, type SourceFiles } from '../../native/sqlite/source-files.ts';
import { readVenueFile, type VenueFile } from '../../native/sqlite/venue-file.ts';
import { createVenueLock } from '../../native/sqlite/venue-lock.ts';
import { openVenueVersions, type VenueVersions } from '../../native/sqlite/venue-versions.ts';
import { type BuiltVenue, buildVenue } from './build-venue.ts';

export const DESK_PHASES = ['reading', 'checking', 'saving'] as const;
export type DeskPhase = (typeof DESK_PHASES)[number];

export interface DeskOptions {
  readonly dataDir: string;
  readonly newId: () => string;
  /** UTC, ISO 8601. */
  readonly at: () => string;
  /** Versions kept besides the published one and the one before it. */
  readonly keepVersions?: number;
  readonly onProgress?: (phase: DeskPhase, done: number, of: number) => void;
  /** See openVenueVersions(). */
  readonly beforeStep?: (step: string) => void;
}

/** What all of the desk works on: the versions, the draft, and the files they were made of. */
export interface DeskState {
  readonly options: DeskOptions;
  readonly versions: VenueVersions;
  readonly store: SourceFiles;
  progress(phase: DeskPhase, done: number, of: number): void;
  /** Does a change while nobody else does one, in whatever process. @throws FoyerError "venue-busy". */
  readonly alone: ReturnType<typeof createVenueLock>;
  /** Null when nothing is published. @throws FoyerError "venue-broken". */
  published(): VenueFile | null;
  /** A broken published version must not keep staff from importing a good one. */
  readablePublished(): VenueFile | null;
  /** What a version was made of; one of before recipes were kept is taken as a folder of Foyer's own. */
  recipeOf(file: VenueFile): Recipe;
  /** With the quick edits that guests have now. Null when there is none. */
  draft(): BuiltVenue | null;
  /** @throws FoyerError "no-draft". */
  neededDraft(): BuiltVenue;
  saveDraft(built: BuiltVenue, by: string): BuiltVenue;
  /** Deletes what no version and no draft needs any more. */
  tidy(): void;
}

const KEEP_VERSIONS = 20;

export function openDeskState(options: DeskOptions): DeskState {
  const versions = openVenueVersions(options.dataDir, options.beforeStep);
  const store = openSourceFiles(options.dataDir, options.beforeStep);
  const alone = createVenueLock(options.dataDir);
  let published: { readonly version: string; readonly file: VenueFile } | null = null;
  let draft: { readonly key: string; readonly built: BuiltVenue } | null = null;

  const publishedFile = (): VenueFile | null => {
    const pointer = versions.current();
    if (pointer === null) return null;
    if (published?.version !== pointer.version) {
      published = { version: pointer.version, file: readVenueFile(versions.pathOf(pointer.version)) };
    }
    return published.file;
  };
  const readablePublished = (): VenueFile | null => {
    try {
      return publishedFile();
    } catch {
      return null;
    }
  };

  const recipeOf = ({ venue, manifest }: VenueFile): Recipe => {
    const recipe = manifest.recipe ?? EMPTY_RECIPE;
    if (recipe.sources.length > 0) return recipe;
    const folder = writeFolder(liftEdits(venue, recipe.originals));
    const files = [...folder].map(([name, text]) => {
      const bytes = new TextEncoder().encode(text);
      return { name, hash: store.keep(bytes), bytes: bytes.byteLength };
    });
    const { createdAt: importedAt, createdBy: importedBy } = manifest;
    return { ...recipe, sources: [{ id: 'folder', name: venue.name, format: 'published before', files, importedAt, importedBy }] };
  };

  const readDraft = (): BuiltVenue | null => {
    const manifest = versions.draftManifest();
    if (manifest === null) return versions.draft() === null ? null : neverHere();
    const key = `${manifest.contentHash} ${manifest.createdAt} ${manifest.recipe?.revision ?? 0}`;
    if (draft?.key !== key) {
      const { venue, findings } = versions.draft() ?? neverHere();
      const recipe = manifest.recipe ?? EMPTY_RECIPE;
      // The rows behind the findings are not in the file; read them again, or do without.
      const built = recipe.sources.length === 0 ? null : rebuilt(recipe);
      draft = { key, built: built ?? { venue, findings, recipe, tables: [], placesOf: new Map(), book: NO_BOOK } };
    }
    return draft.built;
  };
  const rebuilt = (recipe: Recipe): BuiltVenue | null => {
    try {
      return buildVenue(recipe, store);
    } catch {
      return null;
    }
  };

  const state: DeskState = {
    options,
    versions,
    store,
    alone,
    progress: (phase, done, of) => options.onProgress?.(phase, done, of),
    published: publishedFile,
    readablePublished,
    recipeOf,
    draft() {
      const built = readDraft();
      return built === null ? null : withEdits(built, readablePublished()?.manifest.recipe?.edits ?? []);
    },
    neededDraft() {
      const built = state.draft();
      if (built !== null) return built;
      throw new FoyerError('there is no draft', {
        fault: 'operator',
        code: 'no-draft',
        remedy: 'Import files first: `foyer venue import FILE_OR_DIR`, or in the staff console.',
      });
    },
    saveDraft(built, by) {
      state.progress('saving', 0, 1);
      const next = { ...built, recipe: { ...built.recipe, revision: built.recipe.revision + 1 } };
      versions.saveDraft({
        venue: next.venue,
        findings: next.findings,
        source: 'folder',
        sourceHash: hashOfSources(next.recipe),
        createdAt: options.at(),
        createdBy: by,
        recipe: next.recipe,
      });
      const manifest = versions.draftManifest();
      draft = { key: `${manifest?.contentHash} ${manifest?.createdAt} ${next.recipe.revision}`, built: next };
      return next;
    },
    tidy() {
      versions.prune(options.keepVersions ?? KEEP_VERSIONS);
      const manifests = [versions.draftManifest(), ...versions.list().map(({ manifest }) => manifest)];
      // One that cannot be read may still be mended by hand: nothing of it is thrown away.
      if (versions.list().some(({ manifest }) => manifest === null)) return;
      store.prune(new Set(manifests.flatMap((one) => one?.recipe?.sources ?? []).flatMap(({ files }) => files.map(({ hash }) => hash))));
    },
  };
  return state;
}

const NO_BOOK: BuiltVenue['book'] = { onRecord: (raw) => raw, recordOf: () => undefined, countOf: () => 0 };

/** An edit that was published after the draft was made holds for the draft too. */
function withEdits(built: BuiltVenue, edits: readonly StaffEdit[]): BuiltVenue {
  if (canonicalJson(edits) === canonicalJson(built.recipe.edits)) return built;
  const { venue, originals } = layEdits(liftEdits(built.venue, built.recipe.originals), edits);
  return { ...built, venue, recipe: { ...built.recipe, edits: [...edits], originals: [...originals] } };
}

/** SHA-256 over names and contents. */
export function hashOfSources({ sources }: Recipe): string {
  const hash = createHash('sha256');
  for (const { files } of sources) for (const file of files) hash.update(`${file.name}\0${file.hash}\0`);
  return hash.digest('hex');
}

function neverHere(): never {
  throw new FoyerError('the draft disappeared while it was read', { fault: 'device', code: 'no-draft', remedy: 'Import the files again.' });
}
