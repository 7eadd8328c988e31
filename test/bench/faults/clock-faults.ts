import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuestPage } from '../../e2e/support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { type FaultResult, notMade, untilRecovered } from './fault.ts';
import { ask, askInWriting, isWaiting, openGuest, watchGuest } from './guest-watch.ts';

/** Of Debian's faketime, for either processor. */
const LIBRARIES = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketime.so.1`);
/** UTC; the venue's is an hour later. */
const MORNING = '2026-11-22 09:10:00';
const [DAY_LATER, DAY_BEFORE, NIGHT] = ['2026-11-23 09:10:00', '2026-11-21 09:10:00', '2026-11-22 22:50:00'];
const WATCHED_MS = 5000;
const IDLE = { warnAfterMs: 15_000, resetAfterMs: 5000 };
const QUESTION = 'is the spa open now';

/** The clock that the kiosk sees jumps while a guest is there; the machine's own is left alone. */
export async function runClockFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const about = { fault: 'clock jumps', caused: 'a day on, two back, and to the night (libfaketime), in one session' };
  const library = LIBRARIES.find((file) => existsSync(file));
  if (library === undefined) return onResult(notMade(about, 'there is no libfaketime'));
  const dataDir = newDataDir();
  const timeFile = join(dataDir, 'time');
  const jump = (time: string) => writeFileSync(timeFile, `@${time}`);
  jump(MORNING);
  writeFileSync(join(dataDir, 'config.yaml'), `idle: ${JSON.stringify(IDLE)}\n`);
  const env = { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: timeFile, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1', TZ: 'UTC' };
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    kiosk = await startKiosk({ dataDir, env });
    guest = await openGuest(kiosk.url, { microphone: 'denied' });
    const seen = watchGuest(guest, about.fault);
    await ask(guest);
    await answer(guest, /open until/);
    const busy: number[] = [];
    for (const time of [DAY_LATER, DAY_BEFORE]) {
      const before = processorMs(kiosk.pid);
      jump(time);
      await new Promise((done) => setTimeout(done, WATCHED_MS));
      busy.push((processorMs(kiosk.pid) - before) / WATCHED_MS);
      if (await isWaiting(guest)) throw new Error(`the session ended as the clock went to ${time}`);
      await answer(guest, /open until/);
    }
    const jumpedAtMs = performance.now();
    jump(NIGHT);
    await answer(guest, /tomorrow|closed/i);
    const recoveredMs = performance.now() - jumpedAtMs;
    const endedMs = await untilRecovered(async () => guest !== null && (await isWaiting(guest)));
    const end = endedMs === null ? 'never ended' : `ended ${(endedMs / 1000).toFixed(0)} s after the last answer`;
    const load = `${(Math.max(...busy) * 100).toFixed(0)} % of a core after a jump`;
    onResult({ ...about, recoveredMs, guestSaw: `right answers; the session ${end}, as set; ${load}: ${await seen()}` });
  } finally {
    await guest?.close();
    await kiosk?.stop();
    removeDir(dataDir);
  }
}

async function answer(guest: GuestPage, containing: RegExp): Promise<void> {
  await askInWriting(guest, QUESTION);
  await guest.part('captions-kiosk').filter({ hasText: containing }).first().waitFor();
}

/** User and system time since its start; a clock tick of /proc is 10 ms. */
function processorMs(pid: number): number {
  const [, fields = ''] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}
