export interface BackoffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
  /** 0..1; spreads the retries of many screens over time. */
  readonly random: () => number;
}

/** Exponential back-off with jitter: each wait is 50 to 100 % of a step that doubles up to `maxMs`. */
export function createBackoff({ firstMs, maxMs, random }: BackoffOptions): { nextMs(): number; reset(): void } {
  let stepMs = firstMs;
  return {
    nextMs: () => {
      const waitMs = stepMs * (0.5 + random() / 2);
      stepMs = Math.min(stepMs * 2, maxMs);
      return waitMs;
    },
    reset: () => {
      stepMs = firstMs;
    },
  };
}
