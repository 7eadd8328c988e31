import { HISTOGRAM_BOUNDS_MS } from '../../core/contract/fleet-counts.ts';

/**
 * A quantile of a histogram, linear within its bucket as Prometheus' histogram_quantile() has it; of the last bucket, which has no upper
 * bound, the lower one. null: nothing was measured.
 * @param q 0 to 1
 */
export function quantileMs(histogram: readonly number[], q: number): number | null {
  const all = histogram.reduce((sum, n) => sum + n, 0);
  if (all === 0) return null;
  let below = 0;
  for (const [i, n] of histogram.entries()) {
    const [from, to] = [HISTOGRAM_BOUNDS_MS[i - 1] ?? 0, HISTOGRAM_BOUNDS_MS[i]];
    if (n > 0 && below + n >= q * all) return to === undefined ? from : Math.round(from + ((to - from) * (q * all - below)) / n);
    below += n;
  }
  return HISTOGRAM_BOUNDS_MS.at(-1) ?? null;
}
