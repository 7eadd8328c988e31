import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Presence } from '../../../renderer/presence/create-presence.ts';
import { brightnessOf, motionCentre } from '../../../renderer/presence/motion-centre.ts';
import { seeded } from '../../support/random.ts';
import { type BuiltHarness, buildHarness, noChromium, type OpenPage } from '../harness/chromium.ts';

const WIDTH = 40;
const HEIGHT = 30;

/** A dark picture with a bright block of 8 × 10 from (x, y). */
function picture(x: number, y: number, noise = () => 0): Uint8Array {
  const values = new Uint8Array(WIDTH * HEIGHT);
  for (let i = 0; i < values.length; i++) {
    const inside = i % WIDTH >= x && i % WIDTH < x + 8 && Math.floor(i / WIDTH) >= y && Math.floor(i / WIDTH) < y + 10;
    values[i] = (inside ? 180 : 40) + noise();
  }
  return values;
}

describe('motionCentre', () => {
  it.each([
    ['left', 0, 2, -0.9, -0.3],
    ['right', 30, 28, 0.5, 1],
  ])('is on the %s where something moves there', (_side, from, to, least, most) => {
    const centre = motionCentre(picture(from, 10), picture(to, 10), WIDTH);
    expect(centre?.x).toBeGreaterThanOrEqual(least);
    expect(centre?.x).toBeLessThanOrEqual(most);
  });

  it('is nowhere in a still picture with the noise of a sensor', () => {
    const random = seeded(7);
    const noise = () => (random() - 0.5) * 20;
    expect(motionCentre(picture(10, 10, noise), picture(10, 10, noise), WIDTH)).toBeNull();
  });

  it('is nowhere when the light is switched', () => {
    expect(motionCentre(new Uint8Array(1200).fill(30), new Uint8Array(1200).fill(200), WIDTH)).toBeNull();
  });

  it('goes by brightness alone', () => {
    expect([...brightnessOf(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))]).toEqual([255, 0]);
  });
});

/** Somebody who sways on one side of the picture, for Chromium's fake camera. */
function writeSwaying(path: string, side: 'left' | 'right'): void {
  const [width, height] = [160, 120];
  const frames = Array.from({ length: 20 }, (_, n) => {
    const luma = Buffer.alloc(width * height, 50);
    const x0 = (side === 'left' ? 10 : 110) + (n % 4) * 5;
    for (let y = 30; y < 110; y++) luma.fill(200, y * width + x0, y * width + x0 + 30);
    return Buffer.concat([Buffer.from('FRAME\n', 'ascii'), luma, Buffer.alloc((width * height) / 2, 128)]);
  });
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`, 'ascii'), ...frames]));
}

describe.skipIf(noChromium !== null)(`presence in Chromium${noChromium === null ? '' : `: skipped, ${noChromium}`}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-presence-'));
  let harness: BuiltHarness;
  let open: OpenPage;
  beforeAll(async () => {
    harness = await buildHarness();
    const videoFile = join(directory, 'swaying.y4m');
    writeSwaying(videoFile, 'right');
    open = await harness.open({ videoFile });
  });
  afterAll(async () => {
    await open?.close();
    await harness?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('looks to the left of the screen for who is on the right of the picture, and lets the camera go when told', async () => {
    await open.page.evaluate(() => {
      const tracks: MediaStreamTrack[] = [];
      const devices = navigator.mediaDevices;
      const real = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (wanted) => {
        const stream = await real(wanted);
        tracks.push(...stream.getTracks());
        return stream;
      };
      const presence = window.harness.createPresence({ onProblem: (what) => console.error(what) });
      Object.assign(window, { presence, tracks });
      presence.watch(true);
    });
    type Watched = { presence: Presence; tracks: MediaStreamTrack[] };
    await open.page.waitForFunction(() => ((window as unknown as Watched).presence.gaze()?.x ?? 0) < -0.2);
    const after = await open.page.evaluate(() => {
      const { presence, tracks } = window as unknown as Watched;
      presence.watch(false);
      return { gaze: presence.gaze(), states: tracks.map(({ readyState }) => readyState) };
    });
    expect(after).toEqual({ gaze: null, states: ['ended'] });
    expect(open.complaints).toEqual([]);
    expect(open.strangers).toEqual([]);
  });
});
