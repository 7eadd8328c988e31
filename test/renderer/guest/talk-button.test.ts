import { describe, expect, it } from 'vitest';
import { type Connection, MIC_FRAME_SAMPLES, type MicFrame, type TalkMode } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createGuest } from '../../../renderer/guest/create-guest.ts';
import type { DeviceEvents } from '../../../renderer/guest/devices.ts';
import { createKioskHarness, settle } from '../../core/kiosk/kiosk-harness.ts';
import { silentDevices } from './silent-devices.ts';

const nothing = () => {};

/** The guest's page against a real kiosk, with what goes over the link counted. */
async function openPage(mode: TalkMode) {
  const { kiosk } = createKioskHarness({ config: { turnTaking: { mode } } });
  const sent = { frames: 0, talk: [] as boolean[] };
  const cancelled: number[] = [];
  let events: DeviceEvents | null = null;
  const devices = silentDevices({ player: { cancel: (turn) => cancelled.push(turn), position: () => ({ turn: 7, sentence: 0, ms: 0 }) } });
  const counted = (connection: Connection): Connection => ({
    ...connection,
    send(payload) {
      if (typeof payload !== 'string') sent.frames++;
      else if (payload.includes('"talk"')) sent.talk.push(payload.includes('"on":true'));
      connection.send(payload);
    },
  });
  const guest = createGuest({
    open: async () => {
      const [ours, theirs] = createMemoryPair();
      kiosk.connect(theirs);
      return counted(ours);
    },
    createDevices(given) {
      events = given;
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
  let frame = 0;
  const hear = () => {
    const one: MicFrame = { frame: frame++, speechProbability: 0.9, capturedAtMs: 0, samples: new Float32Array(MIC_FRAME_SAMPLES) };
    events?.onFrame(one);
  };
  return { guest, sent, cancelled, hear };
}

describe('the microphone of a page with a talk button', () => {
  it('leaves the page only while the button is down', async () => {
    const { guest, sent, hear } = await openPage('push-to-talk');
    hear();
    expect(sent.frames).toBe(0);
    guest.actions.talk(true);
    hear();
    hear();
    guest.actions.talk(false);
    hear();
    expect(sent).toEqual({ frames: 2, talk: [true, false] });
  });

  it('leaves it all the time where there is no button', async () => {
    const { sent, hear } = await openPage('open');
    hear();
    expect(sent.frames).toBe(1);
  });
});

describe('pressing the talk button', () => {
  it('silences the kiosk at once, without waiting for it, and tells it once', async () => {
    const { guest, sent, cancelled } = await openPage('tap-to-talk');
    guest.actions.talk(true);
    guest.actions.talk(true);
    expect(cancelled).toContain(7);
    expect(sent.talk).toEqual([true]);
  });
});
