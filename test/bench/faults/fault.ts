export interface FaultResult {
  readonly fault: string;
  /** How it was caused. */
  readonly caused: string;
  /** From the fault, or from its end where it lasts, to a kiosk that a guest can use; null: it did not recover, or was not made. */
  readonly recoveredMs: number | null;
  /** In the order in which they were seen. */
  readonly guestSaw: string;
}

/** A fault that this machine lets nobody make. */
export function notMade(about: Pick<FaultResult, 'fault' | 'caused'>, why: string): FaultResult {
  return { ...about, recoveredMs: null, guestSaw: `not made: ${why}` };
}

const LIMIT_MS = 90_000;

/** Milliseconds until `recovered` is true, or null. */
export async function untilRecovered(recovered: () => Promise<boolean>): Promise<number | null> {
  const begunMs = performance.now();
  while (performance.now() - begunMs < LIMIT_MS) {
    if (await recovered().catch(() => false)) return performance.now() - begunMs;
    await new Promise((done) => setTimeout(done, 50));
  }
  return null;
}
