import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createWhisper } from '../../../native/whisper/create-whisper.ts';
import { tuneThreads, tuningFileFor, tuningKey } from '../../../native/whisper/tune-threads.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { BUNDLED_MODEL } from './fixtures.ts';

const root = mkdtempSync(join(tmpdir(), 'foyer-tuning-'));
afterAll(() => rmSync(root, { recursive: true }));
const key = { machine: 'test x 8', runtime: 'onnxruntime 1', model: 'a 1, b 2' };

let file = '';
let measured: number[] = [];
beforeEach(() => {
  file = tuningFileFor(mkdtempSync(join(root, 'data-')), '/models/whisper-base');
  measured = [];
});

const tune = (ms: Record<number, number>, options: Partial<{ key: typeof key; file: string; cores: number }> = {}) =>
  tuneThreads({
    file,
    key,
    cores: 8,
    measure: async (threads) => {
      measured.push(threads);
      return ms[threads] ?? Number.NaN;
    },
    ...options,
  });

describe('the number of threads', () => {
  it.each([
    ['the quickest', { 1: 100, 2: 60, 4: 40, 8: 30 }, 8, 8],
    ['fewer where more bring little', { 1: 100, 2: 60, 4: 58 }, 8, 2],
    ['one where more make it slower', { 1: 100, 2: 130 }, 8, 1],
    ['no more than there are cores', { 1: 100, 2: 60, 4: 40 }, 6, 4],
    ['one on one core', { 1: 100 }, 1, 1],
  ])('is %s', async (_, ms, cores, expected) => {
    expect(await tune(ms, { cores })).toBe(expected);
  });

  it('is measured once, and again for another machine, runtime or model, or when the file is no use', async () => {
    const ms = { 1: 100, 2: 60, 4: 80 };
    expect([await tune(ms), await tune({}), await tune({})]).toEqual([2, 2, 2]);
    expect(measured).toEqual([1, 2, 4]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...key, threads: 2, ms });
    for (const change of [{ machine: 'other' }, { runtime: 'other' }, { model: 'other' }]) {
      measured = [];
      await tune(ms, { key: { ...key, ...change } });
      expect(measured, JSON.stringify(change)).toEqual([1, 2, 4]);
    }
    writeFileSync(file, '{"threads":"many"}');
    measured = [];
    expect(await tune(ms)).toBe(2);
    expect(measured).toEqual([1, 2, 4]);
  });

  it('is used where it cannot be kept', async () => {
    writeFileSync(join(root, 'no-folder'), '');
    expect(await tune({ 1: 100, 2: 60, 4: 80 }, { file: join(root, 'no-folder', 'x.json') })).toBe(2);
  });

  it('is what a kept file says, unless it is given', async () => {
    const log = createRecordingLog();
    const start = async (threads?: number) => {
      const whisper = await createWhisper({
        modelDir: BUNDLED_MODEL,
        log,
        tuningFile: file,
        ...(threads === undefined ? {} : { threads }),
      });
      await whisper.close();
    };
    await start();
    const { threads, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
    expect(rest).toMatchObject({ ...tuningKey(BUNDLED_MODEL), ms: { 1: expect.any(Number) } });
    writeFileSync(file, JSON.stringify({ ...rest, threads: 3 }));
    await start();
    await start(1);
    const ready = log.lines.filter((line) => JSON.stringify(line).includes('whisper.ready')).map((line) => JSON.stringify(line));
    expect(ready.map((line) => Number(/"threads":(\d+)/.exec(line)?.[1]))).toEqual([threads, 3, 1]);
  });
});
