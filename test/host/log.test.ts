import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../host/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('writes JSON lines, for the owner alone', () => {
  const file = join(folder, 'logs', 'kiosk.log');
  const log = createLog({ file });
  log.info('started', { part: 'hearing' });
  log.debug('too much');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ msg: 'started', part: 'hearing' });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

// Linux has a device that is always full.
test.skipIf(!existsSync('/dev/full'))('goes on when the disk is full', async () => {
  const log = createLog({ file: '/dev/full' });
  for (let i = 0; i < 100; i++) log.error('no room', { error: new Error('x') });
  // An error event would come in a later turn of the event loop and end this process.
  await new Promise((resolve) => setImmediate(resolve));
  expect(() => log.info('still here')).not.toThrow();
});

test('goes to stderr when the file cannot be opened', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => createLog({ level: 'silent', file: join(folder, 'file', 'kiosk.log') }).info('x')).not.toThrow();
});
