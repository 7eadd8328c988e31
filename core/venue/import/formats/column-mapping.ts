import { z } from 'zod';
import { readDate, readTime } from '../programme/times.ts';
import { COLUMN_NAMES, kindOfName, NEEDED, TABLE_KINDS, type TableKind } from './column-names.ts';

/** What one column of a table is taken for. */
export const columnGuessSchema = z.object({
  /** Its name as the table has it. */
  column: z.string(),
  /** One of `fieldsOfKind`; null for a column that is left out. */
  field: z.string().nullable(),
  /** 0 to 1: 1 is a name that can mean nothing else, or what staff said. */
  confidence: z.number().min(0).max(1),
  /** Fields that it could be as well, the likeliest first. */
  alternatives: z.array(z.string()),
});
export type ColumnGuess = z.infer<typeof columnGuessSchema>;

/** How a table is read: guessed, shown to staff, changed by them and remembered under the table's fingerprint. */
export const columnMappingSchema = z.object({ kind: z.enum(TABLE_KINDS), columns: z.array(columnGuessSchema) });
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** Mappings that staff gave, by `fingerprintOf` the header. */
export type ColumnMappings = ReadonlyMap<string, ColumnMapping>;

/** A table that was read, for showing how. */
export interface ReadTable {
  readonly file: string;
  /** Of a spreadsheet. */
  readonly sheet?: string;
  /** 1-based line or row of the column names. */
  readonly headerRow: number;
  readonly fingerprint: string;
  readonly mapping: ColumnMapping;
  /** The first rows under the header, at most five. */
  readonly sample: readonly (readonly string[])[];
  readonly rowCount: number;
  readonly kind: TableKind;
}

/** The same for tables with the same column names, in whatever order and case. */
export function fingerprintOf(headers: readonly string[]): string {
  return JSON.stringify(
    headers
      .map(plainName)
      .filter((name) => name !== '')
      .sort(),
  );
}

/** Fields that a column of a table of this kind can be. */
export function fieldsOfKind(kind: TableKind): readonly string[] {
  return Object.keys(COLUMN_NAMES[kind]);
}

export interface GuessOptions {
  /** Cells filled below each column; counted in the sample when left out. Of two columns that could be one field, a half empty one is not it. */
  readonly filled?: readonly number[];
  /** Name of the file or sheet: "speakers.csv". */
  readonly file?: string;
}

/** The likeliest mapping; one that is of no use says so by `isUsable`. @param sampleRows some rows under the header. */
export function guessMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  options: GuessOptions = {},
): ColumnMapping {
  const filled = options.filled ?? headers.map((_, i) => sampleRows.filter((row) => (row[i]?.trim() ?? '') !== '').length);
  const hint = kindOfName(options.file ?? '');
  const cells = headers.map(plainName);
  let best: { readonly mapping: ColumnMapping; readonly score: number } | undefined;
  for (const kind of TABLE_KINDS) {
    const columns = guessColumns(kind, { headers, cells, sample: sampleRows, filled });
    const known = knownColumns({ kind, columns });
    const usable = isUsable({ kind, columns }, kind === hint);
    const score = known + (kind === hint ? 0.5 : 0) + (usable ? 100 : 0);
    if (best === undefined || score > best.score) best = { mapping: { kind, columns }, score };
  }
  return best?.mapping ?? { kind: 'sessions', columns: [] };
}

/** True when the mapping has the fields without which nothing can be read. @param told the file's name says its kind, so the naming field is enough. */
export function isUsable({ kind, columns }: ColumnMapping, told = false): boolean {
  const there = new Set(columns.map(({ field }) => field));
  const groups = told ? NEEDED[kind].slice(0, kind === 'sessions' || kind === 'faqs' ? 2 : 1) : NEEDED[kind];
  return groups.every((group) => group.some((field) => there.has(field))) && (!told || knownColumns({ kind, columns }) > 1);
}

export function knownColumns({ columns }: ColumnMapping): number {
  return columns.filter(({ field }) => field !== null).length;
}

/** What staff said about a table, put to the columns as they stand in this file. */
export function applyMapping(headers: readonly string[], { kind, columns }: ColumnMapping): ColumnMapping {
  const fields = new Set(fieldsOfKind(kind));
  const left = [...columns];
  return {
    kind,
    columns: headers.map((column): ColumnGuess => {
      const at = left.findIndex((guess) => plainName(guess.column) === plainName(column));
      const guess = at < 0 ? undefined : left.splice(at, 1)[0];
      const field = guess?.field ?? null;
      return {
        column,
        field: field !== null && fields.has(field) ? field : null,
        confidence: 1,
        alternatives: guess?.alternatives ?? [],
      };
    }),
  };
}

/** Fields that several columns may have together. */
const SEVERAL: ReadonlySet<string> = new Set(['people', 'tags']);
const MOST_ALTERNATIVES = 4;

interface Table {
  readonly headers: readonly string[];
  /** The headers in plain lower case. */
  readonly cells: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly filled: readonly number[];
}

const FIELDS = new Map(
  TABLE_KINDS.map(
    (kind) => [kind, Object.entries(COLUMN_NAMES[kind]).map(([field, names]) => ({ field, names: names.split('|') }))] as const,
  ),
);

/** The column with the first of a field's names gets the field. */
function guessColumns(kind: TableKind, { headers, cells, sample, filled }: Table): ColumnGuess[] {
  const taken = new Map<number, { readonly field: string; readonly confidence: number }>();
  const rivals = new Map<number, Set<string>>();
  for (const { field, names } of FIELDS.get(kind) ?? []) {
    const groups = names.map((name) => cells.flatMap((cell, i) => (cell === name ? [i] : [])));
    for (const i of groups.flat()) rivals.set(i, (rivals.get(i) ?? new Set()).add(field));
    const free = groups.map((group) => group.filter((i) => !taken.has(i)));
    const candidates = free.flat();
    const chosen = SEVERAL.has(field) ? several(field, free) : fullest(field, candidates, filled);
    for (const i of chosen) taken.set(i, { field, confidence: candidates.length > chosen.length ? 0.8 : 1 });
  }
  if (kind === 'sessions') takeTimes(taken, headers, sample);
  return headers.map((column, i) => {
    const guess = taken.get(i);
    const others = [...(rivals.get(i) ?? []), ...nearFields(kind, cells[i] ?? '')].filter((field) => field !== guess?.field);
    return {
      column,
      field: guess?.field ?? null,
      confidence: guess?.confidence ?? 0,
      alternatives: [...new Set(others)].slice(0, MOST_ALTERNATIVES),
    };
  });
}

/** Tags come from all columns that can be tags; people from all with the first of their names that is there. */
function several(field: string, groups: readonly (readonly number[])[]): readonly number[] {
  return field === 'tags' ? groups.flat() : (groups.find(({ length }) => length > 0) ?? []);
}

function fullest(field: string, candidates: readonly number[], filled: readonly number[]): readonly number[] {
  const most = Math.max(0, ...candidates.map((i) => filled[i] ?? 0));
  return candidates.filter((i) => (filled[i] ?? 0) >= most * (field === 'title' ? 0.9 : 0.5)).slice(0, 1);
}

/** A column whose cells are dates with times is the start, whatever it is called, where nothing else is. */
function takeTimes(
  taken: Map<number, { readonly field: string; readonly confidence: number }>,
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): void {
  const fields = new Set([...taken.values()].map(({ field }) => field));
  if (fields.has('start') || fields.has('date') || !fields.has('title')) return;
  for (const [field, reads] of [
    ['start', (cell: string) => readTime(cell) !== null],
    ['date', (cell: string) => readDate(cell) !== null],
  ] as const) {
    const at = headers.findIndex((_, i) => {
      const cells = sample.map((row) => row[i]?.trim() ?? '').filter((cell) => cell !== '');
      return !taken.has(i) && cells.length >= 2 && cells.filter(reads).length > cells.length * 0.7;
    });
    if (at >= 0) {
      taken.set(at, { field, confidence: 0.5 });
      return;
    }
  }
}

/** Fields with a name that shares a word with the column's. */
function nearFields(kind: TableKind, cell: string): string[] {
  const words = new Set(cell.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2));
  if (words.size === 0) return [];
  return (FIELDS.get(kind) ?? []).flatMap(({ field, names }) =>
    names.some((name) => name.split(' ').some((word) => words.has(word))) ? [field] : [],
  );
}

/** Lower case, without what is in brackets. */
function plainName(cell: string): string {
  return cell
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\((?!s\))[^)]*\)|\[[^\]]*\]/g, '')
    .replace(/[_*:#]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
