import { z } from 'zod';
import { COLUMN_NAMES, kindOfName, NEEDED, plainName, TABLE_KINDS, type TableKind } from './column-names.ts';
import { guessColumns } from './guess-columns.ts';
import { headerLanguage } from './header-language.ts';

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
  const cells = headers.map((header) => plainName(headerLanguage(header).name));
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
