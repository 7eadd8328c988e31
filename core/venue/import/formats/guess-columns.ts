import { readDate, readTime } from '../programme/times.ts';
import type { ColumnGuess } from './column-mapping.ts';
import { COLUMN_NAMES, TABLE_KINDS, type TableKind } from './column-names.ts';

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
export function guessColumns(kind: TableKind, { headers, cells, sample, filled }: Table): ColumnGuess[] {
  const taken = new Map<number, { readonly field: string; readonly confidence: number }>();
  const rivals = new Map<number, Set<string>>();
  for (const { field, names } of FIELDS.get(kind) ?? []) {
    const groups = names.map((name) => cells.flatMap((cell, i) => (isCalled(cell, name) ? [i] : [])));
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

/** "Saal / Salle" is called by either name. */
function isCalled(cell: string, name: string): boolean {
  return cell === name || (cell.includes(' / ') && cell.split(' / ').includes(name));
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
