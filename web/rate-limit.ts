/** A budget of requests per caller that refills steadily. */
export interface RateLimit {
  /** Takes one from the caller's budget; false when it is used up. */
  allow(caller: string): boolean;
}

const MAX_CALLERS = 1000;

/**
 * Token bucket: `burst` at once, `perSecond` in the long run.
 * @param options.nowMs monotonic milliseconds
 */
export function createRateLimit(options: { readonly burst: number; readonly perSecond: number; readonly nowMs: () => number }): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    allow(caller) {
      const now = options.nowMs();
      // Whoever fills the table only makes everyone start with a fresh budget.
      if (buckets.size > MAX_CALLERS) buckets.clear();
      const bucket = buckets.get(caller) ?? { left: options.burst, atMs: now };
      bucket.left = Math.min(options.burst, bucket.left + ((now - bucket.atMs) / 1000) * options.perSecond);
      bucket.atMs = now;
      buckets.set(caller, bucket);
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
  };
}
