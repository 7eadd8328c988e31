import type { SumOf } from '../../../cloud/fleet/suppress.ts';

/** Small enough that a product of two remainders is exact in a double. */
const PRIME = 67_108_859;

/**
 * Cells above 0 that somebody who is shown the others can work out: Gauss-Jordan over the integers modulo a prime, by nothing that
 * is under test.
 */
export function solve(values: Readonly<Record<string, number>>, sums: readonly SumOf[], withheld: ReadonlySet<string>): string[] {
  const names = [...withheld];
  const columns = new Map(names.map((name, i) => [name, i]));
  const matrix = sums.map(({ total, parts }) => {
    const row = new Array<number>(names.length).fill(0);
    const add = (name: string, n: number) => {
      const column = columns.get(name);
      if (column !== undefined) row[column] = ((row[column] ?? 0) + n + PRIME) % PRIME;
    };
    add(total, 1);
    for (const part of parts) add(part, -1);
    return row;
  });
  let rank = 0;
  for (let column = 0; column < names.length && rank < matrix.length; column++) {
    const pivot = matrix.findIndex((row, i) => i >= rank && row[column] !== 0);
    if (pivot === -1) continue;
    [matrix[rank], matrix[pivot]] = [matrix[pivot] ?? [], matrix[rank] ?? []];
    const top = matrix[rank] ?? [];
    const inverse = power(top[column] ?? 1, PRIME - 2);
    for (const [i, row] of matrix.entries()) {
      if (i === rank || !row[column]) continue;
      const factor = ((row[column] ?? 0) * inverse) % PRIME;
      for (let k = column; k < names.length; k++) row[k] = ((row[k] ?? 0) + PRIME - (((top[k] ?? 0) * factor) % PRIME)) % PRIME;
    }
    rank++;
  }
  return matrix.flatMap((row) => {
    const unknown = row.flatMap((n, i) => (n === 0 ? [] : [names[i] ?? '']));
    return unknown.length === 1 && (values[unknown[0] ?? ''] ?? 0) > 0 ? unknown : [];
  });
}

function power(base: number, exponent: number): number {
  let [result, square, left] = [1, base % PRIME, exponent];
  while (left > 0) {
    if (left % 2 === 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
    left = Math.floor(left / 2);
  }
  return result;
}
