import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configSchema, MIC_SAMPLE_RATE, type MicState } from '../../../core/contract/index.ts';
import { createSegmenter, type SegmenterEvent } from '../../../core/voice/segmenter.ts';
import type { Microphone } from '../../../renderer/mic/microphone.ts';
import { type BuiltHarness, buildHarness, noChromium, type OpenPage } from '../harness/chromium.ts';

const QUESTION = fileURLToPath(new URL('../../fixtures/mic/question.wav', import.meta.url));

interface Heard {
  readonly frames: { readonly frame: number; readonly p: number; readonly samples: number[] }[];
  readonly states: [MicState, string?][];
  readonly levels: number[];
  readonly detectorMs: number[];
}

/** What the page of these tests keeps in its window. */
interface MicWindow {
  readonly heard: Heard;
  readonly microphone: Microphone;
  plug(on: boolean, how?: 'quietly'): void;
}

/** Starts the microphone in the page and lets it fill window.heard. */
async function listen(page: Page, browserResamples = true): Promise<void> {
  await page.evaluate((resamples) => {
    const heard: Heard = { frames: [], states: [], levels: [], detectorMs: [] };
    const microphone = window.harness.createMicrophone({
      browserResamples: resamples,
      onFrame: ({ frame, speechProbability, samples }) => heard.frames.push({ frame, p: speechProbability, samples: Array.from(samples) }),
      onState: (state, detail) => heard.states.push(detail === undefined ? [state] : [state, detail]),
      onLevel: (rms) => heard.levels.push(rms),
      onDetectorMs: (ms) => heard.detectorMs.push(ms),
    });
    Object.assign(window, { heard, microphone });
    microphone.start();
  }, browserResamples);
}

const inPage = (page: Page): Promise<Heard> => page.evaluate(() => (window as unknown as MicWindow).heard);
const waitForState = (page: Page, state: MicState) =>
  page.waitForFunction((wanted) => (window as unknown as MicWindow).heard.states.at(-1)?.[0] === wanted, state);
const waitForLevels = (page: Page, count: number) =>
  page.waitForFunction((wanted) => (window as unknown as MicWindow).heard.levels.length >= wanted, count, { timeout: 30_000 });

/** Gives the page a microphone that can be pulled out and plugged in again. */
async function scriptPlug(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    let plugged = true;
    let track: MediaStreamTrack | undefined;
    mediaDevices.getUserMedia = async (constraints) => {
      if (!plugged) throw new DOMException('Requested device not found', 'NotFoundError');
      const stream = await real(constraints);
      track = stream.getAudioTracks()[0];
      return stream;
    };
    Object.assign(window, {
      plug(on: boolean, how?: 'quietly') {
        plugged = on;
        if (!on) {
          // A page that stops a track itself is told of no end.
          track?.stop();
          if (how !== 'quietly') return track?.dispatchEvent(new Event('ended'));
        }
        return mediaDevices.dispatchEvent(new Event('devicechange'));
      },
    });
  });
}

function segment(frames: Heard['frames']): SegmenterEvent[] {
  const segmenter = createSegmenter({ turnTaking: configSchema.parse({}).turnTaking });
  return frames.flatMap(({ frame, p, samples }) =>
    segmenter.push({ frame, speechProbability: p, capturedAtMs: 0, samples: Float32Array.from(samples) }),
  );
}

const skipped = noChromium === null ? '' : `: skipped, ${noChromium}`;
describe.skipIf(noChromium !== null)(`microphone in Chromium${skipped}`, { timeout: 60_000 }, () => {
  let harness: BuiltHarness;
  let open: OpenPage | null = null;
  beforeAll(async () => {
    harness = await buildHarness();
  }, 60_000);
  afterAll(() => harness?.close());
  afterEach(async () => {
    await open?.close();
    open = null;
  });

  it.each([true, false])('hears a question where it is, and silence where it is not (browser resamples: %s)', async (browserResamples) => {
    open = await harness.open({ audioFile: QUESTION });
    await listen(open.page, browserResamples);
    await waitForState(open.page, 'on');
    // The recording lasts 6.5 s; there are 31.25 frames a second.
    await waitForLevels(open.page, 215);
    const { frames, levels, detectorMs } = await inPage(open.page);
    expect(open.complaints).toEqual([]);
    expect(open.strangers).toEqual([]);

    const speech = frames.filter(({ p }) => p > 0.5).map(({ frame }) => frame);
    const [first = 0, last = 0] = [speech[0], speech.at(-1)];
    // The recording holds 3.04 s of speech; when it begins depends on when the device opened.
    expect(last - first).toBeGreaterThan(78);
    expect(last - first).toBeLessThan(98);
    expect(speech.length / (last - first + 1)).toBeGreaterThan(0.85);
    expect(Math.max(...frames.filter(({ frame }) => frame < first - 3 || frame > last + 3).map(({ p }) => p))).toBeLessThan(0.2);
    expect(frames[0]?.frame).toBeGreaterThan(0);
    expect(Math.max(...levels)).toBeGreaterThan(0.05);
    expect(detectorMs).toHaveLength(levels.length);

    const events = segment(frames);
    expect(events.map(({ type }) => type)).toEqual(['speech-start', 'speculate', 'utterance']);
    const utterance = events.find((event) => event.type === 'utterance');
    const seconds = (utterance?.audio.length ?? 0) / MIC_SAMPLE_RATE;
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(3.9);
  });

  it.each([
    ['denied', { permission: 'deny' }],
    ['absent', { devices: false }],
  ] as const)('says that the microphone is %s', async (state, options) => {
    open = await harness.open(options);
    await listen(open.page);
    await waitForState(open.page, state);
    const { states, frames } = await inPage(open.page);
    expect(states).toEqual([['starting'], [state, expect.stringMatching(/Error: /)]]);
    expect(frames).toEqual([]);
  });

  it('is silent while muted, and numbers the frames it left out', async () => {
    open = await harness.open({ audioFile: QUESTION });
    await listen(open.page);
    await waitForState(open.page, 'on');
    await open.page.waitForFunction(() => (window as unknown as MicWindow).heard.frames.length > 20);
    const before = await open.page.evaluate(() => {
      const { microphone, heard } = window as unknown as MicWindow;
      microphone.setMuted(true);
      const last = heard.frames.at(-1)?.frame ?? 0;
      heard.frames.length = 0;
      Object.assign(window, { clock: new AudioContext() });
      return last;
    });
    // Half a second of audio goes by.
    await open.page.waitForFunction(() => (window as unknown as { clock: AudioContext }).clock.currentTime > 0.5);
    const whileMuted = (await inPage(open.page)).frames.length;
    await open.page.evaluate(() => (window as unknown as MicWindow).microphone.setMuted(false));
    await open.page.waitForFunction(() => (window as unknown as MicWindow).heard.frames.length > 0);
    const { states, frames } = await inPage(open.page);
    expect(states.map(([state]) => state)).toEqual(['starting', 'on', 'muted', 'on']);
    expect(whileMuted).toBe(0);
    expect((frames[0]?.frame ?? 0) - before).toBeGreaterThan(10);
  });

  it('comes back when a microphone is plugged in', async () => {
    open = await harness.open({});
    await open.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      let plugged = false;
      mediaDevices.getUserMedia = (constraints) =>
        plugged ? real(constraints) : Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
      Object.assign(window, {
        plug(on: boolean) {
          plugged = on;
          mediaDevices.dispatchEvent(new Event('devicechange'));
        },
      });
    });
    await listen(open.page);
    await waitForState(open.page, 'absent');
    await open.page.evaluate(() => (window as unknown as MicWindow).plug(true));
    await waitForState(open.page, 'on');
    await waitForLevels(open.page, 5);
    expect((await inPage(open.page)).states.map(([state]) => state)).toEqual(['starting', 'absent', 'on']);
  });

  it('tries a busy microphone again, without a word until it works', async () => {
    open = await harness.open({});
    const states = await open.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      let busy = 3;
      mediaDevices.getUserMedia = (constraints) =>
        busy-- > 0 ? Promise.reject(new DOMException('Could not start audio source', 'NotReadableError')) : real(constraints);
      return new Promise<MicState[]>((done) => {
        const seen: MicState[] = [];
        const onState = (state: MicState) => {
          seen.push(state);
          if (state === 'on') done(seen);
        };
        window.harness.createMicrophone({ onFrame: () => {}, onState, retryAfterMs: 20 }).start();
      });
    });
    expect(states).toEqual(['starting', 'failed', 'on']);
  });

  it('notices that the microphone was pulled out, and hears again when it is plugged in', async () => {
    open = await harness.open({ audioFile: QUESTION });
    await scriptPlug(open.page);
    await listen(open.page);
    await waitForState(open.page, 'on');
    await open.page.evaluate(() => (window as unknown as MicWindow).plug(false));
    await waitForState(open.page, 'absent');
    expect((await inPage(open.page)).states.at(-1)?.[1]).toBe('the microphone was unplugged');
    const before = await open.page.evaluate(() => {
      const { heard } = window as unknown as MicWindow;
      heard.frames.length = 0;
      return heard.levels.length;
    });
    await open.page.evaluate(() => (window as unknown as MicWindow).plug(true));
    await waitForState(open.page, 'on');
    await waitForLevels(open.page, before + 215);
    const { states, frames } = await inPage(open.page);
    // It looks again each second, and may have found it missing more than once.
    const changes = states.map(([state]) => state).filter((state, i, all) => state !== all[i - 1]);
    expect(changes).toEqual(['starting', 'on', 'absent', 'on']);
    // Heard from its beginning, as by a microphone that was never gone.
    expect(segment(frames).map(({ type }) => type)).toContain('utterance');
  });

  it('notices it by the change of devices, where the browser does not end the track', async () => {
    open = await harness.open({});
    await scriptPlug(open.page);
    await listen(open.page);
    await waitForState(open.page, 'on');
    await open.page.evaluate(() => (window as unknown as MicWindow).plug(false, 'quietly'));
    await waitForState(open.page, 'absent');
  });

  it('opens a microphone again that delivers nothing any more', async () => {
    open = await harness.open({});
    const states = await open.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      let opened = 0;
      // The first one hangs: a stream that never brings a sample, and never ends.
      mediaDevices.getUserMedia = async (constraints) => (opened++ === 0 ? silentForEver() : real(constraints));
      function silentForEver(): MediaStream {
        const { stream } = new AudioContext().createMediaStreamDestination();
        const { connect } = MediaStreamAudioSourceNode.prototype;
        MediaStreamAudioSourceNode.prototype.connect = function (this: MediaStreamAudioSourceNode, ...args: unknown[]) {
          MediaStreamAudioSourceNode.prototype.connect = connect;
          return args[0];
        } as typeof connect;
        return stream;
      }
      return new Promise<[MicState, string?][]>((done) => {
        const seen: [MicState, string?][] = [];
        const onState = (state: MicState, detail?: string) => {
          seen.push(detail === undefined ? [state] : [state, detail]);
          if (seen.filter(([one]) => one === 'on').length === 2) done(seen);
        };
        window.harness.createMicrophone({ onFrame: () => {}, onState, retryAfterMs: 20, stalledAfterMs: 500 }).start();
      });
    });
    expect(states).toEqual([['starting'], ['on'], ['absent', 'the microphone delivers nothing'], ['on']]);
  });

  it('says that hearing failed when the detector cannot load', async () => {
    open = await harness.open({});
    await open.page.route('**/*.onnx', (route) => route.fulfill({ status: 404 }));
    await listen(open.page);
    await waitForState(open.page, 'failed');
    expect((await inPage(open.page)).states).toEqual([
      ['starting'],
      ['failed', expect.stringMatching(/^voice activity detector: HTTP 404/)],
    ]);
  });
});
