/**
 * Wait before attempt `failures` + 1: doubles from `baseMs` up to `maxMs`, then a random half is taken
 * off, so that kiosks which lost the same network do not come back at the same moment.
 * @param random 0..1
 */
export function backoffMs(failures: number, options: { readonly baseMs: number; readonly maxMs: number }, random: number): number {
  const full = Math.min(options.maxMs, options.baseMs * 2 ** Math.min(failures, 30));
  return Math.round(full * (1 - random / 2));
}
