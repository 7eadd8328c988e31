import { expect, test } from 'vitest';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createGuest } from '../../../renderer/guest/create-guest.ts';
import { guestBanner } from '../../../renderer/store/selectors.ts';
import { createKioskHarness, settle } from '../../core/kiosk/kiosk-harness.ts';
import { silentDevices } from './silent-devices.ts';

const nothing = () => {};

test('a guest is told when nothing here has a voice for their language, and not when speech is off or they go over to another', async () => {
  // Its voice is English.
  const { kiosk } = createKioskHarness({ config: { locales: ['ar', 'en'] } });
  const devices = silentDevices({ player: { speaks: (locale) => locale === 'en' } });
  const guest = createGuest({
    open: async () => {
      const [ours, theirs] = createMemoryPair();
      kiosk.connect(theirs);
      return ours;
    },
    createDevices: () => devices,
    nowMs: () => 0,
    after: () => nothing,
    random: () => 0,
    onProblem(what) {
      throw new Error(what);
    },
  });
  const told = () => {
    const state = guest.store.get();
    // The harness has no venue, of which a guest would be told first.
    return guestBanner({ ...state, kiosk: state.kiosk && { ...state.kiosk, venue: {} as never } });
  };
  guest.store.dispatch({ type: 'mic', state: 'on' });
  await settle();
  expect(told()).toBeNull();
  guest.actions.ask('أين المسبح؟', 'typed');
  await settle();
  expect(told()).toBe('no-voice');
  guest.actions.setSpeech(false);
  expect(told()).toBeNull();
  guest.actions.setSpeech(true);
  expect(told()).toBe('no-voice');
  guest.actions.setLocale('en');
  await settle();
  expect(told()).toBeNull();
});
