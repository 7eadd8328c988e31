import {
  applyMapping,
  type ColumnMapping,
  type ColumnMappings,
  fingerprintOf,
  guessMapping,
  isUsable,
  knownColumns,
  type ReadTable,
} from './column-mapping.ts';
import { kindOfName } from './column-names.ts';

export interface TableRow {
  /** Line of a text file, row of a sheet; 1-based. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Cells that hold a text in several languages, by language; undefined for the others. */
  readonly texts?: readonly (Readonly<Record<string, string>> | undefined)[];
  /** Struck out by its font. */
  readonly struck?: boolean;
}

/** The row that names the columns, and what they are. */
export interface Header {
  readonly row: number;
  readonly names: readonly string[];
  readonly mapping: ColumnMapping;
  /** Staff said what the columns are. */
  readonly told: boolean;
  /** Columns that hold one person each: "1", "2", … under "Speakers". */
  readonly single: ReadonlySet<number>;
}

export interface HeaderOptions {
  readonly mappings?: ColumnMappings;
  /** Name of the file or sheet. */
  readonly file?: string;
}

const WITHIN = 30;
const SAMPLE_ROWS = 5;

/** The row for which staff gave a mapping, else the one with most known names among the first 30. Null when there is none. */
export function findHeader(rows: readonly TableRow[], options: HeaderOptions = {}): Header | null {
  const told = kindOfName(options.file ?? '');
  let best: Header | null = null;
  for (const [row, { cells }] of rows.slice(0, WITHIN).entries()) {
    const given = options.mappings?.get(fingerprintOf(cells));
    const header = headerAt(rows, row, given, options.file);
    if (given !== undefined) return header;
    const { mapping } = header;
    if (isUsable(mapping, mapping.kind === told) && (best === null || knownColumns(mapping) > knownColumns(best.mapping))) best = header;
  }
  return best;
}

/** How a table is or could be read: that of `findHeader`, else of the first row with several cells. Null for no table at all. */
export function describeTable(
  rows: readonly TableRow[],
  at: { readonly file: string; readonly sheet?: string },
  options: HeaderOptions,
): ReadTable | null {
  const first = rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const header = findHeader(rows, options) ?? (first < 0 ? null : headerAt(rows, first, undefined, options.file));
  return header === null ? null : tableOf(rows, at, header);
}

export function tableOf(
  rows: readonly TableRow[],
  at: { readonly file: string; readonly sheet?: string },
  { row, mapping }: Header,
): ReadTable {
  const cells = rows[row]?.cells ?? [];
  const below = rows.slice(row + 1).filter((one) => one.cells.some((cell) => cell.trim() !== ''));
  return {
    ...at,
    headerRow: rows[row]?.line ?? 1,
    fingerprint: fingerprintOf(cells),
    mapping,
    sample: below.slice(0, SAMPLE_ROWS).map((one) => cells.map((_, i) => (one.cells[i] ?? '').slice(0, 200))),
    rowCount: below.length,
    kind: mapping.kind,
  };
}

function headerAt(rows: readonly TableRow[], row: number, given: ColumnMapping | undefined, file: string | undefined): Header {
  const cells = rows[row]?.cells ?? [];
  const single = new Set<number>();
  const names = cells.map((cell, i) => {
    if (!/^\d{1,2}$/.test(cell.trim())) return cell.trim();
    single.add(i);
    return nameAbove(rows[row - 1], i);
  });
  const sample = rows.slice(row + 1, row + 200).map((one) => one.cells);
  const mapping = given === undefined ? guessMapping(names, sample, file === undefined ? {} : { file }) : applyMapping(cells, given);
  return { row, names, mapping, single, told: given !== undefined };
}

/** The name of a merged cell stands in its first column only. */
function nameAbove(above: TableRow | undefined, column: number): string {
  return (above?.cells.slice(0, column + 1) ?? []).findLast((cell) => cell.trim() !== '')?.trim() ?? '';
}
