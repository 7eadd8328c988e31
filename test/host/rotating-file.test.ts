import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRotatingFile } from '../../host/rotating-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-rotation-'));
  path = join(folder, 'kiosk.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (name: string) => readFileSync(join(folder, name), 'utf8');

test('begins a new file before it is too long, and keeps so many old ones', () => {
  const file = openRotatingFile(path, { maxBytes: 20, keep: 2 });
  for (let i = 0; i < 9; i++) file.write(`line ${i}\n`);
  expect(readdirSync(folder).sort()).toEqual(['kiosk.log', 'kiosk.log.1', 'kiosk.log.2']);
  expect([text('kiosk.log.2'), text('kiosk.log.1'), text('kiosk.log')]).toEqual(['line 4\nline 5\n', 'line 6\nline 7\n', 'line 8\n']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('goes on where an earlier run ended', () => {
  writeFileSync(path, 'x'.repeat(15));
  const file = openRotatingFile(path, { maxBytes: 20, keep: 1 });
  file.write('four');
  expect(existsSync(`${path}.1`)).toBe(false);
  file.write('more\n');
  expect([text('kiosk.log.1'), text('kiosk.log')]).toEqual([`${'x'.repeat(15)}four`, 'more\n']);
});

test('a line longer than the limit is written whole', () => {
  const file = openRotatingFile(path, { maxBytes: 4, keep: 1 });
  file.write('much too long');
  file.write('and again');
  expect([text('kiosk.log.1'), text('kiosk.log')]).toEqual(['much too long', 'and again']);
});

test('loses nothing where it cannot be begun anew', () => {
  mkdirSync(`${path}.1`);
  writeFileSync(join(`${path}.1`, 'in the way'), '');
  const file = openRotatingFile(path, { maxBytes: 4, keep: 1 });
  file.write('one ');
  file.write('two ');
  expect(text('kiosk.log')).toBe('one two ');
});
