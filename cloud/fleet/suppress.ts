/** A table's cells by name. Names are the caller's. */
export type Cells = ReadonlyMap<string, number>;

/** `total` is the sum of `parts`; all are names of cells. */
export interface SumOf {
  readonly total: string;
  readonly parts: readonly string[];
}

/** Counts from 1 to one below this are of so few that somebody who was there could tell whose they are. */
export const SMALLEST = 5;

export interface SuppressOptions {
  readonly smallest?: number;
  /** Withheld whatever they hold. */
  readonly withheld?: ReadonlySet<string>;
}

/**
 * Which cells have to be withheld: the small ones, and as many others as it takes that no withheld one can be worked out
 * from those shown. Cell suppression as statistical offices do it (Hundepool et al., Statistical Disclosure Control, 2012, chapter 4), with these rules:
 *
 * 1. a cell of 1 to SMALLEST - 1 is withheld; 0 is shown;
 * 2. where a total is shown, the withheld parts are not all of them together as few as that;
 * 3. no withheld cell follows from the sums, taken together (solved exactly, by elimination).
 *
 * To give way the smallest part is taken first, and a total only where there is no other. What ranges of a withheld value somebody could
 * bound is not looked at, nor what two different questions tell together.
 */
export function suppress(
  cells: Cells,
  sums: readonly SumOf[],
  { smallest = SMALLEST, withheld: before }: SuppressOptions = {},
): ReadonlySet<string> {
  const withheld = new Set([...cells].filter(([, value]) => value > 0 && value < smallest).map(([name]) => name));
  for (const name of before ?? []) withheld.add(name);
  const real = sums.filter(({ parts }) => parts.length > 0);
  for (;;) {
    const weak = real.find((sum) => isFew(cells, sum, withheld, smallest)) ?? determined(real, withheld);
    if (weak === undefined) return withheld;
    const size = withheld.size;
    withheld.add(candidate(cells, weak, withheld));
    if (withheld.size === size) return withheld;
  }
}

/** Rule 2. */
function isFew(cells: Cells, { total, parts }: SumOf, withheld: ReadonlySet<string>, smallest: number): boolean {
  if (withheld.has(total)) return false;
  const hidden = parts.filter((part) => withheld.has(part));
  const sum = hidden.reduce((all, part) => all + (cells.get(part) ?? 0), 0);
  return hidden.length > 0 && sum < smallest;
}

/**
 * Rule 3: a sum in which a cell can be worked out. Each sum says that total - parts is 0, of which the shown cells are known; a row that
 * elimination leaves with one unknown gives it away.
 */
function determined(sums: readonly SumOf[], withheld: ReadonlySet<string>): SumOf | undefined {
  const own = sums.map((sum) => namesOf(sum).filter((name) => withheld.has(name)));
  // Mostly it is one sum alone: no algebra is needed to see it.
  const plain = sums.find((_, i) => own[i]?.length === 1);
  if (plain !== undefined) return plain;
  const lone = loneUnknown(
    sums.filter((_, i) => (own[i]?.length ?? 0) > 0),
    withheld,
  );
  if (lone === null) return undefined;
  const [holds, shows] = [
    (sum: SumOf) => namesOf(sum).includes(lone),
    (sum: SumOf) => namesOf(sum).some((name) => !withheld.has(name)) && namesOf(sum).some((name) => withheld.has(name)),
  ];
  // Where its own sums are withheld whole, it follows from others that have something left to give.
  return sums.find((sum) => holds(sum) && shows(sum)) ?? sums.find(shows);
}

/** Gauss-Jordan over sparse rows of small integers; the coefficients of such tables stay small, so floats are exact enough to compare with 0. */
function loneUnknown(sums: readonly SumOf[], withheld: ReadonlySet<string>): string | null {
  const rows = sums.map(({ total, parts }) => {
    const row = new Map<string, number>();
    for (const [name, sign] of [[total, 1] as const, ...parts.map((part) => [part, -1] as const)])
      if (withheld.has(name)) row.set(name, (row.get(name) ?? 0) + sign);
    return row;
  });
  for (const [i, pivotRow] of rows.entries()) {
    const [pivot] = pivotRow;
    if (pivot === undefined) continue;
    const [name, value] = pivot;
    for (const [j, row] of rows.entries()) {
      const factor = j === i ? 0 : (row.get(name) ?? 0) / value;
      if (factor !== 0) subtract(row, pivotRow, factor);
    }
  }
  for (const row of rows) if (row.size === 1) return [...row.keys()][0] ?? null;
  return null;
}

const ZERO = 1e-9;
function subtract(row: Map<string, number>, other: ReadonlyMap<string, number>, factor: number): void {
  for (const [name, value] of other) {
    const left = (row.get(name) ?? 0) - factor * value;
    if (Math.abs(left) < ZERO) row.delete(name);
    else row.set(name, left);
  }
}

/** The smallest part that is shown and not 0; else the total, which has no other to hide behind; else a 0. */
function candidate(cells: Cells, { total, parts }: SumOf, withheld: ReadonlySet<string>): string {
  const shown = parts.filter((part) => !withheld.has(part)).sort((a, b) => (cells.get(a) ?? 0) - (cells.get(b) ?? 0));
  const counted = shown.find((part) => (cells.get(part) ?? 0) > 0);
  return counted ?? (withheld.has(total) ? (shown[0] ?? total) : total);
}

function namesOf({ total, parts }: SumOf): string[] {
  return [total, ...parts];
}
