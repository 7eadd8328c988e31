import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BadgeScanner, CameraState } from '../../../renderer/camera/badge-scanner.ts';
import { type BuiltHarness, buildHarness, noChromium, type OpenPage } from '../harness/chromium.ts';
import { writeQrVideo, writeSceneVideo } from './qr-video.ts';

const BADGE = 'FOYER1.k1.demo.7d0c4c1e5b1f4a0e.20271231.Q2hyb21pdW0tdGVzdC1zaWduYXR1cmUtb2YtNjQtYnl0ZXM';

interface Scanned {
  readonly payloads: string[];
  readonly states: [CameraState, string?][];
  readonly several: boolean[];
}
type ScanWindow = { scanned: Scanned; scanner: BadgeScanner };

async function scan(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scanned: Scanned = { payloads: [], states: [], several: [] };
    const scanner = window.harness.createBadgeScanner({
      onPayload: (payload) => scanned.payloads.push(payload),
      onSeveral: (several) => scanned.several.push(several),
      onState: (state, detail) => scanned.states.push(detail === undefined ? [state] : [state, detail]),
    });
    Object.assign(window, { scanned, scanner });
    scanner.start(document.querySelector('video') as HTMLVideoElement);
  });
}

const inPage = (page: Page): Promise<Scanned> => page.evaluate(() => (window as unknown as ScanWindow).scanned);
const waitForState = (page: Page, state: CameraState) =>
  page.waitForFunction((wanted) => (window as unknown as ScanWindow).scanned.states.some(([one]) => one === wanted), state);

describe.skipIf(noChromium !== null)(`badge scanner in Chromium${noChromium === null ? '' : `: skipped, ${noChromium}`}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-camera-'));
  let harness: BuiltHarness;
  let open: OpenPage | null = null;
  beforeAll(async () => {
    harness = await buildHarness();
  }, 60_000);
  afterAll(async () => {
    await harness?.close();
    rmSync(directory, { recursive: true, force: true });
  });
  afterEach(async () => {
    await open?.close();
    open = null;
  });

  it('reads a badge held before the camera, once', async () => {
    const videoFile = join(directory, 'badge.y4m');
    writeQrVideo(videoFile, BADGE);
    open = await harness.open({ videoFile });
    await scan(open.page);
    await open.page.waitForFunction(() => (window as unknown as ScanWindow).scanned.payloads.length > 0);
    // Thirty more pictures go by (the fake camera shows 10 a second) before the count is looked at.
    await open.page.evaluate(
      () =>
        new Promise<void>((done) => {
          const video = document.querySelector('video') as HTMLVideoElement;
          let left = 30;
          const next = () => (--left === 0 ? done() : video.requestVideoFrameCallback(next));
          video.requestVideoFrameCallback(next);
        }),
    );
    const { payloads, states } = await inPage(open.page);
    expect(payloads).toEqual([BADGE]);
    expect(states).toEqual([['starting'], ['on']]);
    expect(open.complaints).toEqual([]);
    expect(open.strangers).toEqual([]);
  }, 60_000);

  it('switches the camera off when stopped, and can start again', async () => {
    const videoFile = join(directory, 'again.y4m');
    writeQrVideo(videoFile, BADGE);
    open = await harness.open({ videoFile });
    await scan(open.page);
    await waitForState(open.page, 'on');
    const tracks = await open.page.evaluate(() => {
      const video = document.querySelector('video') as HTMLVideoElement;
      const stream = video.srcObject as MediaStream;
      const { scanner, scanned } = window as unknown as ScanWindow;
      scanner.stop();
      const ended = { live: stream.getTracks().map((track) => track.readyState), shown: video.srcObject };
      scanned.payloads.length = 0;
      scanner.start(video);
      return ended;
    });
    expect(tracks).toEqual({ live: ['ended'], shown: null });
    await open.page.waitForFunction(() => (window as unknown as ScanWindow).scanned.payloads.length > 0);
    expect((await inPage(open.page)).states.map(([state]) => state)).toEqual(['starting', 'on', 'off', 'starting', 'on']);
  }, 60_000);

  it('reads a tilted badge against a bright window, in the reader that the page has', async () => {
    const videoFile = join(directory, 'window.y4m');
    writeSceneVideo(videoFile, {
      badges: [{ payload: BADGE, edgePx: 260, tiltDeg: 35, rotateDeg: -10 }],
      front: 0.3,
      behind: 1,
      noise: 5,
      blurPx: 1,
    });
    open = await harness.open({ videoFile });
    await scan(open.page);
    await open.page.waitForFunction(() => (window as unknown as ScanWindow).scanned.payloads.length > 0);
    expect(await inPage(open.page)).toMatchObject({ payloads: [BADGE], several: [] });
  }, 60_000);

  it('guesses at neither of two badges, and says why nothing happens', async () => {
    const videoFile = join(directory, 'two.y4m');
    const beside = [0.3, 0.7].map((x, i) => ({ payload: `${BADGE}${i}`, edgePx: 180, at: [x, 0.5] as const }));
    writeSceneVideo(videoFile, { badges: beside, noise: 3 });
    open = await harness.open({ videoFile });
    await scan(open.page);
    await open.page.waitForFunction(() => (window as unknown as ScanWindow).scanned.several.length > 0);
    await open.page.evaluate(() => (window as unknown as ScanWindow).scanner.stop());
    expect(await inPage(open.page)).toMatchObject({ payloads: [], several: [true, false] });
  }, 60_000);

  it('a camera that is plugged in later is used as soon as it is there', async () => {
    const videoFile = join(directory, 'later.y4m');
    writeQrVideo(videoFile, BADGE);
    open = await harness.open({ videoFile });
    await open.page.evaluate(() => {
      const devices = navigator.mediaDevices;
      const real = devices.getUserMedia.bind(devices);
      let missing = true;
      devices.getUserMedia = (constraints) =>
        missing ? Promise.reject(new DOMException('no camera', 'NotFoundError')) : real(constraints);
      Object.assign(window, {
        plugIn: () => {
          missing = false;
          devices.dispatchEvent(new Event('devicechange'));
        },
      });
    });
    await scan(open.page);
    await waitForState(open.page, 'absent');
    await open.page.evaluate(() => (window as unknown as { plugIn(): void }).plugIn());
    await open.page.waitForFunction(() => (window as unknown as ScanWindow).scanned.payloads.length > 0);
    expect((await inPage(open.page)).states.map(([state]) => state)).toEqual(['starting', 'absent', 'starting', 'on']);
  }, 60_000);

  it('kept ready, reads a badge that nobody asked for, once, and closes when told', async () => {
    const videoFile = join(directory, 'ready.y4m');
    writeQrVideo(videoFile, BADGE);
    open = await harness.open({ videoFile });
    await open.page.evaluate(() => {
      const scanned: Scanned = { payloads: [], states: [], several: [] };
      const scanner = window.harness.createBadgeScanner({
        onPayload: (payload) => scanned.payloads.push(payload),
        onState: (state) => scanned.states.push([state]),
      });
      Object.assign(window, { scanned, scanner });
      scanner.keepReady(true);
    });
    await open.page.waitForFunction(() => (window as unknown as ScanWindow).scanned.payloads.length > 0);
    const live = await open.page.evaluate(async () => {
      const { scanner } = window as unknown as ScanWindow;
      const video = document.querySelector('video') as HTMLVideoElement;
      scanner.start(video);
      await new Promise((playing) => video.addEventListener('playing', playing, { once: true }));
      const [track] = (video.srcObject as MediaStream).getTracks();
      scanner.stop();
      const shown = video.srcObject;
      scanner.keepReady(false);
      return [track?.readyState, shown];
    });
    expect(live).toEqual(['ended', null]);
    expect((await inPage(open.page)).states.at(-1)).toEqual(['off']);
  }, 60_000);

  it.each([
    ['denied', { permission: 'deny' as const }],
    ['absent', { devices: false }],
  ] as const)(
    'says that the camera is %s',
    async (state, options) => {
      open = await harness.open(options);
      await scan(open.page);
      await waitForState(open.page, state);
      const { states } = await inPage(open.page);
      expect(states[0]).toEqual(['starting']);
      expect(states[1]?.[1]).toMatch(/Error: /);
    },
    60_000,
  );
});
