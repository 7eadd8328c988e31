import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuestPage } from '../../e2e/support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { type FaultResult, untilRecovered } from './fault.ts';
import { ask, isWaiting, openGuest, watchGuest } from './guest-watch.ts';

/** As foyer.service has it. */
export const RESTART_MS = 2000;
const HANG_MS = 10_000;
const NOW = '2026-11-22T10:10';

/** The kiosk's own process killed, hung, and without room on its disk, while a guest is there. */
export async function runKioskFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const dataDir = newDataDir();
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    kiosk = await startKiosk({ dataDir, now: NOW });
    const port = Number(new URL(kiosk.url).port);
    guest = await openGuest(kiosk.url);
    await ask(guest);
    const seen = watchGuest(guest, 'kiosk dies');
    await kiosk.stop('SIGKILL');
    const killedAtMs = performance.now();
    await new Promise((done) => setTimeout(done, RESTART_MS));
    kiosk = await startKiosk({ dataDir, now: NOW, port });
    const took = await untilRecovered(async () => guest !== null && (await isWaiting(guest)));
    onResult({
      ...{ fault: 'kiosk dies', caused: 'SIGKILL, started again after 2 s as by its unit', guestSaw: await seen() },
      recoveredMs: took === null ? null : performance.now() - killedAtMs,
    });
    onResult(await hang(kiosk, guest));
  } finally {
    await guest?.close();
    await kiosk?.stop();
    removeDir(dataDir);
  }
  const full = await fullDisk();
  if (full !== null) onResult(full);
}

async function hang(kiosk: RunningProcess, guest: GuestPage): Promise<FaultResult> {
  await ask(guest);
  const seen = watchGuest(guest, 'kiosk hangs');
  process.kill(kiosk.pid, 'SIGSTOP');
  await guest.part('start-over').first().tap();
  await new Promise((done) => setTimeout(done, HANG_MS));
  process.kill(kiosk.pid, 'SIGCONT');
  const recoveredMs = await untilRecovered(async () => guest !== null && (await isWaiting(guest)));
  return { fault: 'kiosk hangs for 10 s', caused: 'SIGSTOP, SIGCONT (the watchdog kills after 60 s)', recoveredMs, guestSaw: await seen() };
}

/** On a small disk of its own; null where this machine lets us make none. */
async function fullDisk(): Promise<FaultResult | null> {
  const disk = newDataDir();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk], { stdio: 'ignore' });
  } catch {
    removeDir(disk);
    return null;
  }
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    kiosk = await startKiosk({ dataDir: disk, now: NOW });
    guest = await openGuest(kiosk.url);
    const filler = join(disk, 'filler');
    fill(filler);
    const seen = watchGuest(guest, 'disk full');
    // Answers need no disk.
    await ask(guest);
    await guest.part('start-over').first().tap();
    rmSync(filler);
    const recoveredMs = await untilRecovered(async () => guest !== null && (await isWaiting(guest)));
    await ask(guest);
    return { fault: 'disk full', caused: 'every free byte written', recoveredMs, guestSaw: await seen() };
  } finally {
    await guest?.close();
    await kiosk?.stop();
    execFileSync('umount', ['-l', disk]);
    removeDir(disk);
  }
}

function fill(file: string): void {
  for (let bytes = 2 ** 20; bytes >= 512; bytes /= 2)
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // Smaller pieces may still go in.
    }
}
