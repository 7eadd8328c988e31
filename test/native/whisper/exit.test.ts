import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Exit code of a program of ours, or the signal it died of. */
function ending(program: string, ...args: readonly (string | number)[]): Promise<number | string | null> {
  const file = fileURLToPath(new URL(program, import.meta.url));
  return new Promise((resolve) => {
    spawn(process.execPath, [file, ...args.map(String)], { stdio: 'ignore' }).once('exit', (code, signal) => resolve(signal ?? code));
  });
}

async function endings(when: 'start' | 'hear', delaysMs: readonly number[]): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let i = 0; i < delaysMs.length; i += 2) {
    codes.push(...(await Promise.all(delaysMs.slice(i, i + 2).map((delayMs) => ending('./exit-while-hearing.ts', when, delayMs)))));
  }
  return codes;
}

it('a process that exits while its recogniser hears ends with its own code, at 20 moments', async () => {
  const delaysMs = Array.from({ length: 20 }, (_, i) => 1 + 3 * i);
  expect(await endings('hear', delaysMs)).toEqual(Array(20).fill(7));
}, 120_000);

it('and while it loads', async () => {
  expect(await endings('start', [60, 90, 120, 150, 200, 250])).toEqual(Array(6).fill(7));
}, 60_000);

it('ends also where native code hangs for ever', async () => {
  expect(await ending('../worker/exit-while-hanging.ts')).toBe('SIGKILL');
}, 60_000);
