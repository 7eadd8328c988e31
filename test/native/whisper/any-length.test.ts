import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { makeAnyLength } from '../../../native/whisper/any-length.ts';
import { contextsFor, looksWrong } from '../../../native/whisper/context.ts';
import { createEncoder } from '../../../native/whisper/encoder.ts';
import { readModelSpec } from '../../../native/whisper/model-spec.ts';
import { rewriteForAnyLength } from '../../../native/whisper/onnx/any-length-encoder.ts';
import { openRecogniser } from '../../../native/whisper/recogniser.ts';
import { openSession } from '../../../native/whisper/sessions.ts';
import { BUNDLED_MODEL, readRecording } from './fixtures.ts';
import { SMALL } from './random-model/configuration.ts';
import type { EncoderLayout } from './random-model/encoder-graph.ts';
import { writeRandomWhisper } from './random-model/random-whisper.ts';

/** A window of 12 s, so that short contexts have room. */
const SHAPE = { ...SMALL, windowFrames: 1200 };
const ENCODER = 'onnx/encoder_model.onnx';
const REWRITTEN = 'onnx/encoder_model.any-length.onnx';
const root = mkdtempSync(join(tmpdir(), 'foyer-any-length-'));
const signal = new AbortController().signal;
afterAll(() => rmSync(root, { recursive: true }));

let dir = '';
function model(layout?: EncoderLayout): string {
  dir = mkdtempSync(join(root, 'model-'));
  writeRandomWhisper(dir, SHAPE, layout);
  return dir;
}
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function encode(file: string, audio: Float32Array, samples?: number) {
  const session = await openSession(join(dir, file), 1);
  const encoder = await createEncoder(session, readModelSpec(dir));
  const { data, dims } = await encoder.encode(audio, samples);
  await session.release();
  return { data: data as Float32Array, dims, takesAnyLength: encoder.takesAnyLength };
}

const LAYOUTS: readonly EncoderLayout[] = [
  { lengths: 'computed', table: 'plain' },
  { lengths: 'computed', table: 'gathered' },
  { lengths: 'folded', table: 'plain' },
  { lengths: 'folded', table: 'gathered' },
];

describe.each(LAYOUTS)('an encoder with $lengths lengths and a $table table', (layout) => {
  it('gives the same numbers on a full window, and does less on a short one', async () => {
    model(layout);
    const audio = readRecording('help.wav');
    const before = await encode(ENCODER, audio);
    expect(before.takesAnyLength).toBe(false);
    expect(await makeAnyLength(dir, 1)).toEqual({ state: 'rewritten', file: REWRITTEN, maxDifference: 0 });
    const after = await encode(REWRITTEN, audio, SHAPE.windowFrames * 160);
    expect(after.takesAnyLength).toBe(true);
    expect(after.dims).toEqual([1, 600, SHAPE.width]);
    expect(after.data).toEqual(before.data);
    const short = await encode(REWRITTEN, audio, 3 * 16_000);
    expect(short.dims).toEqual([1, 150, SHAPE.width]);
    expect(short.data.every(Number.isFinite)).toBe(true);
  });
});

describe('an encoder that cannot be rewritten', () => {
  it('without a table of the window stays as it is, and says why', async () => {
    model();
    const bytes = readFileSync(join(dir, ENCODER));
    expect(() => rewriteForAnyLength(bytes, 1500)).toThrow('no position table of 1500 rows');
    expect(() => rewriteForAnyLength(bytes.subarray(0, 4000), 600)).toThrow(RangeError);
    expect(() => rewriteForAnyLength(new Uint8Array(), 600)).toThrow('operator set');
  });

  it('is kept in use, with the reason, and nothing of the attempt stays', async () => {
    model();
    const config = JSON.parse(readFileSync(join(dir, 'preprocessor_config.json'), 'utf8'));
    writeFileSync(join(dir, 'preprocessor_config.json'), JSON.stringify({ ...config, nb_max_frames: 1000 }));
    const outcome = await makeAnyLength(dir, 1);
    expect(outcome).toMatchObject({ state: 'kept', reason: expect.stringContaining('no position table of 500 rows') });
    expect(existsSync(join(dir, REWRITTEN))).toBe(false);
  });

  it('is left alone where it takes any length already', async () => {
    dir = mkdtempSync(join(root, 'model-'));
    cpSync(BUNDLED_MODEL, dir, { recursive: true });
    expect(await makeAnyLength(dir, 1)).toEqual({ state: 'native' });
  });
});

describe('how much context an utterance gets', () => {
  it.each([
    [0.5, [3, 30]],
    [3, [4, 30]],
    [6.2, [7.5, 30]],
    [19, [20, 30]],
    [25, [30]],
  ])('%f s: %j', (seconds, expected) => {
    expect(contextsFor(seconds * 16_000, 30 * 16_000).map((samples) => samples / 16_000)).toEqual(expected);
  });

  it('a result without an end, in circles or unsure looks wrong', () => {
    expect(looksWrong({ stopped: 'end', avgLogprob: -0.4 })).toBe(false);
    expect(looksWrong({ stopped: 'end', avgLogprob: -1.2 })).toBe(true);
    expect(looksWrong({ stopped: 'loop', avgLogprob: -0.1 })).toBe(true);
    expect(looksWrong({ stopped: 'budget', avgLogprob: -0.1 })).toBe(true);
  });

  it('a short context that went well is the only one', async () => {
    dir = mkdtempSync(join(root, 'model-'));
    cpSync(BUNDLED_MODEL, dir, { recursive: true });
    renameSync(join(dir, 'onnx/encoder_model_quantized.onnx'), join(dir, 'onnx/encoder_model_quantized.any-length.onnx'));
    cpSync(join(BUNDLED_MODEL, 'onnx/encoder_model_quantized.onnx'), join(dir, 'onnx/encoder_model_quantized.onnx'));
    const recogniser = await openRecogniser({ modelDir: dir, threads: 1 });
    const result = await recogniser.recognise(readRecording('how-far-is-it.wav'), { signal });
    await recogniser.release();
    expect(result).toMatchObject({ text: 'how far is it', contextMs: 3000, retried: false });
  });

  it('one that looks wrong is decoded again on the window, as the original does it', async () => {
    model();
    const audio = readRecording('help.wav');
    const recognise = async () => {
      const recogniser = await openRecogniser({ modelDir: dir, threads: 1 });
      const result = await recogniser.recognise(audio, { language: 'en', signal });
      await recogniser.release();
      return result;
    };
    const original = await recognise();
    expect(original).toMatchObject({ contextMs: 12_000, retried: false });
    await makeAnyLength(dir, 1);
    expect(await recognise()).toEqual({ ...original, retried: true });
  });
});
