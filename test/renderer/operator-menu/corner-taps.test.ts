import { expect, test } from 'vitest';
import { CORNER_PX, createCornerTaps, TAPS, WITHIN_MS } from '../../../renderer/operator-menu/corner-taps.ts';

const tap = (at: readonly (readonly [x: number, y: number, atMs: number])[]) => {
  const taps = createCornerTaps();
  return at.map(([x, y, atMs]) => taps.tap(x, y, atMs));
};

test('five taps in the corner within four seconds open the door, once', () => {
  expect([TAPS, WITHIN_MS]).toEqual([5, 4000]);
  expect(tap([0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => [10, CORNER_PX, i * 400] as const))).toEqual([
    ...[false, false, false, false],
    true,
    ...[false, false, false, false],
  ]);
});

test('slower ones do not, until five of them are close enough', () => {
  expect(tap([0, 1000, 2000, 3000, 4000].map((atMs) => [5, 5, atMs] as const)).at(-1)).toBe(false);
  expect(tap([0, 4500, 5000, 5500, 6000, 6500].map((atMs) => [5, 5, atMs] as const))).toEqual([false, false, false, false, false, true]);
});

test('one elsewhere begins anew', () => {
  const within = [1, 2, 3, 4].map((i) => [20, 20, i * 100] as const);
  expect(tap([...within, [CORNER_PX + 1, 20, 450], [20, 20, 500]]).at(-1)).toBe(false);
  expect(tap([...within, [20, CORNER_PX + 1, 450], [20, 20, 500]]).at(-1)).toBe(false);
});
