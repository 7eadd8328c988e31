import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PlaybackEvent, Player } from '../../../renderer/playback/player.ts';
import { type BuiltHarness, buildHarness, noChromium, type OpenPage } from '../harness/chromium.ts';

interface Played {
  readonly events: PlaybackEvent[];
  readonly player: Player;
  /** Half a second of a tone, or however long. */
  play(turn: number, sentence: number, ms?: number): void;
}
type PlayWindow = { played: Played; peak: () => number };

/** Makes a player in the page, with a tap on what it sends to the loudspeaker. */
async function create(page: Page): Promise<void> {
  await page.evaluate(() => {
    const analysers: AnalyserNode[] = [];
    const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
    AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
      if (to instanceof AudioDestinationNode) {
        const analyser = new AnalyserNode(this.context, { fftSize: 512 });
        connect.call(this, analyser);
        analysers.push(analyser);
      }
      return connect.call(this, to);
    } as typeof AudioNode.prototype.connect;
    const events: PlaybackEvent[] = [];
    const player = window.harness.createPlayer({ onEvent: (event) => events.push(event) });
    const played: Played = {
      events,
      player,
      play(turn, sentence, ms = 500) {
        const sampleRate = 16_000;
        const samples = Float32Array.from(
          { length: (sampleRate * ms) / 1000 },
          (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / sampleRate),
        );
        const meta = { type: 'speech.sentence' as const, turn, sentence, sampleRate, durationMs: ms, words: [], visemes: [] };
        player.play(meta, { turn, sentence, sampleRate, samples });
      },
    };
    const peak = () => {
      const wave = new Float32Array(512);
      analysers[0]?.getFloatTimeDomainData(wave);
      return wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    };
    Object.assign(window, { played, peak });
  });
}

const eventsOf = (page: Page): Promise<PlaybackEvent[]> => page.evaluate(() => (window as unknown as PlayWindow).played.events);
const waitForEvents = (page: Page, count: number) =>
  page.waitForFunction((wanted) => (window as unknown as PlayWindow).played.events.length >= wanted, count);
const inPage = (page: Page, act: (played: Played) => void) => page.evaluate(`(${act.toString()})(window.played)`);

describe.skipIf(noChromium !== null)(`player in Chromium${noChromium === null ? '' : `: skipped, ${noChromium}`}`, () => {
  let harness: BuiltHarness;
  let open: OpenPage;
  beforeAll(async () => {
    harness = await buildHarness();
    open = await harness.open({});
  }, 60_000);
  afterAll(async () => {
    await open?.close();
    await harness?.close();
  });
  afterEach(async () => {
    expect(open.complaints).toEqual([]);
    await open.page.reload();
    await open.page.waitForFunction(() => window.harness !== undefined);
  });

  it('plays sentences one after the other and reports each', async () => {
    await create(open.page);
    await inPage(open.page, (played) => {
      played.play(1, 0, 300);
      played.play(1, 1, 200);
    });
    await waitForEvents(open.page, 4);
    expect(await eventsOf(open.page)).toEqual([
      { turn: 1, sentence: 0, event: 'started', heardMs: expect.any(Number) },
      { turn: 1, sentence: 0, event: 'finished', heardMs: 300 },
      { turn: 1, sentence: 1, event: 'started', heardMs: expect.any(Number) },
      { turn: 1, sentence: 1, event: 'finished', heardMs: 200 },
    ]);
  });

  it('tells lip sync and captions where it is', async () => {
    await create(open.page);
    await inPage(open.page, (played) => played.play(3, 2, 400));
    const positions = await open.page.evaluate(
      () =>
        new Promise<{ turn: number; sentence: number; ms: number }[]>((done) => {
          const seen: { turn: number; sentence: number; ms: number }[] = [];
          const { player, events } = (window as unknown as PlayWindow).played;
          const look = () => {
            const position = player.position();
            if (position !== null) seen.push(position);
            if (events.some(({ event }) => event === 'finished')) done(seen);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    expect(positions.length).toBeGreaterThan(3);
    expect(positions.every(({ turn, sentence }) => turn === 3 && sentence === 2)).toBe(true);
    expect(positions.map(({ ms }) => ms)).toEqual(positions.map(({ ms }) => ms).sort((a, b) => a - b));
    expect(await open.page.evaluate(() => (window as unknown as PlayWindow).played.player.position())).toBeNull();
  });

  it('stops a cancelled turn, says how much was heard, and drops what comes late', async () => {
    await create(open.page);
    await inPage(open.page, (played) => {
      played.play(1, 0, 5000);
      played.play(1, 1, 5000);
    });
    await open.page.waitForFunction(() => ((window as unknown as PlayWindow).played.player.position()?.ms ?? 0) > 200);
    const before = await open.page.evaluate(() => {
      const { player, play } = (window as unknown as PlayWindow).played;
      const ms = player.position()?.ms ?? 0;
      player.cancel(1);
      play(1, 2, 100);
      play(2, 0, 100);
      return ms;
    });
    await waitForEvents(open.page, 5);
    const events = await eventsOf(open.page);
    expect(events.map(({ turn, sentence, event }) => [turn, sentence, event])).toEqual([
      [1, 0, 'started'],
      [1, 0, 'stopped'],
      [1, 1, 'stopped'],
      [2, 0, 'started'],
      [2, 0, 'finished'],
    ]);
    expect(events[1]?.heardMs).toBeGreaterThanOrEqual(Math.floor(before));
    expect(events[1]?.heardMs).toBeLessThan(before + 300);
    expect(events[2]?.heardMs).toBe(0);
  });

  it('gets quiet when ducked, loud again after, and silent when cancelled', async () => {
    await create(open.page);
    await inPage(open.page, (played) => played.play(1, 0, 20_000));
    const waitForPeak = (from: number, to: number) =>
      open.page.waitForFunction(
        ([least, most]) => {
          const peak = (window as unknown as PlayWindow).peak();
          return peak >= least && peak <= most;
        },
        [from, to] as const,
      );
    await waitForPeak(0.45, 1);
    await inPage(open.page, ({ player }) => player.duck(true));
    await waitForPeak(0.05, 0.12);
    await inPage(open.page, ({ player }) => player.duck(false));
    await waitForPeak(0.45, 1);
    await inPage(open.page, ({ player }) => player.duck(true));
    await inPage(open.page, ({ player }) => player.cancel(1));
    await waitForPeak(0, 0);
    // The next answer is not whispered because the last one was interrupted.
    await inPage(open.page, (played) => played.play(2, 0, 20_000));
    await waitForPeak(0.45, 1);
  });

  it('falls silent when paused, keeps its place, and goes on from there', async () => {
    await create(open.page);
    await inPage(open.page, (played) => played.play(1, 0, 2000));
    await open.page.waitForFunction(() => ((window as unknown as PlayWindow).played.player.position()?.ms ?? 0) > 200);
    await inPage(open.page, ({ player }) => player.pause(true));
    const place = () => open.page.evaluate(() => (window as unknown as PlayWindow).played.player.position()?.ms ?? -1);
    // Still, once two looks a tenth of a second of another audio clock apart agree.
    await open.page.evaluate(() => Object.assign(window, { clock: new AudioContext() }));
    await open.page.waitForFunction(() => (window as unknown as { clock: AudioContext }).clock.currentTime > 0.2);
    const first = await place();
    await open.page.waitForFunction(() => (window as unknown as { clock: AudioContext }).clock.currentTime > 1.5);
    expect(await place()).toBe(first);
    expect(first).toBeLessThan(1500);
    expect((await eventsOf(open.page)).map(({ event }) => event)).toEqual(['started']);
    await inPage(open.page, ({ player }) => player.pause(false));
    await waitForEvents(open.page, 2);
    expect((await eventsOf(open.page))[1]).toEqual({ turn: 1, sentence: 0, event: 'finished', heardMs: 2000 });
  });

  it('a turn cancelled in a pause reports what was heard before it, and the next one plays', async () => {
    await create(open.page);
    await inPage(open.page, (played) => played.play(1, 0, 5000));
    await open.page.waitForFunction(() => ((window as unknown as PlayWindow).played.player.position()?.ms ?? 0) > 200);
    await inPage(open.page, ({ player, play }) => {
      player.pause(true);
      player.cancel(1);
      play(2, 0, 100);
    });
    await waitForEvents(open.page, 4);
    const events = await eventsOf(open.page);
    expect(events.map(({ turn, event }) => [turn, event])).toEqual([
      [1, 'started'],
      [1, 'stopped'],
      [2, 'started'],
      [2, 'finished'],
    ]);
    expect(events[1]?.heardMs).toBeGreaterThan(200);
  });

  it('forgets cancelled turns when the conversation is reset', async () => {
    await create(open.page);
    await inPage(open.page, ({ player, play }) => {
      player.cancel(7);
      player.reset();
      play(1, 0, 100);
    });
    await waitForEvents(open.page, 2);
    expect((await eventsOf(open.page)).map(({ turn, event }) => [turn, event])).toEqual([
      [1, 'started'],
      [1, 'finished'],
    ]);
  });

  it('gives up what an untouched page may not play, and plays after the touch', async () => {
    const locked = await harness.open({ autoplay: false });
    try {
      // The page drives itself and reports on its console: whatever a test evaluates counts as a touch.
      const page = await locked.page.context().newPage();
      const reported: string[] = [];
      page.on('console', (message) => reported.push(message.text()));
      await page.addInitScript(() => {
        const silence = { sampleRate: 16_000, samples: new Float32Array(3200) };
        const meta = { type: 'speech.sentence' as const, sentence: 0, sampleRate: 16_000, durationMs: 200, words: [], visemes: [] };
        window.addEventListener('load', () => {
          const player = window.harness.createPlayer({
            onEvent: ({ turn, event, heardMs }) => console.info(`${turn} ${event} ${heardMs}`),
          });
          player.play({ ...meta, turn: 1 }, { ...silence, turn: 1, sentence: 0 });
          window.addEventListener('pointerdown', () => {
            player.unlock();
            player.play({ ...meta, turn: 2 }, { ...silence, turn: 2, sentence: 0 });
          });
        });
      });
      const gaveUp = page.waitForEvent('console', (message) => message.text().includes('stopped'));
      await page.goto(locked.page.url());
      await gaveUp;
      const finished = page.waitForEvent('console', (message) => message.text().includes('finished'));
      await page.mouse.click(5, 5);
      await finished;
      expect(reported.filter((line) => /^\d/.test(line))).toEqual([
        '1 stopped 0',
        expect.stringMatching(/^2 started \d{1,3}$/),
        '2 finished 200',
      ]);
    } finally {
      await locked.close();
    }
  });
});
