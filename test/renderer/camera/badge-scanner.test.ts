import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BadgeScanner, CameraState } from '../../../renderer/camera/badge-scanner.ts';
import { type BuiltHarness, buildHarness, noChromium, type OpenPage } from '../harness/chromium.ts';
import { writeQrVideo } from './qr-video.ts';

const BADGE = 'FOYER1.k1.demo.7d0c4c1e5b1f4a0e.20271231.Q2hyb21pdW0tdGVzdC1zaWduYXR1cmUtb2YtNjQtYnl0ZXM';

interface Scanned {
  readonly payloads: string[];
  readonly states: [CameraState, string?][];
}
type ScanWindow = { scanned: Scanned; scanner: BadgeScanner };

async function scan(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scanned: Scanned = { payloads: [], states: [] };
    const scanner = window.harness.createBadgeScanner({
      onPayload: (payload) => scanned.payloads.push(payload),
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
