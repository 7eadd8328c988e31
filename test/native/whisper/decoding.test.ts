import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeByBeam } from '../../../native/whisper/beam.ts';
import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { createDecoder, type Decoding } from '../../../native/whisper/decoder.ts';
import { decodeGreedily } from '../../../native/whisper/greedy.ts';
import { findModelFiles } from '../../../native/whisper/model-files.ts';
import { type ModelSpec, readModelSpec } from '../../../native/whisper/model-spec.ts';
import { namePrompt, promptFor } from '../../../native/whisper/prompt.ts';
import { openRecogniser } from '../../../native/whisper/recogniser.ts';
import { openSessions, type Sessions } from '../../../native/whisper/sessions.ts';
import { likeliest } from '../../../native/whisper/token-choice.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { BUNDLED_MODEL, readRecording } from './fixtures.ts';
import { SMALL, TOKEN } from './random-model/configuration.ts';
import { writeRandomWhisper } from './random-model/random-whisper.ts';

const dir = mkdtempSync(join(tmpdir(), 'foyer-decoding-'));
const signal = new AbortController().signal;
let spec: ModelSpec;
let sessions: Sessions;
let newDecoding: (encoded: Tensor) => Decoding;

const encoded = (seed: number) =>
  new Tensor(
    'float32',
    Float32Array.from({ length: 50 * SMALL.width }, (_, i) => Math.sin(i * 0.37 + seed)),
    [1, 50, SMALL.width],
  );

beforeAll(async () => {
  writeRandomWhisper(dir);
  spec = readModelSpec(dir);
  sessions = await openSessions(findModelFiles(dir, 'merged'), 1);
  newDecoding = createDecoder(sessions, spec);
});
afterAll(async () => {
  await sessions.release();
  rmSync(dir, { recursive: true });
});

describe('a decoding that forks', () => {
  it('goes on in two ways that know nothing of each other', async () => {
    const trunk = newDecoding(encoded(0));
    await trunk.prompt(promptFor(spec, 'en'));
    const branch = trunk.fork();
    const alone = (await trunk.fork().step(72)).slice();
    await branch.step(101);
    await branch.step(33);
    expect((await trunk.step(72)).slice()).toEqual(alone);
  });
});

describe('a beam of three', () => {
  it('is at least as probable as one token after the other, whatever was said', async () => {
    const options = { prompt: promptFor(spec, 'en'), maxTokens: 12, signal };
    for (let seed = 0; seed < 8; seed++) {
      const greedy = await decodeGreedily(newDecoding(encoded(seed)), spec, options);
      const beam = await decodeByBeam(newDecoding(encoded(seed)), spec, options);
      expect(beam.tokens.length).toBeLessThanOrEqual(options.maxTokens);
      expect(beam.noSpeechProb).toBeCloseTo(greedy.noSpeechProb, 6);
      // One that found an end is judged by its mean; those cut by the budget are compared as far as they go.
      if (beam.stopped === greedy.stopped) expect(beam.avgLogprob, `seed ${seed}`).toBeGreaterThanOrEqual(greedy.avgLogprob - 0.05);
    }
  });

  it('stops when nobody waits any more', async () => {
    const options = { prompt: promptFor(spec, 'en'), maxTokens: 12, signal: AbortSignal.abort() };
    await expect(decodeByBeam(newDecoding(encoded(0)), spec, options)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the likeliest tokens', () => {
  it('are in order, allowed, and probabilities among what is allowed', () => {
    const logits = new Float32Array(TOKEN.notimestamps as number).fill(-20);
    logits[65] = 2;
    logits[66] = 3;
    logits[67] = 1;
    const choices = likeliest(logits, spec, 3, [66]);
    expect(choices.map(({ token }) => token).slice(0, 2)).toEqual([65, 67]);
    expect(Math.exp(choices[0]?.logprob ?? 0)).toBeCloseTo(1 / (1 + Math.exp(-1)), 3);
  });

  it('are the end where every number is broken', () => {
    const [only, ...others] = likeliest(new Float32Array(300).fill(Number.NaN), spec, 3);
    expect(only?.token).toBe(spec.endToken);
    expect(others).toEqual([]);
  });
});

describe('a prompt of names', () => {
  const tokensOf = (text: string) => [...text].map((letter) => letter.codePointAt(0) ?? 0);

  it('puts the likeliest name nearest to the transcript and leaves out what does not fit', () => {
    const prompt = namePrompt({ ...spec, maxTokens: 60 }, ['Tideline', 'Keel', 'Rudder', 'Mast'], tokensOf);
    expect(prompt[0]).toBe(TOKEN.startofprev);
    expect(String.fromCodePoint(...prompt.slice(1))).toBe(' Tideline.');
    const wide = namePrompt({ ...spec, maxTokens: 448 }, ['Tideline', 'Keel', 'Rudder', 'Mast'], tokensOf);
    expect(String.fromCodePoint(...wide.slice(1))).toBe(' Mast, Rudder, Keel, Tideline.');
  });

  it('is none without names, and none for a model that was not taught to read on', () => {
    expect(namePrompt(spec, [], tokensOf)).toEqual([]);
    expect(namePrompt({ ...spec, previousToken: null }, ['Tideline'], tokensOf)).toEqual([]);
  });

  it('is left out of a second attempt where the first one looks wrong', async () => {
    const recogniser = await openRecogniser({ modelDir: dir, threads: 1, layout: 'merged' });
    try {
      const audio = readRecording('help.wav');
      const without = await recogniser.recognise(audio, { language: 'en', signal });
      const withNames = await recogniser.recognise(audio, { language: 'en', names: ['Keel'], signal });
      expect(without.retried).toBe(false);
      expect(withNames).toEqual({ ...without, retried: true });
    } finally {
      await recogniser.release();
    }
  });

  it('reaches the decoder of a model that takes one, through the worker', async () => {
    const audio = readRecording('help.wav');
    const heardBy = async (modelDir: string) => {
      const log = createRecordingLog();
      const whisper = await createWhisper({ modelDir, threads: 1, log });
      try {
        for (const names of [[], ['Keel']]) await whisper.transcribe(audio, { locale: 'en', names });
        // Decoded again without names where the text is unsure, as random weights are.
        return {
          takesNames: whisper.takesNames,
          retried: log.lines.filter(({ level }) => level === 'debug').map(({ fields }) => (fields as { retried: boolean }).retried),
        };
      } finally {
        await whisper.close();
      }
    };
    expect(await heardBy(dir)).toEqual({ takesNames: true, retried: [false, true] });
    expect(await heardBy(BUNDLED_MODEL)).toEqual({ takesNames: false, retried: [false, false] });
  });

  it('does not move the place where "no speech" is read', async () => {
    const before = [TOKEN.startofprev as number, 84, 105];
    const plain = promptFor(spec, 'en');
    const whole = [...before, ...plain];
    const { noSpeechProb } = await decodeGreedily(newDecoding(encoded(1)), spec, { prompt: whole, maxTokens: 3, signal });
    const logits = await newDecoding(encoded(1)).prompt(whole);
    const row = logits.subarray((before.length * logits.length) / whole.length, ((before.length + 1) * logits.length) / whole.length);
    const top = Math.max(...row);
    const total = row.reduce((sum, value) => sum + Math.exp(value - top), 0);
    expect(noSpeechProb).toBeCloseTo(Math.exp((row[TOKEN.nospeech as number] ?? 0) - top) / total, 5);
  });
});
