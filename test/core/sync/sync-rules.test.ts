import { describe, expect, it } from 'vitest';
import type { FactRecord, ThreadRecord } from '../../../core/memory/records.ts';
import { createHybridClock, MAX_DRIFT_MS, readStamp } from '../../../core/sync/hlc.ts';
import { mergeFact, mergeThread, retractionRecord } from '../../../core/sync/merge.ts';

describe('hybrid clock', () => {
  it('gives rising stamps while the wall clock stands still or runs back', () => {
    let wall = 1_000_000;
    const clock = createHybridClock({ device: 'a', wallMs: () => wall });
    const stamps = [clock.next(), clock.next()];
    wall -= 50_000;
    stamps.push(clock.next(), clock.next());
    wall += 60_000;
    stamps.push(clock.next());
    expect([...stamps].sort()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it('comes after what it has seen, and after what it gave before a restart', () => {
    const ahead = createHybridClock({ device: 'z', wallMs: () => 2_000_000 }).next();
    const behind = createHybridClock({ device: 'a', wallMs: () => 1_000_000 });
    behind.see(ahead);
    const next = behind.next();
    expect(next > ahead).toBe(true);
    expect(createHybridClock({ device: 'a', wallMs: () => 5, last: behind.last }).next() > next).toBe(true);
  });

  it('is not carried away by a clock that is days ahead, nor by rubbish', () => {
    const runaway = createHybridClock({ device: 'z', wallMs: () => 10 * 86_400_000 }).next();
    const clock = createHybridClock({ device: 'a', wallMs: () => 1000 });
    clock.see(runaway);
    clock.see('nonsense');
    expect(clock.next() < runaway).toBe(true);
  });

  it('comes after another that is ahead of the endpoint as far as it may be, while this one is as far behind', () => {
    const ahead = createHybridClock({ device: 'z', wallMs: () => 2 * MAX_DRIFT_MS }).next();
    const behind = createHybridClock({ device: 'a', wallMs: () => 0 });
    behind.see(ahead);
    expect(behind.next() > ahead).toBe(true);
  });

  it('set back by the endpoint, it goes on from the true time and still rises', () => {
    const trueMs = 5_000_000;
    const clock = createHybridClock({ device: 'a', wallMs: () => trueMs + 400 * 86_400_000 });
    const wrong = clock.next();
    clock.setBack(trueMs);
    const [first, second] = [clock.next(), clock.next()];
    expect([first < wrong, first < second]).toEqual([true, true]);
    expect(readStamp(first)?.ms).toBe(trueMs);
  });

  it('goes on when a millisecond is full', () => {
    const clock = createHybridClock({ device: 'a', wallMs: () => 1, last: '000000001.zzzz.a' });
    const first = clock.next();
    expect(first > '000000001.zzzz.a').toBe(true);
    expect(clock.next() > first).toBe(true);
  });
});

describe('merge', () => {
  const at = '2026-05-12T10:00:00.000Z';
  const fact: FactRecord = {
    fact: { factId: 'f', kind: 'diet', value: 'vegan', source: 'explicit', validFrom: at, recordedAt: at, sessionId: 's', turn: 1 },
    stamp: '1',
    retractedAt: null,
  };
  const early = retractionRecord({ factId: 'f', at: '2026-05-13T10:00:00.000Z' }, '2');
  const late = retractionRecord({ factId: 'f', at: '2026-05-14T10:00:00.000Z' }, '3');

  it('of facts is the same in any order, however often', () => {
    const all = [fact, early, late];
    const merged = { ...fact, retractedAt: '2026-05-13T10:00:00.000Z' };
    for (const order of permutations(all)) {
      expect([...order, ...order].reduce<FactRecord | null>((kept, next) => mergeFact(kept, next), null)).toEqual(merged);
    }
  });

  it('of threads takes the later stamp', () => {
    const thread = (status: 'open' | 'resolved', stamp: string): ThreadRecord => ({
      thread: { threadId: 't', topic: 'charger', status, openedAt: at, updatedAt: at },
      stamp,
    });
    const open = thread('open', '1');
    const resolved = thread('resolved', '2');
    expect(mergeThread(open, resolved)).toBe(resolved);
    expect(mergeThread(resolved, open)).toBe(resolved);
    expect(mergeThread(null, open)).toBe(open);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]));
}
