import { expect, test } from 'vitest';
import { createRateLimit } from '../../web/rate-limit.ts';

test('gives each caller a burst, and refills it steadily', () => {
  let now = 0;
  const limit = createRateLimit({ burst: 2, perSecond: 10, nowMs: () => now });
  expect([limit.allow('a'), limit.allow('a'), limit.allow('a')]).toEqual([true, true, false]);
  expect(limit.allow('b')).toBe(true);
  now = 100;
  expect([limit.allow('a'), limit.allow('a')]).toEqual([true, false]);
  now = 10_000;
  expect([limit.allow('a'), limit.allow('a'), limit.allow('a')]).toEqual([true, true, false]);
});
