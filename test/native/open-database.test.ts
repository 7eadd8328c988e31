import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../native/sqlite/open-database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-db-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MIGRATIONS = [{ version: 1, name: 'one', sql: 'CREATE TABLE one (id INTEGER PRIMARY KEY)' }];

test('two that see the same old schema bring it up to date once', async () => {
  const path = join(folder, 'new.sqlite');
  const module = new URL('../../native/sqlite/open-database.ts', import.meta.url).href;
  // Each opens a hundred databases; the files are new to whichever comes first.
  const code = `const { openDatabase } = await import(${JSON.stringify(module)});
    for (let i = 0; i < 100; i++) openDatabase(${JSON.stringify(path)} + i, ${JSON.stringify(MIGRATIONS)}).close();`;
  const ends = [0, 1, 2].map(async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [exit] = await once(child, 'close');
    return exit === 0 ? 'ok' : errors;
  });
  expect(await Promise.all(ends)).toEqual(['ok', 'ok', 'ok']);
});

test('a file that is no database says what to do, and so does one that cannot be written', () => {
  writeFileSync(join(folder, 'x.sqlite'), 'x'.repeat(8192));
  expect(() => openDatabase(join(folder, 'x.sqlite'), MIGRATIONS)).toThrow(
    expect.objectContaining({ code: 'database-unusable', remedy: expect.stringContaining('Move the file away') }),
  );
  expect(() => openDatabase(join(folder, 'x.sqlite', 'y.sqlite'), MIGRATIONS)).toThrow(
    expect.objectContaining({ code: 'database-unusable', remedy: expect.stringContaining('room') }),
  );
});
