import type { Finding } from '../finding.ts';
import { readPlaceKind } from '../programme/place-kind.ts';
import { readDate } from '../programme/times.ts';
import { type RawRecord, unreadable } from '../raw-record.ts';
import { closedDaysIn } from './closed-days.ts';
import type { ColumnMapping, ColumnMappings } from './column-mapping.ts';
import { plainName } from './column-names.ts';
import { findHeader, type Header, type TableRow, tableOf } from './find-header.ts';
import { type ParsedFile, record } from './format.ts';
import { headerLanguage } from './header-language.ts';
import { splitNames, splitRange } from './split-cells.ts';
import { fromGrid } from './timetable-grid.ts';
import { fromPriceColumns, fromWeekRows } from './turned-tables.ts';
import { hoursOfWeek } from './weekday-columns.ts';

const LISTS: ReadonlySet<string> = new Set(['tags', 'categories', 'aliases', 'allergens', 'diets']);

/** The name of a table of places to eat. */
const SERVES_FOOD = /food|essen|imbiss|gastro|restaurant|catering|stalls|street ?food|buvette|comida/i;

export interface TableOptions {
  readonly mappings?: ColumnMappings;
  readonly sheet?: string;
  /** Name that says what the table is about, where neither the file's nor the sheet's does. */
  readonly about?: string;
}

/** @throws FoyerError "import-unreadable" when no row names columns that are known. */
export function readTable(name: string, format: string, rows: readonly TableRow[], options: TableOptions = {}): ParsedFile {
  const { sheet, about } = options;
  const file = sheet === undefined ? name : `${name}#${sheet}`;
  const header = findHeader(rows, { ...options, file: about ?? sheet ?? name });
  if (header?.told !== true) {
    const turned = fromGrid(rows, sheet ?? name) ?? fromWeekRows(rows) ?? fromPriceColumns(rows);
    if (turned !== null) return readTable(name, format, turned, { ...options, mappings: new Map() });
  }
  if (header === null) {
    const first =
      rows[0]?.cells
        .filter((cell) => cell !== '')
        .slice(0, 8)
        .join(', ') ?? '';
    throw unreadable(
      file,
      `has no row with column names that are known (it begins with ${first === '' ? 'nothing' : `"${first}"`})`,
      'Name the columns: for sessions at least Title, Date and Start, or Time and a column a stage under a date; for people Name and Company; for exhibitors Name and Stand; for places Name and Hours, or a column a weekday; for prices Ticket and Price.',
    );
  }
  const findings: Finding[] = header.told ? [] : [guessed(file, header, rows[header.row]?.line ?? 1)];
  const { kind } = header.mapping;
  const records: RawRecord[] = [];
  const people: RawRecord[] = [];
  const closedDays: string[] = [];
  let date = '';
  for (const row of rows.slice(header.row + 1)) {
    const filled = row.cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0) continue;
    if (filled.length === 1 && kind === 'sessions' && readDate(filled[0] ?? '') !== null) {
      date = filled[0] ?? '';
      continue;
    }
    const excess = row.cells.slice(header.names.length).filter((cell) => cell.trim() !== '');
    if (excess.length > 0) {
      findings.push(tooLong(file, row, header.names.length, excess));
      continue;
    }
    const closed = filled.length === 1 && kind === 'rooms' ? closedDaysIn(filled[0] ?? '') : null;
    if (closed !== null) {
      closedDays.push(closed);
      continue;
    }
    if (filled.length === 1 && isNote(filled[0] ?? '')) {
      findings.push(noteSkipped(file, row.line, filled[0] ?? ''));
      continue;
    }
    const value = valuesOf(header, row, people, file);
    if (kind === 'sessions') date = withDate(value, date);
    records.push(record(file, row.line, row.struck === true ? { ...value, status: 'cancelled' } : value));
  }
  const title = rows.slice(0, header.row).flatMap(({ cells }) => cells.filter((cell) => cell.trim() !== ''))[0];
  const eventName = title?.replace(/^<(.*)>$/, '$1').trim();
  return {
    format,
    ...(eventName === undefined ? {} : { event: { name: eventName } }),
    ...(kind === 'people' ? {} : { people }),
    [kind]: closedDays.length === 0 ? records : records.map((raw) => closedOn(raw, closedDays)),
    tables: [tableOf(rows, sheet === undefined ? { file: name } : { file: name, sheet }, header)],
    findings,
  };
}

function valuesOf({ mapping, names, single }: Header, row: TableRow, people: RawRecord[], file: string): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  mapping.columns.forEach(({ field }, i) => {
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
    else value[field] = row.texts?.[i] ?? cell;
  });
  if (mapping.kind === 'rooms') {
    const hours = hoursOfWeek(value);
    if (hours !== undefined) value.hours ??= hours;
    if (SERVES_FOOD.test(file)) value.kind ??= readPlaceKind(String(value.name ?? '')) ?? 'restaurant';
  }
  addTranslations(value, mapping, names, row);
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

/** Cells of "Title DE" beside "Title EN"; a name in another language than an unmarked one is another name for it. */
function addTranslations(value: Record<string, unknown>, { columns }: ColumnMapping, names: readonly string[], row: TableRow): void {
  const headers = names.map(headerLanguage);
  columns.forEach(({ field }, i) => {
    const own = headers[i];
    const text = value[field ?? ''];
    if (field === null || own === undefined || typeof text !== 'string') return;
    const others = headers.flatMap(({ name, language }, at) => {
      const cell = row.cells[at]?.trim() ?? '';
      const same = at !== i && columns[at]?.field === null && plainName(name) === plainName(own.name);
      return same && language !== undefined && cell !== '' ? [[language, cell] as const] : [];
    });
    if (others.length === 0) return;
    if (own.language !== undefined) value[field] = { ...Object.fromEntries(others), [own.language]: text };
    else if (field === 'name') value.aliases = [...((value.aliases as string[] | undefined) ?? []), ...others.map(([, cell]) => cell)];
  });
}

/** A note under the table holds for all that have hours in it. */
function closedOn(raw: RawRecord, days: readonly string[]): RawRecord {
  const { hours } = raw.value;
  return typeof hours === 'string' ? { ...raw, value: { ...raw.value, hours: [hours, ...days].join('; ') } } : raw;
}

/** "* closed on 25 December" under a table. */
function isNote(cell: string): boolean {
  return /^\s*(?:[*†‡¹²³]|\(|note|nb|hinweis|achtung|stand\b.*\d)/i.test(cell) || (cell.length > 60 && /\s/.test(cell));
}

function noteSkipped(file: string, line: number, cell: string): Finding {
  return {
    severity: 'warning',
    code: 'row-skipped',
    file,
    line,
    value: cell.slice(0, 120),
    reason: 'looks like a note under the table; guests are not told it',
    remedy: 'What guests should know belongs in a question and answer, or in the row it is about.',
  };
}

function guessed(file: string, { names, mapping: { kind, columns } }: Header, line: number): Finding {
  const fieldAt = (i: number): string | null => columns[i]?.field ?? null;
  const taken = names.flatMap((name, i) => (fieldAt(i) === null || name === '' ? [] : [`${name} = ${fieldAt(i) ?? ''}`]));
  const left = names.filter((name, i) => fieldAt(i) === null && name !== '');
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
