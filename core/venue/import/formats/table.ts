import type { Finding } from '../finding.ts';
import { readDate } from '../programme/times.ts';
import { type RawRecord, unreadable } from '../raw-record.ts';
import { type Columns, readHeader, type TableKind } from './columns.ts';
import { type ParsedFile, record } from './format.ts';
import { splitNames, splitRange } from './split-cells.ts';

export interface TableRow {
  /** Line of a text file, row of a sheet; 1-based. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Struck out by its font. */
  readonly struck?: boolean;
}

const HEADER_WITHIN = 30;
const LISTS: ReadonlySet<string> = new Set(['tags', 'categories']);

interface Header extends Columns {
  readonly row: number;
  readonly names: readonly string[];
  /** Columns that hold one person each: "1", "2", … under "Speakers". */
  readonly single: ReadonlySet<number>;
}

/** Lists the tables found under their kinds. */
const PLACE: Readonly<Record<TableKind, 'sessions' | 'people' | 'exhibitors' | 'faqs' | 'rooms'>> = {
  sessions: 'sessions',
  people: 'people',
  exhibitors: 'exhibitors',
  faqs: 'faqs',
  rooms: 'rooms',
};

/** The row that names the columns: the one with most known names among the first 30. Null when there is none. */
export function findHeader(rows: readonly TableRow[]): Header | null {
  let best: Header | null = null;
  for (const [row, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const single = new Set<number>();
    const names = cells.map((cell, i) => {
      if (!/^\d{1,2}$/.test(cell.trim())) return cell.trim();
      single.add(i);
      return nameAbove(rows[row - 1], i);
    });
    const columns = readHeader(names, filledBelow(rows, row, names.length));
    if (columns !== null && (best === null || columns.known > best.known)) best = { ...columns, row, names, single };
  }
  return best;
}

function filledBelow(rows: readonly TableRow[], header: number, columns: number): number[] {
  const sample = rows.slice(header + 1, header + 200);
  return Array.from({ length: columns }, (_, i) => sample.filter(({ cells }) => (cells[i]?.trim() ?? '') !== '').length);
}

/** The name of a merged cell stands in its first column only. */
function nameAbove(above: TableRow | undefined, column: number): string {
  return (above?.cells.slice(0, column + 1) ?? []).findLast((cell) => cell.trim() !== '')?.trim() ?? '';
}

/** @throws FoyerError "import-unreadable" when no row names columns that are known. */
export function readTable(file: string, format: string, rows: readonly TableRow[]): ParsedFile {
  const header = findHeader(rows);
  if (header === null) {
    const first =
      rows[0]?.cells
        .filter((cell) => cell !== '')
        .slice(0, 8)
        .join(', ') ?? '';
    throw unreadable(
      file,
      `has no row with column names that are known (it begins with ${first === '' ? 'nothing' : `"${first}"`})`,
      'Name the columns, for sessions at least Title, Date and Start; for people Name and Company; for exhibitors Name and Stand.',
    );
  }
  const findings: Finding[] = [guessed(file, header, rows[header.row]?.line ?? 1)];
  const records: RawRecord[] = [];
  const people: RawRecord[] = [];
  let date = '';
  for (const row of rows.slice(header.row + 1)) {
    const filled = row.cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0) continue;
    if (filled.length === 1 && header.kind === 'sessions' && readDate(filled[0] ?? '') !== null) {
      date = filled[0] ?? '';
      continue;
    }
    const excess = row.cells.slice(header.names.length).filter((cell) => cell.trim() !== '');
    if (excess.length > 0) {
      findings.push(tooLong(file, row, header.names.length, excess));
      continue;
    }
    const value = valuesOf(header, row, people, file);
    if (header.kind === 'sessions') date = withDate(value, date);
    records.push(record(file, row.line, row.struck === true ? { ...value, status: 'cancelled' } : value));
  }
  const title = rows.slice(0, header.row).flatMap(({ cells }) => cells.filter((cell) => cell.trim() !== ''))[0];
  const name = title?.replace(/^<(.*)>$/, '$1').trim();
  return {
    format,
    ...(name === undefined ? {} : { event: { name } }),
    ...(header.kind === 'people' ? {} : { people }),
    [PLACE[header.kind]]: records,
    findings,
  };
}

function valuesOf({ fields, names, single }: Header, row: TableRow, people: RawRecord[], file: string): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  fields.forEach((field, i) => {
    const cell = row.cells[i]?.trim() ?? '';
    if (cell === '' || field === null) return;
    if (field === 'people') {
      const list = splitNames(cell, single.has(i));
      for (const person of list) if (person.role !== undefined) people.push(record(file, row.line, person));
      value.people = [...((value.people as unknown[] | undefined) ?? []), ...list];
    } else if (LISTS.has(field)) {
      value[field] = [...((value[field] as string[] | undefined) ?? []), ...cell.split(/[;,\n]/)];
    } else if (field === 'duration' && /^\d+$/.test(cell) && /\bh(?:ours|rs)?\b|stunden/i.test(names[i] ?? ''))
      value.duration = `${cell} h`;
    else value[field] = cell;
  });
  const full = [value.firstName, value.lastName].filter((part) => typeof part === 'string').join(' ');
  return full === '' || value.name !== undefined ? value : { ...value, name: full };
}

/** Joins date and clock time; a date stands for the rows below it until the next. Returns the date that now counts. */
function withDate(value: Record<string, unknown>, before: string): string {
  const start = typeof value.start === 'string' ? value.start : '';
  const [from, until] = splitRange(start);
  const own = typeof value.date === 'string' ? value.date : before;
  const hasDate = readDate(from) !== null;
  if (!hasDate && from !== '') value.start = own === '' ? from : `${dayOf(own)} ${from}`;
  else if (from !== '') value.start = from;
  else if (typeof value.date === 'string') {
    const [dateFrom, dateUntil] = splitRange(value.date);
    value.start = dateFrom;
    if (dateUntil !== undefined) value.end ??= dateUntil;
  }
  if (until !== undefined) value.end ??= until;
  if (typeof value.endDate === 'string' && typeof value.end === 'string' && readDate(value.end) === null)
    value.end = `${dayOf(value.endDate)} ${value.end}`;
  return own;
}

/** The date of a cell that may have a clock time too ("2025-11-19 00:00"). */
function dayOf(date: string): string {
  const read = readDate(date);
  return read === null ? date : date.slice(0, read.length);
}

function guessed(file: string, { names, fields, kind }: Header, line: number): Finding {
  const taken = names.flatMap((name, i) => (fields[i] === null || name === '' ? [] : [`${name} = ${fields[i] ?? ''}`]));
  const left = names.filter((name, i) => fields[i] === null && name !== '');
  const rest = left.length === 0 ? '' : `; left out: ${left.join(', ')}`;
  return {
    severity: 'warning',
    code: 'columns-guessed',
    file,
    line,
    reason: `was read as a table of ${kind}: ${[...new Set(taken)].join(', ')}${rest}`,
    remedy: 'If a column is not what it was taken for, rename it and import again.',
  };
}

function tooLong(file: string, { line, cells }: TableRow, columns: number, excess: readonly string[]): Finding {
  return {
    severity: 'warning',
    code: 'row-skipped',
    file,
    line,
    value: excess.join(',').slice(0, 120),
    reason: `has ${cells.length} cells, the table has ${columns} columns; the row was left out`,
    remedy: 'Put texts that contain a comma in double quotes.',
  };
}
