import { expect, it } from 'vitest';
import { createPageRecovery } from '../../renderer/recover-page.ts';

function setUp() {
  const kept = new Map<string, string>();
  const waits: number[] = [];
  const shown: string[] = [];
  let nowMs = 1_800_000_000_000;
  /** A page of its own each time: it is loaded anew. */
  const fail = () => {
    const recover = createPageRecovery({
      reload: () => {},
      after: (delayMs) => waits.push(delayMs),
      storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
      nowMs: () => nowMs,
      show: (html) => shown.push(html),
      onProblem: () => {},
    });
    recover(new Error('cannot draw'));
    recover(new Error('nor this'));
  };
  return {
    waits,
    shown,
    kept,
    fail,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

it('shows "back in a moment" at once, and the page anew: once for each failure, later each time, never later than half a minute', () => {
  const { fail, waits, shown } = setUp();
  for (let i = 0; i < 9; i++) fail();
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(shown).toHaveLength(9);
  expect(shown[0]).toContain('Back in a moment');
});

it('begins again where the last failure was long ago, the clock went back, or what is kept is no number', () => {
  const { fail, waits, pass, kept } = setUp();
  fail();
  pass(121_000);
  fail();
  pass(-86_400_000);
  fail();
  kept.set('foyer-page-failures', 'nonsense');
  fail();
  expect(waits).toEqual([500, 500, 500, 500]);
});
