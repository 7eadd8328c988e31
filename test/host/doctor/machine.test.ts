import { chmodSync, existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../host/doctor/clock.ts';
import { machineProbes, memory, processor } from '../../../host/doctor/machine.ts';
import { judgeTrial } from '../../../host/doctor/speech.ts';
import { growth, storageProbes } from '../../../host/doctor/storage.ts';
import { contextOf, newDir, put } from './support.ts';

const run = async (probes: typeof machineProbes, name: string, context = contextOf()) => {
  const [check] = (await probes.find((probe) => probe.name === name)?.run(context)) ?? [];
  return check;
};

test.each([
  [8e9, 'ok'],
  [2e9, 'warn'],
  [1e9, 'fail'],
])('memory of %d bytes: %s', (bytes, state) => expect(memory(bytes)).toMatchObject({ state }));

test.each([
  [8, 'ok'],
  [2, 'ok'],
  [1, 'warn'],
])('%d cores: %s', (cores, state) => expect(processor(cores)).toMatchObject({ state }));

test.each([
  ['256', 'warn'],
  ['1024', 'ok'],
  ['unlimited', 'ok'],
])('at most %s open files: %s', async (limit, state) => {
  const context = contextOf();
  put(context.root, 'proc/self/limits', `Limit  Soft Limit  Hard Limit  Units\nMax open files            ${limit}   4096   files\n`);
  expect(await run(machineProbes, 'open files', context)).toMatchObject({ state, message: expect.stringContaining(limit) });
});

test.each([
  [900, 'ok', 'in step'],
  [-20_000, 'ok', '20 s slow'],
  [120_000, 'warn', '120 s fast'],
  [-3_600_000, 'fail', '3600 s slow'],
])('a clock %d ms from the endpoint’s: %s', (offsetMs, state, message) => expect(judge(offsetMs)).toMatchObject({ state, message }));

test.each([
  ['Where is the nearest toilet?', 400, 'ok'],
  ['Where is the nearest toilet?', 4000, 'warn'],
  ['Wear is than ear est oil it', 100, 'fail'],
])('of the trial sentence it understood %j in %d ms: %s', (text, ms, state) => {
  expect(judgeTrial(text, ms, 1400)).toMatchObject({ state });
});

describe('the data directory', () => {
  test('is tried by writing, and left as it was', async () => {
    const context = contextOf();
    chmodSync(context.dataDir, 0o700);
    expect(await run(storageProbes, 'data directory', context)).toMatchObject({ state: 'ok' });
    expect(readdirSync(context.dataDir)).toEqual([]);
    chmodSync(context.dataDir, 0o755);
    expect(await run(storageProbes, 'data directory', context)).toMatchObject({
      state: 'warn',
      remedy: expect.stringContaining('chmod 700'),
    });
  });

  test.skipIf(!existsSync('/proc/version'))('that takes no file is a failure, whatever its modes say', async () => {
    // procfs refuses new files to everybody, root too, as a read-only root does.
    const check = await run(storageProbes, 'data directory', contextOf({ dataDir: '/proc/sys' }));
    expect(check).toMatchObject({ state: 'fail', remedy: expect.stringContaining('partition') });
  });

  const DAY = 86_400_000;
  const grown = (days: number, bytes: number, free: number) => {
    const dir = newDir();
    const old = new Date(Date.now() - days * DAY);
    utimesSync(put(dir, 'logs/kiosk.log.1', 'x'), old, old);
    put(dir, 'traces/today.jsonl', new Uint8Array(bytes));
    return growth(dir, Date.now(), free)[0];
  };

  test('says how fast it grows, and for how long there is room', () => {
    expect(grown(10, 10e6, 1e9)).toMatchObject({
      state: 'ok',
      message: expect.stringMatching(/about 1\.0 MB a day; room for (999|1000) days/),
    });
    expect(grown(10, 10e6, 30e6)).toMatchObject({ state: 'warn', message: expect.stringMatching(/room for (29|30) days/) });
    expect(grown(0, 10e6, 1e9)).toMatchObject({ state: 'ok', message: expect.stringContaining('less than a day old') });
    expect(growth(join(newDir(), 'none'), Date.now())).toEqual([]);
  });
});
