import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { GuestPage } from '../../e2e/support/guest-page.ts';
import { newDataDir, type RunningProcess, removeDir, startFoyer, startKiosk } from '../../e2e/support/kiosk-process.ts';
import { type FaultResult, untilRecovered } from './fault.ts';
import { askInWriting, openGuest, watchGuest } from './guest-watch.ts';

const CLI = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
/** Told while the endpoint is away, so that there is something to send. */
const TOLD = ["I'm vegetarian", 'I am allergic to nuts', 'where can I eat', 'I like jazz'];
const AWAY_MS = 6000;
const BACK_MS = 3000;

/** The cloud endpoint hangs and dies, again and again, while a guest whose memory is synced tells the kiosk things. */
export async function runNetworkFaults(onResult: (result: FaultResult) => void): Promise<void> {
  const dirs = { cloud: newDataDir(), kiosk: newDataDir() };
  const token = issueBadge(dirs.cloud);
  let cloud = startFoyer(['cloud', 'serve', '--port', '0', '--data', dirs.cloud], dirs.cloud);
  let kiosk: RunningProcess | null = null;
  let guest: GuestPage | null = null;
  try {
    const [, url = ''] = await cloud.waitFor(/ready at (http:\/\/\S+)/);
    const [, syncToken = ''] = await cloud.waitFor(/FOYER_SYNC_TOKEN=(\S+)/);
    kiosk = await startKiosk({ dataDir: dirs.kiosk, now: '2026-11-22T12:10', env: { FOYER_SYNC_URL: url, FOYER_SYNC_TOKEN: syncToken } });
    guest = await openGuest(kiosk.url, { microphone: 'denied' });
    await scan(guest, token);
    const seen = watchGuest(guest, 'network comes and goes');
    const asEver = await answered(guest, 'when does the spa close');
    const took: number[] = [];
    let mostWaiting = 0;
    let backAtMs = 0;
    for (const [i, told] of TOLD.entries()) {
      const hangs = i % 2 === 0;
      if (hangs) process.kill(cloud.pid, 'SIGSTOP');
      else await cloud.stop('SIGKILL');
      took.push(await answered(guest, told));
      await new Promise((done) => setTimeout(done, AWAY_MS));
      mostWaiting = Math.max(mostWaiting, waiting(dirs.kiosk));
      if (hangs) process.kill(cloud.pid, 'SIGCONT');
      else cloud = startFoyer(['cloud', 'serve', '--port', new URL(url).port, '--data', dirs.cloud], dirs.cloud);
      if (!hangs) await cloud.waitFor(/ready at/);
      backAtMs = performance.now();
      if (i < TOLD.length - 1) await new Promise((done) => setTimeout(done, BACK_MS));
    }
    const sent = await untilRecovered(async () => waiting(dirs.kiosk) === 0);
    const times = `answered in ${took.map((seconds) => seconds.toFixed(1)).join(', ')} s (before: ${asEver.toFixed(1)} s)`;
    onResult({
      fault: 'network comes and goes',
      caused: 'SIGSTOP and SIGKILL to the cloud endpoint, four times in a session',
      recoveredMs: sent === null ? null : performance.now() - backAtMs,
      guestSaw: `${times}; of what they told, ${mostWaiting} pieces waited, then none: ${await seen()}`,
    });
  } finally {
    await guest?.close();
    await kiosk?.stop();
    await cloud.stop('SIGKILL');
    for (const dir of Object.values(dirs)) removeDir(dir);
  }
}

function issueBadge(dataDir: string): string {
  const issued = JSON.parse(execFileSync(process.execPath, [CLI, 'badge', 'issue', '--data', dataDir, '--json']).toString('utf8'));
  return (issued as { badges: { token: string }[] }).badges[0]?.token ?? '';
}

/** Ops that the endpoint has not taken yet. */
function waiting(dataDir: string): number {
  const database = new Database(join(dataDir, 'memory.sqlite'), { readonly: true });
  try {
    return database.prepare('SELECT count(*) FROM outbox').pluck().get() as number;
  } finally {
    database.close();
  }
}

/** A reader that types; the guest agrees to be remembered, and wants no PIN. */
async function scan({ page, part }: GuestPage, token: string): Promise<void> {
  await part('attract').waitFor();
  await page.evaluate(
    (keys) => {
      for (const key of keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    [...token, 'Enter'],
  );
  await part('consent-remember').tap();
  await part('pin-cancel').tap();
  await part('guest-chip').waitFor();
}

/** Seconds, for the table. */
async function answered(guest: GuestPage, told: string): Promise<number> {
  const askedAtMs = performance.now();
  const done = () => guest.kioskMessages().filter(({ type }) => type === 'turn.done').length;
  const before = done();
  await askInWriting(guest, told);
  if ((await untilRecovered(async () => done() > before)) === null) throw new Error(`"${told}" was not answered`);
  return (performance.now() - askedAtMs) / 1000;
}
