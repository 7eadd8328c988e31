import type { GuestPage } from '../../e2e/support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { type FaultResult, untilRecovered } from './fault.ts';
import { ask, isWaiting, openGuest, watchGuest } from './guest-watch.ts';
import { ANY_PORT, FILL_THE_HEAP, openInspector } from './inspector.ts';
import { RESTART_MS } from './kiosk-faults.ts';

const NOW = '2026-11-22T10:10';
const HEAP_MIB = 192;

/** The kiosk's heap is filled through Node's debugger until the engine ends the process; a page's is among the screen's faults. */
export async function runMemoryFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const dataDir = newDataDir();
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    const full = { dataDir, now: NOW, env: { NODE_OPTIONS: `${ANY_PORT} --max-old-space-size=${HEAP_MIB}` } };
    kiosk = await startKiosk(full);
    const port = Number(new URL(kiosk.url).port);
    guest = await openGuest(kiosk.url);
    await ask(guest);
    const seen = watchGuest(guest, 'kiosk out of memory');
    const inspector = await openInspector(kiosk);
    const brokenAtMs = performance.now();
    inspector.run(FILL_THE_HEAP);
    await kiosk.ended();
    const endedMs = performance.now() - brokenAtMs;
    const why = /heap out of memory/.test(kiosk.output()) ? 'heap out of memory' : 'ended';
    await new Promise((done) => setTimeout(done, RESTART_MS));
    kiosk = await startKiosk({ ...full, port });
    const took = await untilRecovered(async () => guest !== null && (await isWaiting(guest)));
    onResult({
      fault: 'kiosk out of memory',
      caused: `its heap of ${HEAP_MIB} MiB filled (${why} after ${(endedMs / 1000).toFixed(1)} s), started again after 2 s`,
      recoveredMs: took === null ? null : performance.now() - brokenAtMs,
      guestSaw: await seen(),
    });
  } finally {
    await guest?.close();
    await kiosk?.stop();
    removeDir(dataDir);
  }
}
