import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { improveHearing } from '../../../host/models/improve-hearing.ts';
import { installInWorker } from '../../../host/models/install-in-worker.ts';
import { openHearing } from '../../../host/models/open-hearing.ts';
import { createParts, type HostParts } from '../../../host/parts.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { readRecording } from '../../native/whisper/fixtures.ts';
import { type Fault, type HubServer, startHub } from './hub-server.ts';
import { tinyModelFiles } from './tiny-model.ts';

const MODEL = 'whisper-base';
const ENCODER = 'onnx/encoder_model_quantized.onnx';
const files = tinyModelFiles();
const root = mkdtempSync(join(tmpdir(), 'foyer-improve-'));
afterAll(() => rmSync(root, { recursive: true }));

let hub: HubServer;
let dataDir = '';
let parts: HostParts;
let log = createRecordingLog();
const config = configSchema.parse({ hearing: { threads: 1 } });

beforeEach(async () => {
  hub = await startHub(files);
  dataDir = mkdtempSync(join(root, 'data-'));
  log = createRecordingLog();
  parts = createParts({ clock: createTestClock(), log, planner: 'local' });
  await parts.start('hearing', () => openHearing({ dataDir, hearing: config.hearing, log }));
});
afterEach(async () => {
  await parts.close();
  await hub.close();
});

/** @param waits is told of each wait; the first ones pass at once, later ones never end by themselves */
function improve(attempts = 1, mirror = hub.url) {
  const waits: number[] = [];
  const stop = new AbortController();
  let onEndlessWait = () => {};
  const endlessWait = new Promise<void>((resolve) => {
    onEndlessWait = resolve;
  });
  const improvement = improveHearing({
    dataDir,
    config,
    log,
    parts,
    after: Promise.resolve(),
    env: {},
    install: (job) => installInWorker({ ...job, dataDir, mirror, threads: 1, maxBytesPerSecond: 50_000_000, stallMs: 500, attempts: 2 }),
    wait: (delayMs) => {
      waits.push(delayMs);
      if (waits.length <= attempts) return Promise.resolve();
      onEndlessWait();
      return new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve()));
    },
  });
  return {
    waits,
    /** It waits for longer than the test does. */
    endlessWait,
    ...improvement,
    async close() {
      const closed = improvement.close();
      stop.abort();
      await closed;
    },
  };
}

const said = async () => (await parts.hearing()?.transcribe(readRecording('help.wav')))?.text;
/** Resolves when a change of the kiosk's parts makes `check` true. */
function until(check: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!check()) return;
      stop();
      resolve();
    };
    const stop = parts.onChange(look);
    look();
  });
}

describe('a first start with a network', () => {
  it('fetches the recommended model while the bundled one hears, and hears with it from the next utterance on', async () => {
    const reasons: (string | undefined)[] = [];
    parts.onChange(() => reasons.push(parts.capabilities().hearing.reason));
    const improvement = improve();
    expect(await said()).toBe('help');
    await until(() => parts.hearing()?.model === MODEL);
    expect(parts.hearing()?.languages).toEqual(['en', 'de']);
    expect(parts.capabilities().hearing).toEqual({ state: 'ready' });
    expect(reasons.some((reason) => /^Fetching whisper-base, \d+ % of \d+ MB/.test(reason ?? ''))).toBe(true);
    // Random weights may well say nothing, which is no verdict.
    await parts.hearing()?.transcribe(readRecording('help.wav'));
    await improvement.close();
    expect(existsSync(join(dataDir, 'config.yaml'))).toBe(false);

    // The next start needs no network.
    await hub.close();
    const second = improve(0);
    await until(() => parts.hearing()?.model === MODEL);
    expect(second.waits).toEqual([]);
    await second.close();
    hub = await startHub(files);
  });

  it.each<[string, Fault[]]>([
    ['drops the connection', [{ dropAfter: 5000 }]],
    ['cuts the file short', [{ cutTo: 5000 }]],
    ['corrupts it', ['corrupt']],
    ['stalls', [{ stallAfter: 5000 }]],
  ])('gets there also from a hub that %s', async (_, faults) => {
    hub.faults.set(ENCODER, faults);
    const improvement = improve();
    await until(() => parts.hearing()?.model === MODEL);
    await improvement.close();
  });

  it('tries again later, telling once, where there is no network; hearing is as it was', async () => {
    const improvement = improve(3, 'http://127.0.0.1:9');
    await improvement.endlessWait;
    expect(improvement.waits).toEqual([10_000, 15 * 60_000, 60 * 60_000, 6 * 60 * 60_000]);
    expect(log.lines.filter(({ event }) => event.startsWith('model.'))).toEqual([expect.objectContaining({ event: 'model.no-network' })]);
    expect(parts.capabilities().hearing).toEqual({ state: 'ready' });
    expect(await said()).toBe('help');
    await improvement.close();
  });

  it('keeps hearing as before where the model is broken, and tells staff', async () => {
    hub.files.set(ENCODER, Buffer.from('no model'));
    const improvement = improve();
    await improvement.done;
    expect(parts.capabilities().hearing).toMatchObject({
      state: 'ready',
      reason: expect.stringContaining('whisper-base is not used'),
      remedy: expect.stringContaining('hearing.autoInstall: off'),
    });
    expect(await said()).toBe('help');
  });

  it('keeps hearing as before where an installed one does not load', async () => {
    mkdirSync(join(dataDir, 'models', MODEL), { recursive: true });
    writeFileSync(join(dataDir, 'models', MODEL, 'config.json'), '{}');
    await improve().done;
    expect(await said()).toBe('help');
    expect(parts.capabilities().hearing.reason).toMatch(/whisper-base is not used/);
  });

  it('stops between two chunks when the kiosk is closed', async () => {
    hub.faults.set(ENCODER, [{ stallAfter: 3000 }]);
    const improvement = improve();
    await hub.stalled;
    await improvement.close();
    expect(existsSync(join(dataDir, 'models', MODEL))).toBe(false);
    expect(existsSync(join(dataDir, 'models', '.staging', `${MODEL}.lock`))).toBe(false);
  });
});
