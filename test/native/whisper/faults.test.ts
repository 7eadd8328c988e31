import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpeechToText } from '../../../core/ports.ts';
import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { BUNDLED_MODEL, readRecording } from './fixtures.ts';
import { SMALL } from './random-model/configuration.ts';
import { writeHungryEncoder } from './random-model/hungry-encoder.ts';
import { writeRandomWhisper } from './random-model/random-whisper.ts';

const help = readRecording('help.wav');
/** The first sample that kills mortal-worker.ts. */
const DEADLY = 0.125;

describe('speech recognition under strain', () => {
  let whisper: SpeechToText;
  beforeAll(async () => {
    whisper = await createWhisper({ modelDir: BUNDLED_MODEL, threads: 1, log: createRecordingLog() });
  });
  afterAll(() => whisper.close());

  it('takes a hundred recordings at once: the first 32 in their order, and says no to the others', async () => {
    const done: number[] = [];
    const calls = Array.from({ length: 100 }, (_, i) => whisper.transcribe(help).finally(() => done.push(i)));
    const outcomes = await Promise.allSettled(calls);
    for (const served of outcomes.slice(0, 32)) expect(served).toMatchObject({ status: 'fulfilled', value: { text: 'help' } });
    expect(done.filter((i) => i < 32)).toEqual([...Array(32).keys()]);
    for (const refused of outcomes.slice(32)) {
      expect(refused).toMatchObject({ status: 'rejected', reason: { fault: 'model', code: 'recogniser-busy' } });
    }
    expect((await whisper.transcribe(help)).text).toBe('help');
  });

  it('makes room again when calls are cancelled', async () => {
    const abort = new AbortController();
    const calls = Array.from({ length: 32 }, () => whisper.transcribe(help, { signal: abort.signal }));
    abort.abort();
    await Promise.allSettled(calls);
    expect((await whisper.transcribe(help)).text).toBe('help');
  });

  it('hears nothing, and goes on, after 30 s of clipping', async () => {
    const clipped = Float32Array.from({ length: 30 * 16_000 }, (_, i) => (Math.floor(i / 40) % 2 === 0 ? 1 : -1));
    expect((await whisper.transcribe(clipped)).text).toBe('');
    const shouted = help.map((sample) => Math.max(-1, Math.min(1, 30 * sample)));
    expect((await whisper.transcribe(shouted)).audioMs).toBe(Math.round(help.length / 16));
    expect((await whisper.transcribe(help)).text).toBe('help');
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinite', Number.NEGATIVE_INFINITY],
    ['enormous', 3e38],
  ])('hears nothing in %s samples', async (_, sample) => {
    expect((await whisper.transcribe(new Float32Array(20_000).fill(sample))).text).toBe('');
    expect((await whisper.transcribe(help)).text).toBe('help');
  });
});

describe('a worker killed in the middle of an utterance', () => {
  it('fails that call as the model’s fault, comes back and serves those that waited', async () => {
    const log = createRecordingLog();
    const workerUrl = new URL('./mortal-worker.ts', import.meta.url);
    const whisper = await createWhisper({
      modelDir: BUNDLED_MODEL,
      threads: 1,
      log,
      workerUrl,
      backOff: { firstDelayMs: 1, maxDelayMs: 1 },
    });
    try {
      const fatal = help.slice();
      fatal[0] = DEADLY;
      const killed = whisper.transcribe(fatal);
      const waiting = whisper.transcribe(help);
      await expect(killed).rejects.toMatchObject({ fault: 'model', code: 'worker-crashed' });
      await expect(waiting).resolves.toMatchObject({ text: 'help' });
      expect(log.lines.map(({ event }) => event)).toContain('worker.restarted');
    } finally {
      await whisper.close();
    }
  });
});

describe('a model too large for the machine', () => {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-hungry-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('fails the one call that needs too much, with a remedy, and serves the next', async () => {
    writeRandomWhisper(dir, { ...SMALL, windowFrames: 3000 });
    writeHungryEncoder(dir);
    const whisper = await createWhisper({ modelDir: dir, threads: 1, log: createRecordingLog() });
    try {
      const long = Float32Array.from({ length: 8 * 16_000 }, (_, i) => help[i % help.length] ?? 0);
      await expect(whisper.transcribe(long)).rejects.toMatchObject({
        fault: 'model',
        code: 'model-memory',
        remedy: expect.stringContaining('smaller hearing.model'),
      });
      await expect(whisper.transcribe(help)).resolves.toMatchObject({ engine: 'onnx' });
    } finally {
      await whisper.close();
    }
  });
});
