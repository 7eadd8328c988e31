import type { Devices } from '../../../renderer/guest/devices.ts';

const nothing = () => {};

/** Of a page without a machine: what a test is about goes in their place. */
export function silentDevices({
  player,
  ...others
}: { player?: Partial<Devices['player']> } & Partial<Omit<Devices, 'player'>> = {}): Devices {
  return {
    microphone: { start: nothing, setMuted: nothing, close: nothing },
    player: {
      unlock: nothing,
      play: nothing,
      say: nothing,
      cancel: nothing,
      duck: nothing,
      pause: nothing,
      position: () => null,
      reset: nothing,
      close: nothing,
      ...player,
    },
    scanner: { start: nothing, stop: nothing, close: nothing },
    close: nothing,
    ...others,
  };
}
