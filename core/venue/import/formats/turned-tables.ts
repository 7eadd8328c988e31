import { readPrice } from '../programme/admission.ts';
import { COLUMN_NAMES, plainName } from './column-names.ts';
import type { TableRow } from './find-header.ts';
import { WEEKDAY_FIELDS } from './weekday-columns.ts';

const WITHIN = 30;
const DAY_NAMES = WEEKDAY_FIELDS.map((field) => new Set((COLUMN_NAMES.rooms[field] ?? '').split('|')));
const GROUP_NAMES = new Set((COLUMN_NAMES.services.group ?? '').split('|'));

/** Opening hours with a row a weekday and a column a place, as rows of one place each; null for any other table. */
export function fromWeekRows(rows: readonly TableRow[]): readonly TableRow[] | null {
  const days = rows.flatMap((row) => {
    const day = DAY_NAMES.findIndex((names) => names.has(plainName(row.cells[0] ?? '')));
    return day < 0 ? [] : [{ row, day }];
  });
  const first = rows.indexOf(days[0]?.row ?? { line: 0, cells: [] });
  const head = rows.slice(0, Math.max(first, 0)).findLast(({ cells }) => cells.slice(1).some((cell) => cell.trim() !== ''));
  if (new Set(days.map(({ day }) => day)).size < 5 || first > WITHIN || head === undefined) return null;
  const places = head.cells.flatMap((cell, column) => (column === 0 || cell.trim() === '' ? [] : [{ name: cell.trim(), column }]));
  const made = places.map(({ name, column }): TableRow => {
    const hours = DAY_NAMES.map((_, day) => days.find((one) => one.day === day)?.row.cells[column] ?? '');
    return { line: head.line, cells: [name, ...hours] };
  });
  const notes = rows.slice(first).filter((row) => !days.some((one) => one.row === row));
  return made.length === 0 ? null : [{ line: head.line, cells: ['Name', ...WEEKDAY_FIELDS] }, ...made, ...notes];
}

/** Prices with a row a group and a column a way to buy ("Online", "Door"), as rows of one price each; null for any other table. */
export function fromPriceColumns(rows: readonly TableRow[]): readonly TableRow[] | null {
  const head = rows.slice(0, WITHIN).findIndex(({ cells }) => GROUP_NAMES.has(plainName(cells[0] ?? '')));
  const names = rows[head]?.cells;
  if (names === undefined) return null;
  const below = rows.slice(head + 1).filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const priced = names.flatMap((name, column) => {
    const cells = below.map((row) => row.cells[column]?.trim() ?? '').filter((cell) => cell !== '');
    const prices = cells.filter((cell) => readPrice(cell) !== undefined);
    return column > 0 && name.trim() !== '' && cells.length > 1 && prices.length >= cells.length * 0.7
      ? [{ name: name.trim(), column }]
      : [];
  });
  if (priced.length < 2) return null;
  const made = below.flatMap(({ line, cells }) =>
    priced.flatMap(({ name, column }): TableRow[] => {
      const price = cells[column]?.trim() ?? '';
      return price === '' ? [] : [{ line, cells: [`${cells[0]?.trim() ?? ''} (${name})`, price] }];
    }),
  );
  return [{ line: rows[head]?.line ?? 1, cells: ['Ticket', 'Price'] }, ...made];
}
