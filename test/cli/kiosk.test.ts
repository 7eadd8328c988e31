import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let data: string;
let running: ChildProcess[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'foyer-kiosk-'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
  rmSync(data, { recursive: true, force: true });
});

/** Starts the command and waits for its address. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [main, 'kiosk', '--data', data, ...args], {
    env: { ...process.env, FOYER_AUTO_INSTALL: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let notes = '';
  child.stderr.on('data', (chunk) => {
    notes += chunk;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Foyer is ready at (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { child, url, notes: () => notes };
  }
  throw new Error(`it ended before it was ready: ${notes}`);
}

test('says where it is, serves there, and ends on SIGTERM', { timeout: 60_000 }, async () => {
  const { child, url } = await start('--port', '0', '--now', '2026-11-22T14:00');
  const response = await fetch(url, { redirect: 'manual' });
  expect(response.status).toBe(303);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('starts with a wrong configuration, and says what is wrong', { timeout: 60_000 }, async () => {
  writeFileSync(join(data, 'config.yaml'), 'headingDeg: north\n');
  const { notes } = await start('--port', '0');
  expect(notes()).toContain('headingDeg is "north"; allowed: a number from 0 to below 360; its default is used');
});

test('starts with a broken database of its own', { timeout: 60_000 }, async () => {
  writeFileSync(join(data, 'kiosk.sqlite'), 'x'.repeat(8192));
  const { child, url } = await start('--port', '0');
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a second kiosk on the same port ends with the remedy', { timeout: 60_000 }, async () => {
  const { url } = await start('--port', '0');
  const { port } = new URL(url);
  await expect(start('--port', port)).rejects.toThrow(/port \d+ is in use[\s\S]*remedy: .*--port/);
});
