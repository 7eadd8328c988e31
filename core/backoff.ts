export interface BackoffRange {
  /** The wait after the first failure. */
  readonly baseMs: number;
  /** No wait is longer, however many failures there were. */
  readonly maxMs: number;
}

/**
 * Wait before attempt `failures` + 1: doubles from `baseMs` up to `maxMs`, then a random half is taken
 * off, so that kiosks which lost the same network do not come back at the same moment.
 * @param random 0..1; 0 takes nothing off
 */
export function backoffMs(failures: number, { baseMs, maxMs }: BackoffRange, random = 0): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(failures, 30));
  return Math.round(full * (1 - random / 2));
}

export interface Backoff {
  /** How long to wait after one more failure. */
  nextMs(): number;
  /** It works again: the next failure is the first. */
  reset(): void;
}

/** Counts the failures in a row; without `random` its waits are whole steps. */
export function createBackoff(range: BackoffRange, random?: () => number): Backoff {
  let failures = 0;
  return {
    nextMs: () => backoffMs(failures++, range, random?.()),
    reset: () => {
      failures = 0;
    },
  };
}
