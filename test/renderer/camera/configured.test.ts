import { expect, it } from 'vitest';
import type { BadgeReading } from '../../../core/contract/badge-config.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createGuest } from '../../../renderer/guest/create-guest.ts';
import type { DeviceEvents } from '../../../renderer/guest/devices.ts';
import { createKioskHarness, settle } from '../../core/kiosk/kiosk-harness.ts';
import { silentDevices } from '../guest/silent-devices.ts';

const nothing = () => {};

/** The guest's page on a real kiosk of this configuration, without a machine. */
async function openPage(badges: object) {
  const { kiosk, log } = createKioskHarness({ config: { badges } });
  const readings: BadgeReading[] = [];
  const reader: { found: DeviceEvents['onBadge'] } = { found: nothing };
  const devices = silentDevices({ readBadges: (reading) => readings.push(reading) });
  const guest = createGuest({
    open: async () => {
      const [ours, theirs] = createMemoryPair();
      kiosk.connect(theirs);
      return ours;
    },
    createDevices(events) {
      reader.found = events.onBadge;
      return devices;
    },
    nowMs: () => 0,
    after: () => nothing,
    random: () => 0,
    onProblem(what) {
      throw new Error(what);
    },
  });
  await settle();
  return { guest, readings, reader, log };
}

it("the screen reads badges as the kiosk's configuration says", async () => {
  const { readings } = await openPage({ camera: 'always-ready', wedge: { prefix: 'F9', characters: 'badge' } });
  expect(readings).toEqual([
    {
      camera: 'always-ready',
      wedge: {
        enabled: true,
        prefix: 'F9',
        suffix: 'either',
        maxGapMs: 35,
        minLength: 6,
        maxLength: 512,
        characters: 'badge',
        lockKeys: true,
      },
    },
  ]);
});

it('a badge that a camera always ready finds begins the session, and a code too long for one is answered kindly', async () => {
  const { guest, reader } = await openPage({ camera: 'always-ready' });
  reader.found('#'.repeat(4000), 'camera');
  await settle();
  expect(guest.store.get().session).toBeNull();
  expect(JSON.stringify(guest.store.get())).toContain('You can still ask me anything.');
  reader.found('OK:ada', 'camera');
  await settle();
  expect(guest.store.get().session).not.toBeNull();
  guest.close();
});
