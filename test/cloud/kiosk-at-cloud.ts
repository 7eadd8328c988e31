import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KioskConfigInput } from '../../core/contract/index.ts';
import type { GuestPins } from '../../core/ports.ts';
import type { BadgeTrustResponse } from '../../core/sync/wire.ts';
import { createCloudSync } from '../../host/cloud/create-cloud-sync.ts';
import { createIds } from '../../host/system.ts';
import { createBadgeVerifier } from '../../native/badge/badge-verifier.ts';
import { createGuestPins } from '../../native/badge/guest-pin.ts';
import { mergeBadgeTrust } from '../../native/badge/trust-list.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createKioskHarness, settle } from '../core/kiosk/kiosk-harness.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import type { TestCloud } from './cloud-client.ts';

export type KioskAtCloud = Awaited<ReturnType<typeof openKioskAtCloud>>;

/** A kiosk with a guest screen, a disk, a device key, badges and PINs of its own, at a real endpoint by a cable that can be pulled. */
export async function openKioskAtCloud(at: TestCloud, config: KioskConfigInput = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-kiosk-'));
  const [clock, log] = [createTestClock(), createRecordingLog()];
  let wallMs = Date.now();
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log, wallMs: () => wallMs });
  const underway = new Set<Promise<unknown>>();
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    underway.add(work);
    return work.finally(() => underway.delete(work));
  };
  let cable: 'in' | 'out' | 'slow' = 'in';
  let arrive = Promise.withResolvers<void>();
  const overTheCable: typeof fetch = (...request) => {
    if (cable === 'out') return Promise.reject(new TypeError('the cable is out'));
    // What is slow is not waited for: the kiosk does not wait for it either.
    return cable === 'slow' ? arrive.promise.then(() => tracked(fetch(...request))) : tracked(fetch(...request));
  };
  const sync = createCloudSync({
    ...{ tenant: 'demo', companionId: 'concierge', pushEveryMs: 2000, clock, log, random: () => 0, fetch: overTheCable },
    ...{ store: store.sync, url: at.cloud.url, token: at.token },
    onBadgeTrust: (trust: BadgeTrustResponse) => mergeBadgeTrust(dataDir, 'demo', trust),
  });
  await sync.flush();
  const real = createGuestPins({ records: store.pins, wallMs: () => wallMs, cost: { n: 1024, r: 8, p: 1 } });
  const pins: GuestPins = {
    ...real,
    set: (...args) => tracked(real.set(...args)),
    verify: (guest, pin) => tracked(real.verify(guest, pin)),
  };
  const badges = createBadgeVerifier({ dataDir, tenant: 'demo', log });
  const harness = createKioskHarness({ guests: store, pins, sync, badges, config });
  const screen = harness.open();

  /** Until nothing more happens; hashes and requests are made elsewhere. */
  const quiet = async () => {
    do {
      await Promise.allSettled(underway);
      await settle();
    } while (underway.size > 0);
  };
  const send = async (message: Parameters<typeof screen.send>[0]) => {
    screen.send(message);
    await quiet();
  };
  return {
    ...{ store, sync, pins, screen, inputs: harness.inputs, log, quiet, send },
    /** Pulled out, put back, or so slow that the kiosk does not wait for it. */
    cable(next: 'in' | 'out' | 'slow') {
      if (next === 'slow') arrive = Promise.withResolvers();
      else arrive.resolve();
      cable = next;
    },
    async scan(badge: string) {
      screen.send({ type: 'badge.scan', source: 'wedge', payload: badge });
      await quiet();
      clock.advance(cable === 'slow' ? 900 : 0);
      await quiet();
    },
    say: (text: string) => send({ type: 'text.submit', text, source: 'typed' }),
    enter: (pin: string) => send({ type: 'guest.pin.enter', pin }),
    leave: () => send({ type: 'session.end' }),
    /** Agrees to be remembered; null: without a PIN. */
    async agree(pin: string | null) {
      await send({ type: 'consent.answer', remember: true });
      for (let i = 0; i < 2 && pin !== null; i++) await send({ type: 'guest.pin.enter', pin });
      if (pin === null) await send({ type: 'guest.pin.cancel' });
    },
    wait(ms: number) {
      wallMs += ms;
      harness.clock.advance(ms);
    },
    spoken: () => screen.all('answer.sentence').map(({ text }) => text),
    async close() {
      harness.kiosk.close();
      await sync.close();
      store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
