import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishSetup } from './operator-client.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/** Each step goes on from the one before. */
describe('foyer cloud operator', () => {
  let dataDir = '';
  const operator = (...args: string[]) =>
    promisify(execFile)(process.execPath, [MAIN, 'cloud', 'operator', ...args, '--data', dataDir]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout: stdout.trim(), stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
    );
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'foyer-operator-commands-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('without an endpoint it writes to the database; the account waits for its owner', async () => {
    const added = await operator('add', 'Ada', '--role', 'admin');
    expect(added.stdout).toMatch(/^https:\/\/…\/operator\/setup#demo\/[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    expect(added.stderr).toContain('Opens once');
  }, 60_000);

  it('beside an endpoint it asks that, and prints a link that opens', async () => {
    const endpoint = spawn(process.execPath, [MAIN, 'cloud', 'serve', '--port', '0', '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const notes = createInterface(endpoint.stderr);
      const [[line]] = (await Promise.all([once(createInterface(endpoint.stdout), 'line'), once(notes, 'line')])) as [[string], unknown];
      const url = /http:\S+/.exec(line)?.[0] ?? '';
      expect((await operator('list')).stdout).toBe('Ada  admin  not set up yet');
      const taken = await operator('add', 'ada');
      expect(taken).toMatchObject({ code: 1, stderr: expect.stringMatching(/has that name already[\s\S]*operator list/) });
      const wrong = await operator('add', 'Ben', '--role', 'root');
      expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('viewer, operator, admin') });
      const { stdout: link } = await operator('reset', 'Ada');
      expect(link).toContain(`http://localhost:${new URL(url).port}/operator/setup#demo/`);
      const code = link.split('/').at(-1) ?? '';
      const { client } = await finishSetup(url, { tenant: 'demo', code }, Date.now());
      expect((await client.call('session')).body.operator).toMatchObject({ name: 'Ada', role: 'admin' });
      expect(await operator('remove', 'Ada')).toMatchObject({ code: 1, stderr: expect.stringMatching(/last admin[\s\S]*remedy/) });
      const page = await fetch(new URL('/operator', url));
      expect([200, 503]).toContain(page.status);
      expect((await operator('list', '--json')).stdout).toContain('"ready": true');
    } finally {
      endpoint.kill('SIGTERM');
      await once(endpoint, 'exit');
    }
  }, 60_000);
});
