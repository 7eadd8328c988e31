import { type CountTable, countTable } from './count-table.ts';
import { type CountSums, NO_COUNTS } from './read-counts.ts';
import { SMALLEST, suppress } from './suppress.ts';

/**
 * What is withheld of an answer about some of a house's kiosks, so that nobody learns a small count of one by taking others' from the
 * house's, whichever kiosks, groups and the house itself they ask about one after another.
 *
 * Kiosks of which any count is small hide the same cells, all of them: those that each of them, and the house, has to withhold. They are
 * two at least, and of no cell they hide all together a small number; others give way until that is so. Then whatever one of them could
 * have counted more in the hidden cells, another could have counted less, and every shown number would be the same. The rest show everything.
 */
export function suppressKiosks(
  house: CountSums,
  kiosks: ReadonlyMap<string, CountSums>,
): (asked: readonly string[]) => ReadonlySet<string> {
  const tables = new Map(
    [...kiosks]
      .filter(([, counts]) => sizeOf(counts) > 0)
      .map(([id, counts]) => [id, countTable({ ...counts, grid: NO_COUNTS.grid }, house)]),
  );
  const bySize = [...tables.keys()].sort((a, b) => sizeOf(kiosks.get(a)) - sizeOf(kiosks.get(b)));
  const ofHouse = suppressTable(countTable(house));
  const hiding = new Set(bySize.filter((id) => hasSmall(tables.get(id))));
  for (;;) {
    const hidden = hideAlike(
      ofHouse,
      [...hiding].flatMap((id) => tables.get(id) ?? []),
    );
    const next = nextToHide(tables, bySize, hiding, hidden);
    if (next === undefined) return (asked) => (asked.some((id) => hiding.has(id)) ? hidden : NOTHING);
    hiding.add(next);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** The same cells for all of them: what one has to withhold, all do. */
function hideAlike(first: ReadonlySet<string>, tables: readonly CountTable[]): ReadonlySet<string> {
  let hidden = first;
  for (;;) {
    const before = hidden.size;
    for (const table of tables) hidden = suppressTable(table, hidden);
    if (hidden.size === before) return hidden;
  }
}

/** undefined: there are enough, or no more. */
function nextToHide(
  tables: ReadonlyMap<string, CountTable>,
  bySize: readonly string[],
  hiding: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): string | undefined {
  const others = bySize.filter((id) => !hiding.has(id));
  if (hiding.size === 1) return others[0];
  const value = (id: string, cell: string) => tables.get(id)?.cells.get(cell) ?? 0;
  for (const cell of hiding.size === 0 ? [] : hidden) {
    const together = [...hiding].reduce((sum, id) => sum + value(id, cell), 0);
    const next = together > 0 && together < SMALLEST ? others.find((id) => value(id, cell) > 0) : undefined;
    if (next !== undefined) return next;
  }
  return undefined;
}

function suppressTable({ cells, sums }: CountTable, withheld?: ReadonlySet<string>): ReadonlySet<string> {
  return suppress(cells, sums, { ...(withheld && { withheld }) });
}

function hasSmall(table: CountTable | undefined): boolean {
  return [...(table?.cells.values() ?? [])].some((value) => value > 0 && value < SMALLEST);
}

function sizeOf(counts: CountSums | undefined): number {
  const { topics, visits } = counts ?? NO_COUNTS;
  return [...topics.values()].reduce((n, { asked }) => n + asked, 0) + [...visits.values()].reduce((n, { sessions }) => n + sessions, 0);
}
