import type { FindingView } from '../../contract/index.ts';
import type { Finding } from '../import/finding.ts';
import type { RawRecord } from '../import/raw-record.ts';
import { findingId } from './finding-ids.ts';
import { type RecordBook, valueAt } from './patches.ts';

const LONGEST_CELL = 300;
const MOST_CELLS = 40;

/** Columns of the venue by what files of other programs call them. */
const OTHER_NAMES: Readonly<Record<string, string>> = { roomId: 'room', startsAt: 'start', endsAt: 'end', speakerIds: 'people' };

/** A finding as staff see it, with its row, and with what can be corrected on the spot. */
export function findingView(finding: Finding, book: RecordBook): FindingView {
  const { id: _, ...rest } = finding;
  const raw = book.recordOf(finding);
  const column = raw === undefined ? null : fixableColumn(finding, raw);
  return {
    ...rest,
    id: findingId(finding),
    ...(raw === undefined ? {} : { row: rowOf(raw, column) }),
    ...(raw === undefined || column === null ? {} : { fix: { column, value: shownValue(valueAt(raw.value, column)) } }),
  };
}

/** What these complain of is not the one value that they show. */
const NOT_OF_THE_VALUE = new Set(['timezone-needed', 'timezone-unknown', 'date-order-guessed', 'columns-guessed']);

/** The column of the record that a correction would change; null where a single value cannot put it right. */
export function fixableColumn({ column, code, id }: Finding, raw: RawRecord): string | null {
  if (column === undefined || column === '' || NOT_OF_THE_VALUE.has(code)) return null;
  const other = OTHER_NAMES[column];
  const name =
    valueAt(raw.value, column) === undefined && other !== undefined && 'title' in raw.value && !('id' in raw.value) ? other : column;
  const value = valueAt(raw.value, name);
  // What is missing can be filled in where the finding is about this record, not about many.
  if (value === undefined && code !== 'row-skipped' && id === undefined) return null;
  return isSimple(value) ? name : null;
}

function isSimple(value: unknown): boolean {
  return Array.isArray(value) ? value.every((item) => typeof item === 'string') : typeof value !== 'object' || value === null;
}

function rowOf({ value }: RawRecord, bad: string | null): NonNullable<FindingView['row']> {
  const first = bad?.split('.')[0];
  const columns = Object.keys(value);
  if (first !== undefined && !columns.includes(first)) columns.unshift(first);
  return columns
    .slice(0, MOST_CELLS)
    .map((column) => ({ column, value: shownValue(value[column]).slice(0, LONGEST_CELL), bad: column === first }));
}

function shownValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(shownValue).join('; ');
  if (typeof value !== 'object') return String(value);
  const named = value as Record<string, unknown>;
  return typeof named.name === 'string' ? named.name : Object.values(named).map(shownValue).join(' / ');
}
