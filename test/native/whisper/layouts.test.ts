import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDecoder } from '../../../native/whisper/decoder.ts';
import { decodeGreedily } from '../../../native/whisper/greedy.ts';
import { findModelFiles } from '../../../native/whisper/model-files.ts';
import { type ModelSpec, readModelSpec } from '../../../native/whisper/model-spec.ts';
import { openRecogniser } from '../../../native/whisper/recogniser.ts';
import { openSessions, type Sessions } from '../../../native/whisper/sessions.ts';
import { readRecording } from './fixtures.ts';
import { SMALL, TOKEN } from './random-model/configuration.ts';
import { writeRandomWhisper } from './random-model/random-whisper.ts';

const dir = mkdtempSync(join(tmpdir(), 'foyer-random-whisper-'));
const signal = new AbortController().signal;
const PROMPT = ['startoftranscript', 'en', 'transcribe', 'notimestamps'].map((name) => TOKEN[name] as number);
let spec: ModelSpec;
let merged: Sessions;
let split: Sessions;

/** What an encoder might give. */
const encoded = () =>
  new Tensor(
    'float32',
    Float32Array.from({ length: 50 * SMALL.width }, (_, i) => Math.sin(i * 0.37)),
    [1, 50, SMALL.width],
  );

beforeAll(async () => {
  writeRandomWhisper(dir);
  spec = readModelSpec(dir);
  merged = await openSessions(findModelFiles(dir, 'merged'), 1);
  split = await openSessions(findModelFiles(dir, 'split'), 1);
});
afterAll(async () => {
  await merged.release();
  await split.release();
  rmSync(dir, { recursive: true });
});

describe('decoder layouts', () => {
  it('decode the same from one file and from two', async () => {
    const options = { prompt: PROMPT, maxTokens: 30, signal };
    const one = await decodeGreedily(createDecoder(merged, spec)(encoded()), spec, options);
    const two = await decodeGreedily(createDecoder(split, spec)(encoded()), spec, options);
    expect(one.tokens.length).toBeGreaterThan(5);
    expect(two.tokens).toEqual(one.tokens);
    expect(two.avgLogprob).toBeCloseTo(one.avgLogprob, 4);
    expect(two.noSpeechProb).toBeCloseTo(one.noSpeechProb, 6);
  });

  it.each(['merged', 'split'] as const)('step by step with the cache (%s) is the same as all at once without', async (layout) => {
    const newDecoding = createDecoder(layout === 'merged' ? merged : split, spec);
    const text = [72, 12, 101, 33, 8, 64];
    const stepwise = newDecoding(encoded());
    let last = await stepwise.prompt(PROMPT);
    for (const token of text) last = await stepwise.step(token);
    const whole = await newDecoding(encoded()).prompt([...PROMPT, ...text]);
    const expected = whole.subarray(whole.length - last.length);
    expect(Math.max(...last.map((value, i) => Math.abs(value - (expected[i] as number))))).toBeLessThan(1e-4);
  });

  it('keeps two decodings apart', async () => {
    const newDecoding = createDecoder(merged, spec);
    const a = newDecoding(encoded());
    const b = newDecoding(encoded());
    await a.prompt(PROMPT);
    await b.prompt(PROMPT);
    await a.step(5);
    const afterOther = (await b.step(9)).slice();
    const alone = newDecoding(encoded());
    await alone.prompt(PROMPT);
    expect(afterOther).toEqual(await alone.step(9));
  });

  it('never lets a suppressed, special or timestamp token out, nor the end first', async () => {
    const { tokens } = await decodeGreedily(createDecoder(merged, spec)(encoded()), spec, { prompt: PROMPT, maxTokens: 40, signal });
    expect(tokens.length).toBeGreaterThan(0);
    expect(tokens.every((token) => token < 128)).toBe(true);
  });

  it('stops at the budget and when cancelled', async () => {
    const { tokens, stopped } = await decodeGreedily(createDecoder(merged, spec)(encoded()), spec, {
      prompt: PROMPT,
      maxTokens: 3,
      signal,
    });
    expect([tokens.length, stopped]).toEqual([3, 'budget']);
    const cancelled = decodeGreedily(createDecoder(merged, spec)(encoded()), spec, {
      prompt: PROMPT,
      maxTokens: 3,
      signal: AbortSignal.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a model of several languages with a fixed window', () => {
  it('is filled up to its window, takes the language given or detects it', async () => {
    const recogniser = await openRecogniser({ modelDir: dir, threads: 1 });
    expect(recogniser.languages).toEqual(['en', 'de']);
    expect(recogniser.windowSamples).toBe(SMALL.windowFrames * 160);
    const audio = readRecording('help.wav');
    const german = await recogniser.recognise(audio, { language: 'de', signal });
    const english = await recogniser.recognise(audio, { language: 'en', signal });
    const detected = await recogniser.recognise(audio, { signal });
    expect([german.language, english.language]).toEqual(['de', 'en']);
    expect(detected).toEqual(detected.language === 'de' ? german : english);
    expect(german.avgLogprob).not.toBe(english.avgLogprob);
    // What it sounds like does not depend on what it was told, and costs no step of its own.
    expect(german.spoken).toEqual(english.spoken);
    expect(german.spoken?.language).toBe(detected.language);
    expect(german.spoken?.probability).toBeGreaterThanOrEqual(0.5);
    await recogniser.release();
  });
});

describe('files of a model', () => {
  it('prefers quantized weights, then float32, then float16', () => {
    const other = mkdtempSync(join(tmpdir(), 'foyer-variants-'));
    writeRandomWhisper(other);
    const rename = (from: string, to: string) => renameSync(join(other, 'onnx', from), join(other, 'onnx', to));
    expect(findModelFiles(other)).toMatchObject({ encoder: expect.stringMatching(/encoder_model\.onnx$/), decoder: { layout: 'merged' } });
    rename('encoder_model.onnx', 'encoder_model_fp16.onnx');
    expect(findModelFiles(other).encoder).toMatch(/encoder_model_fp16\.onnx$/);
    rename('decoder_model_merged.onnx', 'decoder_model_merged_quantized.onnx');
    expect(findModelFiles(other).decoder).toMatchObject({ file: expect.stringMatching(/merged_quantized\.onnx$/) });
    rename('decoder_model_merged_quantized.onnx', 'other.onnx');
    expect(findModelFiles(other).decoder).toMatchObject({ layout: 'split', next: expect.stringMatching(/decoder_with_past_model\.onnx$/) });
    rename('decoder_with_past_model.onnx', 'decoder_with_past_model_int8.onnx');
    expect(() => findModelFiles(other)).toThrow(/decoder_model_merged/);
    rmSync(other, { recursive: true });
  });
});
