import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { type TuneOptions, type Tuning, tune, tuningFileFor, tuningKey } from '../../../native/whisper/tune.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { BUNDLED_MODEL } from './fixtures.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer-tuning-'));
afterAll(() => rmSync(root, { recursive: true }));
const key = { machine: 'test x 8', runtime: 'onnxruntime 1', model: 'a 1, b 2' };

const EACH_ONE = { encoder: ['float32'], decoder: ['float32'] } as const;
const PLAIN = { encoder: 'float32', decoder: 'float32' } as const;

let file = '';
let measured: Tuning[] = [];
beforeEach(() => {
  file = tuningFileFor(mkdtempSync(join(root, 'data-')), '/models/whisper-base');
  measured = [];
});

/** @param ms by number of threads */
const tuneWith = (ms: Record<number, number>, options: Partial<TuneOptions> = {}) =>
  tune({
    file,
    key,
    cores: 8,
    kinds: EACH_ONE,
    measure: async (tuning) => {
      measured.push(tuning);
      return { ms: ms[tuning.threads] ?? Number.NaN, texts: [] };
    },
    ...options,
  });
const threadsMeasured = () => measured.map(({ threads }) => threads);

describe('the number of threads', () => {
  it.each([
    ['the quickest', { 1: 100, 2: 60, 4: 40, 8: 30 }, 8, 8],
    ['fewer where more bring little', { 1: 100, 2: 60, 4: 58 }, 8, 2],
    ['one where more make it slower', { 1: 100, 2: 130 }, 8, 1],
    ['no more than there are cores', { 1: 100, 2: 60, 4: 40 }, 6, 4],
    ['one on one core', { 1: 100 }, 1, 1],
  ])('is %s', async (_, ms, cores, threads) => {
    expect(await tuneWith(ms, { cores })).toEqual({ threads, weights: PLAIN });
  });

  it('is measured once, and again for another machine, runtime or model, or when the file is no use', async () => {
    const ms = { 1: 100, 2: 60, 4: 80 };
    expect([await tuneWith(ms), await tuneWith({}), await tuneWith({})].map(({ threads }) => threads)).toEqual([2, 2, 2]);
    expect(threadsMeasured()).toEqual([1, 2, 4]);
    const figures = { '1 thread': 100, '2 threads': 60, '4 threads': 80 };
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...key, threads: 2, weights: PLAIN, ms: figures });
    for (const change of [{ machine: 'other' }, { runtime: 'other' }, { model: 'other' }]) {
      measured = [];
      await tuneWith(ms, { key: { ...key, ...change } });
      expect(threadsMeasured(), JSON.stringify(change)).toEqual([1, 2, 4]);
    }
    writeFileSync(file, '{"threads":"many"}');
    measured = [];
    expect((await tuneWith(ms)).threads).toBe(2);
    expect(threadsMeasured()).toEqual([1, 2, 4]);
  });

  it('is used where it cannot be kept', async () => {
    writeFileSync(join(root, 'no-folder'), '');
    const nowhere = join(root, 'no-folder', 'x.json');
    expect((await tuneWith({ 1: 100, 2: 60, 4: 80 }, { file: nowhere })).threads).toBe(2);
  });

  it('is what a kept file says, unless it is given', async () => {
    const log = createRecordingLog();
    const start = async (threads?: number) => {
      const given = threads === undefined ? {} : { threads };
      const whisper = await createWhisper({ modelDir: BUNDLED_MODEL, log, tuningFile: file, ...given });
      await whisper.close();
    };
    await start();
    const { threads, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
    const quantized = { encoder: 'quantized', decoder: 'quantized' };
    expect(rest).toMatchObject({ ...tuningKey(BUNDLED_MODEL), weights: quantized, ms: { '1 thread': expect.any(Number) } });
    writeFileSync(file, JSON.stringify({ ...rest, threads: 3 }));
    await start();
    await start(1);
    const ready = log.lines.filter(({ event }) => event === 'whisper.ready').map(({ fields }) => (fields as Tuning).threads);
    expect(ready).toEqual([threads, 3, 1]);
  });
});

describe('the kinds of weights', () => {
  const kinds = { encoder: ['quantized', 'float32'], decoder: ['eight-bit', 'float32', 'float16'] } as const;
  const choose = (ms: Record<string, number>, heard: Record<string, string> = {}) =>
    tune({
      file,
      key,
      cores: 1,
      kinds,
      measure: async (tuning) => {
        measured.push(tuning);
        const name = `${tuning.weights.encoder} ${tuning.weights.decoder}`;
        const took = ms[name];
        if (took === undefined) throw new Error('does not load');
        return { ms: took, texts: ['where is', heard[name] ?? 'the lift'] };
      },
    });

  it('are the preferred where others bring little, float16 untried', async () => {
    const ms = { 'quantized eight-bit': 100, 'quantized float32': 95, 'float32 eight-bit': 120 };
    expect((await choose(ms)).weights).toEqual({ encoder: 'quantized', decoder: 'eight-bit' });
    expect(measured.map(({ weights }) => weights.decoder)).not.toContain('float16');
  });

  it('are those that are quicker, each by itself', async () => {
    const ms = { 'quantized eight-bit': 100, 'quantized float32': 80, 'float32 float32': 60 };
    expect((await choose(ms)).weights).toEqual({ encoder: 'float32', decoder: 'float32' });
    expect((await choose({})).weights).toEqual({ encoder: 'float32', decoder: 'float32' });
    expect(measured).toHaveLength(3);
  });

  it('are never some that hear something else, or do not work', async () => {
    const ms = { 'quantized eight-bit': 100, 'quantized float32': 50 };
    const weights = { encoder: 'quantized', decoder: 'eight-bit' };
    expect((await choose(ms, { 'quantized float32': 'the lisp' })).weights).toEqual(weights);
  });
});
