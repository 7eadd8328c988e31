import { FoyerError } from '../../core/contract/errors.ts';
import { complaintId, findingId } from '../../core/venue/edits/finding-ids.ts';
import { fixableColumn } from '../../core/venue/edits/finding-view.ts';
import { patchOf, withPatch } from '../../core/venue/edits/patches.ts';
import { EMPTY_RECIPE, type Recipe } from '../../core/venue/edits/recipe.ts';
import { type Finding, hasErrors } from '../../core/venue/import/finding.ts';
import { isFolderFile } from '../../core/venue/import/folder-format.ts';
import { isZone } from '../../core/venue/import/programme/times.ts';
import { inspectTables, type VenueFiles } from '../../core/venue/import/read-files.ts';
import { describeChanges, venueChanges } from '../../core/venue/import/venue-changes.ts';
import { addFiles } from './add-files.ts';
import { type BuiltVenue, buildVenue } from './build-venue.ts';
import { type WrittenMapping, withMappings, withTableMapping } from './column-mappings.ts';
import { type DeskState, hashOfSources } from './desk-state.ts';

export interface ImportFilesOptions {
  readonly by: string;
  readonly timezone?: string;
  readonly name?: string;
  /** What the columns of tables among the files are; remembered. */
  readonly mappings?: readonly WrittenMapping[];
  /** See addFiles(). */
  readonly withUnknownTables?: boolean;
}

/** What staff do with the draft. Each returns the draft as it is then; one that throws leaves it as it was. */
export interface DraftDesk {
  /** Adds files to the draft, else to what is published. @throws FoyerError "import-unreadable" | "mapping-invalid". */
  importFiles(files: VenueFiles, options: ImportFilesOptions): BuiltVenue;
  /** @throws FoyerError "finding-gone" | "not-fixable". */
  fix(findingId: string, value: string, by: string): BuiltVenue;
  /** @throws FoyerError "finding-gone" | "not-ignorable" for an error. */
  ignore(findingId: string, by: string): BuiltVenue;
  /** @throws FoyerError "table-gone" | "mapping-invalid". */
  setMapping(tableId: string, kind: string, fields: readonly (string | null)[], by: string): BuiltVenue;
  /** @throws FoyerError "timezone-unknown". */
  setTimezone(timezone: string, by: string): BuiltVenue;
  /** @throws FoyerError "source-gone". */
  removeSource(sourceId: string, by: string): BuiltVenue | null;
  discard(): void;
  /** @param revision that staff looked at. @throws FoyerError "publish-blocked" | "draft-changed" | "no-draft". */
  publish(options: { readonly by: string; readonly revision?: number }): string;
}

export function createDraftDesk(state: DeskState): DraftDesk {
  const { versions, store, options } = state;

  const rebuild = (recipe: Recipe, by: string): BuiltVenue => {
    state.progress('reading', 0, recipe.sources.length);
    const built = buildVenue(recipe, store);
    state.progress('checking', 1, 1);
    return state.saveDraft(built, by);
  };
  const change = (by: string, next: (recipe: Recipe) => Recipe): BuiltVenue => rebuild(next(state.neededDraft().recipe), by);

  /** The programme of a real event is not added to the demo. */
  const startFor = (files: VenueFiles): Recipe => {
    const draft = state.draft();
    if (draft !== null) return draft.recipe;
    if (versions.current()?.source === 'demo' && ![...files.keys()].every(isFolderFile)) return EMPTY_RECIPE;
    const published = state.published();
    return published === null ? EMPTY_RECIPE : state.recipeOf(published);
  };

  const startOrEmpty = (files: VenueFiles): Recipe => {
    try {
      return startFor(files);
    } catch (error) {
      // A whole venue needs nothing of a broken one.
      if (files.has('venue.yaml')) return EMPTY_RECIPE;
      throw error;
    }
  };

  const desk: DraftDesk = {
    importFiles(files, { by, timezone, name, mappings = [], withUnknownTables = false }) {
      state.progress('reading', 0, files.size);
      const start = mappings.length === 0 ? startOrEmpty(files) : withMappings(startOrEmpty(files), mappings, inspectTables(files));
      const added = addFiles(start, files, { store, newId: options.newId, at: options.at(), by, withUnknownTables });
      const told = { ...(timezone === undefined ? {} : { timezone }), ...(name === undefined ? {} : { name }) };
      return rebuild({ ...added, ...told }, by);
    },
    fix(id, value, by) {
      const draft = state.neededDraft();
      const finding = findingOf(draft, id);
      const raw = draft.book.recordOf(finding);
      const column = raw === undefined ? null : fixableColumn(finding, raw);
      if (raw === undefined || column === null) {
        throw new FoyerError(`"${finding.reason}" cannot be corrected here`, {
          fault: 'operator',
          code: 'not-fixable',
          remedy: `Correct it in ${finding.file} and import that file again.`,
        });
      }
      return change(by, (recipe) => ({ ...recipe, patches: [...withPatch(recipe.patches, patchOf(raw, column, value.trim()))] }));
    },
    ignore(id, by) {
      const finding = findingOf(state.neededDraft(), id);
      if (finding.severity === 'error') {
        throw new FoyerError('an error cannot be ignored', { fault: 'operator', code: 'not-ignorable', remedy: finding.remedy });
      }
      return change(by, (recipe) => ({ ...recipe, ignored: [...recipe.ignored, complaintId(finding)] }));
    },
    setMapping: (tableId, kind, fields, by) =>
      change(by, (recipe) => withTableMapping(recipe, state.neededDraft().tables, tableId, kind, fields)),
    setTimezone(timezone, by) {
      if (!isZone(timezone)) {
        throw new FoyerError(`"${timezone}" is no known time zone`, {
          fault: 'operator',
          code: 'timezone-unknown',
          remedy: 'Use an IANA name such as "Europe/Berlin".',
        });
      }
      return change(by, (recipe) => ({ ...recipe, timezone }));
    },
    removeSource(sourceId, by) {
      const { recipe } = state.neededDraft();
      const sources = recipe.sources.filter(({ id }) => id !== sourceId);
      if (sources.length === recipe.sources.length) {
        throw new FoyerError(`there is no source "${sourceId}"`, {
          fault: 'operator',
          code: 'source-gone',
          remedy: 'Look at the list again.',
        });
      }
      if (sources.length > 0) return rebuild({ ...recipe, sources }, by);
      versions.dropDraft();
      return null;
    },
    discard() {
      versions.dropDraft();
      state.tidy();
    },
    publish({ by, revision }) {
      const draft = state.neededDraft();
      if (revision !== undefined && revision !== draft.recipe.revision) {
        throw new FoyerError('the draft was changed meanwhile', {
          fault: 'operator',
          code: 'draft-changed',
          remedy: 'Look at it again, then publish.',
        });
      }
      if (hasErrors(draft.findings)) throw blockedBy(draft.findings);
      const version = versions.publish({
        venue: draft.venue,
        findings: draft.findings,
        source: 'folder',
        sourceHash: hashOfSources(draft.recipe),
        createdAt: options.at(),
        createdBy: by,
        summary: describeChanges(venueChanges(state.readablePublished()?.venue ?? null, draft.venue)),
        recipe: draft.recipe,
      });
      versions.dropDraft();
      state.tidy();
      return version;
    },
  };
  return {
    importFiles: (...args) => state.alone(() => desk.importFiles(...args)),
    fix: (...args) => state.alone(() => desk.fix(...args)),
    ignore: (...args) => state.alone(() => desk.ignore(...args)),
    setMapping: (...args) => state.alone(() => desk.setMapping(...args)),
    setTimezone: (...args) => state.alone(() => desk.setTimezone(...args)),
    removeSource: (...args) => state.alone(() => desk.removeSource(...args)),
    discard: () => state.alone(desk.discard),
    publish: (how) => state.alone(() => desk.publish(how)),
  };
}

function findingOf(draft: BuiltVenue, id: string): Finding {
  const finding = draft.findings.find((one) => findingId(one) === id);
  if (finding !== undefined) return finding;
  throw new FoyerError('this finding is no longer there', {
    fault: 'operator',
    code: 'finding-gone',
    remedy: 'Look at the list again; the draft was changed meanwhile.',
  });
}

export function blockedBy(findings: readonly Finding[]): FoyerError {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  const where = first?.line === undefined ? first?.file : `${first.file}:${first.line}`;
  return new FoyerError(
    `${errors.length === 1 ? 'an error blocks' : `${errors.length} errors block`} publishing; the first: ${where} ${first?.reason}`,
    {
      fault: 'operator',
      code: 'publish-blocked',
      remedy: 'Run `foyer venue check`, or look at the findings in the staff console, for all of them; correct them, then publish.',
    },
  );
}
