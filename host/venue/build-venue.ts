import { FoyerError } from '../../core/contract/errors.ts';
import { layEdits } from '../../core/venue/edits/edit-layer.ts';
import { complaintId } from '../../core/venue/edits/finding-ids.ts';
import { createRecordBook, type RecordBook } from '../../core/venue/edits/patches.ts';
import type { Recipe } from '../../core/venue/edits/recipe.ts';
import type { StaffEdit } from '../../core/venue/edits/staff-edit.ts';
import { checkVenue } from '../../core/venue/import/check-venue.ts';
import type { Finding } from '../../core/venue/import/finding.ts';
import { isFolderFile, SETTINGS_FILE } from '../../core/venue/import/folder-format.ts';
import type { ReadTable } from '../../core/venue/import/formats/column-mapping.ts';
import { mergeFiles } from '../../core/venue/import/programme/merge-files.ts';
import { inspectTables, readFiles } from '../../core/venue/import/read-files.ts';
import type { Sources } from '../../core/venue/import/sources.ts';
import type { Venue } from '../../core/venue/model.ts';
import type { SourceFiles } from '../../native/sqlite/source-files.ts';
import { mappingsOf } from './column-mappings.ts';

/** What a recipe makes. */
export interface BuiltVenue {
  readonly venue: Venue;
  readonly findings: readonly Finding[];
  /** The recipe, with what its edits covered. */
  readonly recipe: Recipe;
  /** The rows of the files as they were read. */
  readonly book: RecordBook;
  readonly tables: readonly ReadTable[];
  /** Places that came with the floor plans of a file. */
  readonly placesOf: ReadonlyMap<string, number>;
}

/** @throws FoyerError "import-unreadable" | "source-missing" | "no-sources". */
export function buildVenue(recipe: Recipe, store: SourceFiles): BuiltVenue {
  const files = new Map(recipe.sources.flatMap((source) => source.files.map(({ name, hash }) => [name, store.read(hash, name)] as const)));
  if (files.size === 0) {
    throw new FoyerError('the draft has no files any more', {
      fault: 'operator',
      code: 'no-sources',
      remedy: 'Add a file, or discard the draft.',
    });
  }
  const book = createRecordBook(recipe.patches);
  const waiting = waitingTables(recipe, store);
  for (const name of waiting.names) files.delete(name);
  const { timezone, name } = recipe;
  const options = {
    ...(timezone === undefined ? {} : { timezone }),
    ...(name === undefined ? {} : { name }),
    mappings: mappingsOf(recipe),
  };
  const read = files.size === 0 ? mergeFiles([], options) : readFiles(files, { ...named(files, options), onRecord: book.onRecord });
  const { venue, originals, missing } = layEdits(read.venue, recipe.edits);
  const ignored = new Set(recipe.ignored);
  const findings = [
    ...waiting.tables.map(unknownColumns),
    ...read.findings,
    ...checkVenue(venue, read.sources),
    ...recipe.edits.filter(({ id }) => missing.has(id)).map(missingTarget),
  ].filter((finding) => finding.severity === 'error' || !ignored.has(complaintId(finding)));
  return {
    venue,
    findings,
    recipe: { ...recipe, originals: [...originals] },
    book,
    tables: [...waiting.tables, ...read.tables],
    placesOf: placesByFile(read.venue, read.sources),
  };
}

function placesByFile({ places }: Venue, sources: Sources): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of places) {
    const file = sources.of('place', id)?.file;
    if (file !== undefined) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return counts;
}

/** Files of the folder without its venue.yaml say nothing of the venue's name; the event of the other files does. */
function named(files: ReadonlyMap<string, Uint8Array>, options: Parameters<typeof readFiles>[1]): Parameters<typeof readFiles>[1] {
  if (files.has(SETTINGS_FILE) || options?.name !== undefined) return options;
  const others = new Map([...files].filter(([name]) => !isFolderFile(name)));
  if (others.size === 0 || others.size === files.size) return options;
  const { name, timezone } = readFiles(others, options).venue;
  return { ...options, name, ...(timezone === 'UTC' ? {} : { timezone }) };
}

/** Tables whose columns nobody has told yet: they are left out, and block publishing. */
function waitingTables(
  { sources, mappings }: Recipe,
  store: SourceFiles,
): { readonly names: ReadonlySet<string>; readonly tables: readonly ReadTable[] } {
  const waiting = sources.filter(({ waits }) => waits === true);
  const found = waiting.map(({ files }) => {
    const tables = inspectTables(new Map(files.map(({ name, hash }) => [name, store.read(hash, name)])));
    return tables.some(({ fingerprint }) => fingerprint in mappings) ? null : { files, tables };
  });
  return {
    names: new Set(found.flatMap((one) => one?.files.map(({ name }) => name) ?? [])),
    tables: found.flatMap((one) => one?.tables ?? []),
  };
}

function unknownColumns({ file, headerRow, mapping }: ReadTable): Finding {
  const columns = mapping.columns.map(({ column }) => column).filter((column) => column !== '');
  return {
    severity: 'error',
    code: 'columns-unknown',
    file,
    line: headerRow,
    value: columns.slice(0, 8).join(', '),
    reason: 'has columns that nobody knows; nothing of it was read yet',
    remedy: 'Say what its rows and columns are, or remove the file.',
  };
}

function missingTarget({ edit, id }: StaffEdit): Finding {
  const target = Object.entries(edit).find(([key]) => key.endsWith('Id') && key !== 'groupId')?.[1];
  return {
    severity: 'warning',
    code: 'edit-target-missing',
    file: 'quick edits',
    id,
    value: String(target ?? ''),
    reason: `the quick edit "${edit.kind}" is about "${String(target ?? '')}", which is no longer in the data; it has no effect`,
    remedy: 'Take the edit back, or make it again for what has taken its place.',
  };
}
