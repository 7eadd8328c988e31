/**
 * Token bucket: `burst` at once, `perSecond` in the long run. The returned function takes one; false
 * when the budget is spent.
 * @param options.nowMs monotonic milliseconds
 */
export function createBudget(options: { readonly burst: number; readonly perSecond: number; readonly nowMs: () => number }): () => boolean {
  let left = options.burst;
  let atMs = options.nowMs();
  return () => {
    const now = options.nowMs();
    left = Math.min(options.burst, left + ((now - atMs) / 1000) * options.perSecond);
    atMs = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
