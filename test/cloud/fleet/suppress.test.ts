import { describe, expect, it } from 'vitest';
import { SMALLEST, type SumOf, suppress } from '../../../cloud/fleet/suppress.ts';
import { seeded } from '../../support/random.ts';
import { solve } from './solve.ts';

const table = (values: Readonly<Record<string, number>>, ...sums: [total: string, ...parts: string[]][]) => {
  const cells = new Map(Object.entries(values));
  const list = sums.map(([total, ...parts]) => ({ total, parts }));
  return [...suppress(cells, list)].sort();
};

describe('withholding small counts', () => {
  it('withholds 1 to 4, and shows 0 and 5', () => {
    expect(table({ a: 0, b: 1, c: 4, d: 5 })).toEqual(['b', 'c']);
  });

  it('a total minus the others does not tell the one that is withheld: the next smallest goes with it', () => {
    expect(table({ all: 62, a: 3, b: 9, c: 50 }, ['all', 'a', 'b', 'c'])).toEqual(['a', 'b']);
  });

  it('0 hides nothing, so that the smallest that was counted goes; where there is none, the total', () => {
    expect(table({ all: 53, a: 3, b: 0, c: 50 }, ['all', 'a', 'b', 'c'])).toEqual(['a', 'c']);
    expect(table({ all: 3, a: 3, b: 0 }, ['all', 'a', 'b'])).toEqual(['a', 'all']);
  });

  it('what is withheld is not as few all together: 1 and 1 of which the sum is known are both known', () => {
    expect(table({ all: 52, a: 1, b: 1, c: 20, d: 30 }, ['all', 'a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c']);
    expect(table({ all: 53, a: 3, b: 4, c: 46 }, ['all', 'a', 'b', 'c'])).toEqual(['a', 'b']);
  });

  it('a rest that is small takes a part with it', () => {
    expect(table({ asked: 40, answered: 38, not: 2 }, ['asked', 'answered', 'not'])).toEqual(['answered', 'not']);
  });

  it('in a table with totals of rows and columns, a cell in another row and another column has to go too', () => {
    const withheld = table(
      { a1: 2, a2: 10, b1: 11, b2: 12, a: 12, b: 23, 1: 13, 2: 22, all: 35 },
      ...(['a', 'b'].map((row) => [row, `${row}1`, `${row}2`]) as [string, ...string[]][]),
      ...(['1', '2'].map((column) => [column, `a${column}`, `b${column}`]) as [string, ...string[]][]),
      ['all', 'a', 'b'],
      ['all', '1', '2'],
    );
    expect(withheld).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('what follows from two sums together is found: each of them alone hides two', () => {
    // x + y and x + y + z are both known: z is, though no sum withholds one cell alone.
    const withheld = table({ xy: 20, xyz: 24, x: 10, y: 10, z: 4, w: 30, zw: 34 }, ['xy', 'x', 'y'], ['xyz', 'x', 'y', 'z']);
    expect(withheld).toContain('z');
    expect(withheld.some((name) => name !== 'z')).toBe(true);
    expect(
      solve(
        { xy: 20, xyz: 24, x: 10, y: 10, z: 4 },
        [
          ['xy', 'x', 'y'],
          ['xyz', 'x', 'y', 'z'],
        ].map(toSum),
        new Set(withheld),
      ),
    ).toEqual([]);
  });

  it('holds for 300 random tables, solved exactly by other means', () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round++) {
      const { values, sums } = randomTable(random);
      const withheld = suppress(new Map(Object.entries(values)), sums);
      for (const [name, value] of Object.entries(values)) if (value > 0 && value < SMALLEST) expect(withheld.has(name)).toBe(true);
      expect(solve(values, sums, withheld), `round ${round}`).toEqual([]);
    }
  });

  it('withholds little of a busy house', () => {
    const random = seeded(3);
    const { values, sums } = randomTable(random, { rows: 12, columns: 24, mean: 60 });
    const withheld = suppress(new Map(Object.entries(values)), sums);
    expect(withheld.size / Object.keys(values).length).toBeLessThan(0.3);
  });
});

function toSum([total = '', ...parts]: string[]): SumOf {
  return { total, parts };
}

/** Rows and columns with totals, and a total; counts as skewed as they are in life. */
function randomTable(
  random: () => number,
  { rows = 2 + Math.floor(random() * 5), columns = 2 + Math.floor(random() * 5), mean = 12 } = {},
) {
  const values: Record<string, number> = {};
  const [rowNames, columnNames] = [range(rows, 'r'), range(columns, 'c')];
  for (const row of rowNames)
    for (const column of columnNames) values[row + column] = random() < 0.2 ? 0 : Math.floor(-Math.log(1 - random()) * mean);
  const sums: SumOf[] = [
    ...rowNames.map((row) => ({ total: row, parts: columnNames.map((column) => row + column) })),
    ...columnNames.map((column) => ({ total: column, parts: rowNames.map((row) => row + column) })),
    { total: 'all', parts: rowNames },
    { total: 'all', parts: columnNames },
  ];
  for (const { total, parts } of sums) values[total] = parts.reduce((sum, part) => sum + (values[part] ?? 0), 0);
  return { values, sums };
}

function range(n: number, prefix: string): string[] {
  return Array.from({ length: n }, (_, i) => `${prefix}${i}`);
}
