import { describe, expect, it } from 'vitest';
import { MIC_FRAME_SAMPLES } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createCalibrationPage } from '../../../renderer/calibration/create-calibration-page.ts';
import type { MicrophoneOptions } from '../../../renderer/mic/microphone.ts';
import { createKioskHarness, type KioskHarnessOptions, settle } from '../../core/kiosk/kiosk-harness.ts';

/** The page against a real kiosk; only the microphone is scripted. */
async function openPage(options: KioskHarnessOptions = {}) {
  const harness = createKioskHarness(options);
  const started: string[] = [];
  const mic: { options?: MicrophoneOptions } = {};
  const page = createCalibrationPage({
    open: async () => {
      const [ours, theirs] = createMemoryPair();
      harness.kiosk.connect(theirs);
      return ours;
    },
    createMicrophone(given) {
      mic.options = given;
      return {
        prepare: () => {},
        start: () => started.push('start'),
        stop: () => started.push('stop'),
        setMuted: () => {},
        close: () => {},
      };
    },
    nowMs: () => 0,
    after: () => () => {},
    random: () => 0,
    onProblem(what) {
      throw new Error(what);
    },
  });
  await settle();
  let frame = 0;
  const hear = async (frames: number, speechProbability: number, level: number, clippedShare = 0) => {
    for (let i = 0; i < frames; i++) {
      harness.clock.advance(32);
      const samples = new Float32Array(MIC_FRAME_SAMPLES).fill(level);
      mic.options?.onLevel?.(level, speechProbability, clippedShare);
      mic.options?.onFrame({ frame: frame++, speechProbability, capturedAtMs: 0, samples });
      await Promise.resolve();
      await Promise.resolve();
    }
    await settle();
  };
  return { ...harness, page, started, hear };
}

describe("the operator's calibration screen", () => {
  it('opens the microphone only for who is signed in', async () => {
    const { page, started } = await openPage();
    expect(started).not.toContain('start');
    page.signIn('1234');
    await settle();
    expect(started.at(-1)).toBe('start');
    expect(page.view().minRms).toBe(0);
  });

  it('measures the room and a voice, and has the test phrase understood without asking the concierge', async () => {
    const { page, hear, inputs, open } = await openPage({ hears: Array<string>(8).fill('where is the nearest toilet') });
    const guest = open();
    page.signIn('1234');
    await settle();
    await hear(60, 0.02, 0.002);
    expect(page.view().reading.verdict).toBe('need-speech');
    await hear(60, 0.97, 0.1);
    await hear(60, 0.02, 0.002);
    const { reading, heard } = page.view();
    expect(reading).toMatchObject({ verdict: 'good', snrDb: expect.closeTo(34, 0) });
    expect(heard?.text).toBe('where is the nearest toilet');
    expect(inputs).toEqual([]);
    expect(guest.received.map((m) => m.type)).toEqual(['welcome', 'activity']);
  });

  it.each([
    [0.01, 'good'],
    [0.1, 'clipping'],
  ])('takes a voice with %d of its samples at full scale to be %s', async (clippedShare, verdict) => {
    const { page, hear } = await openPage();
    page.signIn('1234');
    await settle();
    await hear(60, 0.02, 0.002);
    await hear(60, 0.97, 0.2, clippedShare);
    expect(page.view().reading.verdict).toBe(verdict);
  });

  it('saves the gate it suggests, and says so', async () => {
    const saved: number[] = [];
    const { page } = await openPage({ saveNearField: (minRms) => void saved.push(minRms) });
    page.signIn('1234');
    await settle();
    page.save(0.02);
    expect(page.view().saving).toBe('under-way');
    await settle();
    expect(saved).toEqual([0.02]);
    expect(page.view()).toMatchObject({ saving: 'saved', minRms: 0.02, problem: null });
  });

  it('says why it could not be saved', async () => {
    const { page } = await openPage();
    page.signIn('1234');
    await settle();
    page.save(0.02);
    await settle();
    expect(page.view()).toMatchObject({ saving: 'failed', minRms: 0, problem: 'this kiosk has no configuration file' });
  });
});

describe('a screen that is not signed in', () => {
  it('can neither listen nor save, and its audio is refused', async () => {
    const saved: number[] = [];
    const { open, transcriptions } = createKioskHarness({ hears: ['secret'], saveNearField: (minRms) => void saved.push(minRms) });
    const staff = open('staff');
    staff.send({ type: 'staff.listen', on: true });
    staff.send({ type: 'staff.calibration.save', minRms: 0.1 });
    await staff.speak(60, 0.97);
    await settle();
    expect(new Set(staff.all('refused').map((m) => m.code))).toEqual(new Set(['not-allowed']));
    expect(saved).toEqual([]);
    expect(transcriptions).toEqual([]);
  });

  it('as the guest screen is not: a guest cannot ask for the operator’s ear', async () => {
    const { open } = createKioskHarness();
    const guest = open();
    guest.send({ type: 'staff.listen', on: true });
    await settle();
    expect(guest.last('refused')?.code).toBe('not-allowed');
  });
});
