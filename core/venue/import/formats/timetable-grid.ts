import { fromMinutes, toMinutes } from '../../local-time.ts';
import { readClock, readDate } from '../programme/times.ts';
import { saysNothing } from '../programme/titles.ts';
import type { TableRow } from './find-header.ts';
import { splitRange } from './split-cells.ts';

const WITHIN = 30;
const TIME_NAME = /^(?:time|times|zeit|uhrzeit|start|from|von|slot|heure|horaires?|hora|horario|ora|orario|when|)$/i;
const COLUMNS = ['Title', 'Start', 'End', 'Room', 'Speakers'];

interface Grid {
  /** Index of the row with the names of the rooms. */
  readonly head: number;
  /** First day of each column, "2026-07-17". */
  readonly dayOf: ReadonlyMap<number, string>;
  readonly roomOf: ReadonlyMap<number, string>;
}

/**
 * A timetable with a column a stage or day and a row a time, as rows of one session each. Null for any other table, and for
 * one that nowhere says on which day it is.
 * @param title of the sheet or file, which may name the day.
 */
export function fromGrid(rows: readonly TableRow[], title: string): readonly TableRow[] | null {
  const grid = findGrid(rows, title);
  if (grid === null) return null;
  const sessions = rows.slice(grid.head + 1);
  const made: TableRow[] = [];
  const nextDay = createMidnight();
  let offset = 0;
  sessions.forEach(({ line, cells, struck }, at) => {
    const [from, until] = timesOf(cells[0] ?? '');
    if (from === undefined) return;
    offset = nextDay(from);
    for (const [column, day] of grid.dayOf) {
      const cell = cells[column]?.trim() ?? '';
      if (cell === '') continue;
      const start = moved(`${day}T${from}`, offset);
      const end = until === undefined ? endOf(sessions, at, column) : until;
      const [name = '', ...rest] = cell.split(/\n/).map((part) => part.trim());
      const speakers = rest.filter((part) => /^\p{Lu}[^\d:]{3,80}$/u.test(part)).join('; ');
      const made1 = [name, start.replace('T', ' '), end ?? '', grid.roomOf.get(column) ?? '', speakers];
      if (saysNothing(name) && !/tb|announce/i.test(name)) continue;
      made.push({ line, cells: made1, ...(struck === undefined ? {} : { struck }) });
    }
  });
  if (made.length === 0) return null;
  const titles = rows.slice(0, grid.head).filter(({ cells }) => cells.some((cell) => cell.trim() !== '' && readDate(cell) === null));
  return [...titles, { line: rows[grid.head]?.line ?? 1, cells: COLUMNS }, ...made];
}

function findGrid(rows: readonly TableRow[], title: string): Grid | null {
  for (const [head, { cells }] of rows.slice(0, WITHIN).entries()) {
    const names = cells.slice(1).filter((cell) => cell.trim() !== '');
    if (names.length === 0 || !TIME_NAME.test(cells[0]?.trim() ?? '') || names.some(isClock)) continue;
    const below = rows.slice(head + 1).filter((row) => row.cells.some((cell) => cell.trim() !== ''));
    const timed = below.filter((row) => timesOf(row.cells[0] ?? '')[0] !== undefined);
    const others = below.flatMap((row) => row.cells.slice(1)).filter((cell) => cell.trim() !== '');
    const clocks = others.filter((cell) => isClock(cell) || readDate(cell) !== null);
    if (timed.length < 2 || timed.length < below.length * 0.6 || clocks.length > others.length * 0.2) continue;
    return gridAt(rows, head, title);
  }
  return null;
}

function gridAt(rows: readonly TableRow[], head: number, title: string): Grid | null {
  const cells = rows[head]?.cells ?? [];
  const above = rows.slice(0, head).flatMap((row) => row.cells);
  const common = [...above.toReversed(), title].flatMap((text) => dateIn(text) ?? [])[0];
  const dayOf = new Map<number, string>();
  const roomOf = new Map<number, string>();
  cells.forEach((cell, column) => {
    const own = dateIn(cell);
    const day = own ?? common;
    if (column === 0 || cell.trim() === '' || day === undefined) return;
    dayOf.set(column, day);
    if (own === undefined) roomOf.set(column, cell.trim());
  });
  // One column without a day of its own is a list with a title, not a grid.
  return dayOf.size === 0 || (roomOf.size === 1 && dayOf.size === 1) ? null : { head, dayOf, roomOf };
}

/** A date anywhere in a text: "Friday 17.07.2026", "Day 1 – 17 July 2026". */
function dateIn(text: string): string | undefined {
  const words = text.trim();
  for (let at = 0; at >= 0 && at < Math.min(words.length, 80); at = nextWord(words, at)) {
    const read = readDate(words.slice(at));
    if (read !== null) return read.date;
  }
  return undefined;
}

function nextWord(text: string, at: number): number {
  const space = /[\s(,–-]/.exec(text.slice(at));
  return space === null ? -1 : at + space.index + 1;
}

function timesOf(cell: string): readonly [from: string | undefined, until: string | undefined] {
  const [from, until] = splitRange(cell);
  return [readClock(from)?.clock, until === undefined ? undefined : readClock(until)?.clock];
}

function isClock(cell: string): boolean {
  return readClock(cell) !== null;
}

/** Days to add to a clock time: rows run on after midnight until morning. */
function createMidnight(): (clock: string) => number {
  let last = '';
  let days = 0;
  return (clock) => {
    if (clock < last && clock < '09:00' && last > '12:00') days += 1;
    last = clock;
    return days;
  };
}

/** Nothing else says when it ends; the same title in the rows below is the same session. */
function endOf(rows: readonly TableRow[], at: number, column: number): string | undefined {
  const title = rows[at]?.cells[column];
  const same = rows.slice(at + 1).findIndex(({ cells }) => cells[column] !== title);
  if (same <= 0) return undefined;
  return timesOf(rows[at + same + 1]?.cells[0] ?? '')[0];
}

function moved(local: string, days: number): string {
  return days === 0 ? local : fromMinutes(toMinutes(local) + days * 1440);
}
