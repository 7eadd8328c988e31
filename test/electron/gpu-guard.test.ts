import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGpuGuard } from '../../electron/gpu-guard.ts';
import { createRecordingLog } from '../fakes/plain.ts';

const DAY = 86_400_000;
let dir: string;
let wallMs: number;
let launches: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-gpu-'));
  wallMs = 1_800_000_000_000;
  launches = 0;
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A start of the program; what was kept before is there. */
const start = (file = join(dir, 'gpu.json')) =>
  createGpuGuard({ file, wallMs: () => wallMs, relaunch: () => void launches++, log: createRecordingLog() });
const crash = (guard: ReturnType<typeof start>, times: number) => {
  for (let i = 0; i < times; i++) {
    wallMs += 1000;
    guard.gone('crashed');
  }
};

test('a crash or two, or one now and then, change nothing', () => {
  const guard = start();
  expect(guard.software).toBe(false);
  for (let i = 0; i < 6; i++) {
    crash(guard, 1);
    wallMs += 6 * 60_000;
  }
  for (let i = 0; i < 5; i++) guard.gone('clean-exit');
  expect(launches).toBe(0);
  expect(start().software).toBe(false);
});

test('three in a row start the program once more, without the GPU, and never again for it', () => {
  crash(start(), 3);
  expect(launches).toBe(1);
  const second = start();
  expect(second.software).toBe(true);
  crash(second, 20);
  expect(launches).toBe(1);
});

test('the GPU gets another chance after a week', () => {
  crash(start(), 3);
  wallMs += 7 * DAY - 60_000;
  expect(start().software).toBe(true);
  wallMs += 120_000;
  expect(start().software).toBe(false);
});

test('crashes that took the whole program with them count for the next start', () => {
  for (let i = 0; i < 2; i++) crash(start(), 1);
  expect(start().software).toBe(false);
  crash(start(), 1);
  expect(start().software).toBe(true);
});

test('a clock set back keeps the GPU off no longer than was meant', () => {
  crash(start(), 3);
  wallMs -= 1000 * DAY;
  expect(start().software).toBe(false);
});

test('where nothing can be kept nothing is started again, as the next start would not know; a broken file is none', () => {
  crash(start(join(dir, 'no', 'folder', 'gpu.json')), 10);
  expect(launches).toBe(0);
  writeFileSync(join(dir, 'gpu.json'), '{"crashedAtMs": "often"');
  expect(start().software).toBe(false);
});
