import { describe, expect, it } from 'vitest';
import { countTable } from '../../../cloud/fleet/count-table.ts';
import { addSums, type CountSums, NO_COUNTS } from '../../../cloud/fleet/read-counts.ts';
import { SMALLEST, type SumOf, suppress } from '../../../cloud/fleet/suppress.ts';
import { suppressKiosks } from '../../../cloud/fleet/suppress-kiosks.ts';
import type { VisitBand } from '../../../core/contract/fleet-counts.ts';
import { type Random, seeded } from '../../support/random.ts';
import { solve } from './solve.ts';

const MENU = 'topic menu / asked';

/** Of one kiosk: so often each topic was asked about, all of it answered. */
function kioskOf(topics: Readonly<Record<string, number>>): CountSums {
  const asked = Object.values(topics).reduce((sum, n) => sum + n, 0);
  const questions = (n: number) => ({ asked: n, answered: n, unanswered: 0, handOffs: 0, followUps: 0, threadsClosed: 0 });
  return {
    ...NO_COUNTS,
    kiosks: 1,
    topics: new Map(Object.entries(topics).map(([topic, n]) => [topic, questions(n)])),
    days: new Map([['2026-11-22', { asked, unanswered: 0 }]]),
    languages: new Map([['en', asked]]),
  };
}
function hiding(kiosks: Readonly<Record<string, CountSums>>) {
  const withheld = suppressKiosks(addSums(Object.values(kiosks)), new Map(Object.entries(kiosks)));
  return (cell: string) => Object.keys(kiosks).filter((id) => withheld([id]).has(cell));
}

describe('counts of some kiosks', () => {
  it('where no kiosk counted few of anything, all is shown', () => {
    expect(hiding({ a: kioskOf({ menu: 20 }), b: kioskOf({ menu: 9 }) })(MENU)).toEqual([]);
  });

  it("the house's number less the other kiosk's does not tell this one's", () => {
    expect(hiding({ a: kioskOf({ menu: 20 }), b: kioskOf({ menu: 3 }) })(MENU)).toEqual(['a', 'b']);
  });

  it('nor less those of all the others: the smallest of them hides it too, and the rest show theirs', () => {
    expect(hiding({ a: kioskOf({ menu: 20 }), b: kioskOf({ menu: 3 }), c: kioskOf({ menu: 9 }), d: kioskOf({ menu: 70 }) })(MENU)).toEqual([
      'b',
      'c',
    ]);
  });

  it('nobody hides alone, also where no other counted any of it', () => {
    const kiosks = {
      a: kioskOf({ menu: 20, faq: 30 }),
      b: kioskOf({ menu: 40, faq: 50, first_aid: 3 }),
      c: kioskOf({ menu: 60, faq: 70 }),
    };
    expect(hiding(kiosks)('topic first_aid / asked')).toEqual(['a', 'b']);
  });

  it('two that hide 1 and 1 hide no more than 2: a third gives way', () => {
    expect(hiding({ a: kioskOf({ menu: 20 }), b: kioskOf({ menu: 1 }), c: kioskOf({ menu: 1 }), d: kioskOf({ menu: 70 }) })(MENU)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('a kiosk that nobody used hides nothing, and is not one to hide behind', () => {
    expect(hiding({ a: kioskOf({ menu: 20 }), b: kioskOf({ menu: 3 }), idle: kioskOf({ menu: 0 }) })(MENU)).toEqual(['a', 'b']);
    expect(hiding({ a: kioskOf({ menu: 20 }), idle: kioskOf({ menu: 0 }) })(MENU)).toEqual([]);
  });

  it('holds for 25 random houses: whoever asks for all, each kiosk and each group learns no small count', () => {
    const random = seeded(11);
    let smallOnes = 0;
    for (let round = 0; round < 25; round++) {
      const kiosks = new Map(Array.from({ length: 2 + Math.floor(random() * 4) }, (_, i) => [`k${i}`, randomKiosk(random)]));
      const groups = [[...kiosks.keys()].filter(() => random() < 0.5), [...kiosks.keys()].slice(0, 2)];
      const { values, sums, withheld, small } = everythingShown(kiosks, groups);
      for (const cell of small) expect(withheld.has(cell), `round ${round}: ${cell}`).toBe(true);
      const told = solve(values, sums, withheld).filter((cell) => (values[cell] ?? 0) < SMALLEST);
      expect(told, `round ${round}`).toEqual([]);
      smallOnes += small.length;
    }
    expect(smallOnes).toBeGreaterThan(400);
  });
});

/** What somebody has who asked every question there is: all cells, all sums between them, and which of them nobody was shown. */
function everythingShown(kiosks: ReadonlyMap<string, CountSums>, groups: readonly (readonly string[])[]) {
  const house = addSums([...kiosks.values()]);
  const ask = suppressKiosks(house, kiosks);
  const values: Record<string, number> = {};
  const sums: SumOf[] = [];
  const withheld = new Set<string>();
  const add = (unit: string, counts: CountSums, hidden: ReadonlySet<string>) => {
    const table = countTable(counts, house);
    for (const [cell, value] of table.cells) {
      values[`${unit}: ${cell}`] = value;
      if (hidden.has(cell)) withheld.add(`${unit}: ${cell}`);
    }
    for (const { total, parts } of table.sums) sums.push({ total: `${unit}: ${total}`, parts: parts.map((part) => `${unit}: ${part}`) });
  };
  const table = countTable(house);
  add('house', house, suppress(table.cells, table.sums));
  for (const [id, counts] of kiosks) add(id, counts, ask([id]));
  groups.forEach((ids, i) => {
    add(`g${i}`, addSums(ids.flatMap((id) => kiosks.get(id) ?? [])), ask(ids));
  });
  for (const cell of table.cells.keys()) {
    const of = (ids: readonly string[]) => ids.map((id) => `${id}: ${cell}`);
    sums.push({ total: `house: ${cell}`, parts: of([...kiosks.keys()]) });
    groups.forEach((ids, i) => void sums.push({ total: `g${i}: ${cell}`, parts: of(ids) }));
  }
  const small = Object.entries(values).flatMap(([cell, value]) => (value > 0 && value < SMALLEST ? [cell] : []));
  return { values, sums, withheld, small };
}

function randomKiosk(random: Random): CountSums {
  const some = (mean: number) => (random() < 0.15 ? 0 : Math.floor(-Math.log(1 - random()) * mean));
  const topics = new Map(
    ['menu', 'faq', 'directions'].map((topic) => {
      const [answered, unanswered, neither] = [some(25), some(6), some(3)];
      const asked = answered + unanswered + neither;
      return [
        topic,
        { asked, answered, unanswered, handOffs: Math.min(asked, some(4)), followUps: Math.min(asked, some(4)), threadsClosed: some(5) },
      ];
    }),
  );
  const asked = [...topics.values()].reduce((sum, one) => sum + one.asked, 0);
  const unanswered = [...topics.values()].reduce((sum, one) => sum + one.unanswered, 0);
  const [dayAsked, dayUnanswered, english] = [Math.floor(asked * random()), 0, Math.floor(asked * random())];
  const visit = (): [number, number, number] => {
    const sessions = some(20);
    return [sessions, Math.floor(sessions * random()), Math.floor(sessions * random() * 0.3)];
  };
  return {
    ...NO_COUNTS,
    kiosks: 1,
    topics,
    days: new Map([
      ['2026-11-21', { asked: dayAsked, unanswered: dayUnanswered }],
      ['2026-11-22', { asked: asked - dayAsked, unanswered: Math.min(unanswered, asked - dayAsked) }],
    ]),
    languages: new Map([
      ['en', english],
      ['de', asked - english],
    ]),
    visits: new Map(
      (['1', '2'] as VisitBand[]).map((band) => {
        const [sessions, resolved, handedOff] = visit();
        return [band, { sessions, resolved, handedOff, timeToAnswer: NO_COUNTS.voiceToVoice }];
      }),
    ),
  };
}
