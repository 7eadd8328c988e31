import { describe, expect, it } from 'vitest';
import { backoffMs, createBackoff } from '../../core/backoff.ts';

const range = { baseMs: 1000, maxMs: 60_000 };

describe('back-off', () => {
  it('doubles up to its limit and takes off at most half', () => {
    expect([0, 1, 2, 5, 6, 500].map((failures) => backoffMs(failures, range, 0))).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
    expect(backoffMs(500, range, 1)).toBe(30_000);
  });

  it('counts the failures in a row, and begins again once it works', () => {
    const backoff = createBackoff(range);
    expect([backoff.nextMs(), backoff.nextMs(), backoff.nextMs()]).toEqual([1000, 2000, 4000]);
    backoff.reset();
    expect(backoff.nextMs()).toBe(1000);
  });

  it('spreads each wait by a number drawn for it', () => {
    const drawn = [1, 0, 0.5];
    const backoff = createBackoff(range, () => drawn.shift() ?? 0);
    expect([backoff.nextMs(), backoff.nextMs(), backoff.nextMs()]).toEqual([500, 2000, 3000]);
  });
});
