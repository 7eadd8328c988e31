export interface BackOff {
  /** How long to wait before the next try: first, then twice as long each time, up to the cap. */
  nextMs(): number;
  /** It works again: the next failure starts from the first delay. */
  reset(): void;
}

export function createBackOff({ firstMs, capMs }: { readonly firstMs: number; readonly capMs: number }): BackOff {
  let delayMs = firstMs;
  return {
    nextMs() {
      const now = delayMs;
      delayMs = Math.min(delayMs * 2, capMs);
      return now;
    },
    reset() {
      delayMs = firstMs;
    },
  };
}
