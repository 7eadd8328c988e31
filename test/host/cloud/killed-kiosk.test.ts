import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCloudSync } from '../../../host/cloud/create-cloud-sync.ts';
import { createIds, createSystemClock } from '../../../host/system.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { TestCloud } from '../../cloud/cloud-client.ts';
import { issueGuest, startTestCloud } from '../../cloud/cloud-client.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const PROGRAM = fileURLToPath(new URL('./killed-kiosk.ts', import.meta.url));
let at: TestCloud;
let root = '';
beforeAll(async () => {
  at = await startTestCloud();
  root = mkdtempSync(join(tmpdir(), 'foyer-killed-'));
}, 60_000);
afterAll(async () => {
  await at?.close();
  rmSync(root, { recursive: true, force: true });
});

/** The last fact the kiosk said was written before SIGKILL reached it. */
async function runUntilKilled(dataDir: string, guestId: string, after: number): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, dataDir, guestId, at.cloud.url, at.token], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (last === after) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}

it.each([3, 40])(
  'a kiosk killed after fact %i, in the midst of writing and pushing, loses nothing it had acknowledged',
  async (after) => {
    const guest = issueGuest(at.issuer);
    const options = { companionId: 'concierge', tenant: 'demo', ids: createIds(), log: createRecordingLog() };
    const dataDir = join(root, `a-${after}`);
    const last = await runUntilKilled(dataDir, guest.guestId, after);
    expect(last).toBeGreaterThanOrEqual(after);

    const link = {
      url: at.cloud.url,
      token: at.token,
      tenant: 'demo',
      companionId: 'concierge',
      pushEveryMs: 60_000,
      clock: createSystemClock(),
      log: options.log,
    };
    const restarted = openGuestStore({ ...options, dataDir });
    const restartedSync = createCloudSync({ ...link, store: restarted.sync });
    await restartedSync.flush();
    await restartedSync.close();
    const other = openGuestStore({ ...options, dataDir: join(root, `b-${after}`) });
    const otherSync = createCloudSync({ ...link, store: other.sync });
    expect(await otherSync.pull(guest.guestId, guest.badge, 30_000)).toBe(true);
    await otherSync.close();

    const values = other
      .open(guest.guestId)
      .profile()
      .facts.map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
    expect(values).toEqual(expect.arrayContaining(Array.from({ length: last }, (_, i) => `interest ${i + 1}`)));
    expect(restarted.open(guest.guestId).profile()).toEqual(other.open(guest.guestId).profile());
    restarted.close();
    other.close();
  },
  60_000,
);
