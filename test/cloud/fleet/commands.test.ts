import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { enrolTestKiosk } from './fleet-client.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
let at: TestCloud;
let files = '';
beforeAll(async () => {
  at = await startTestCloud();
  files = mkdtempSync(join(tmpdir(), 'foyer-fleet-commands-'));
}, 60_000);
afterAll(async () => {
  await at?.close();
  rmSync(files, { recursive: true, force: true });
});

/** Against the endpoint that runs on the same data. */
async function cloud(...args: string[]) {
  const run = promisify(execFile)(process.execPath, [MAIN, 'cloud', ...args, '--data', at.dataDir], { cwd: files });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout: stdout.trim(), stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, stdout: error.stdout.trim(), stderr: error.stderr }),
  );
}
function write(name: string, text: string): string {
  writeFileSync(join(files, name), text);
  return name;
}

describe('foyer cloud kiosks, config and release', () => {
  it('kiosks are listed with what is wrong; what is configured and released reaches them', async () => {
    const kiosk = await enrolTestKiosk(at, 'house', 'Lobby east');
    await kiosk.beat({ mic: 'denied' });
    expect((await cloud('kiosks', 'house')).stdout).toMatch(/^red {5}Lobby east {2}0\.1\.0 .* microphone$/);
    expect(JSON.parse((await cloud('kiosks', 'house', '--json')).stdout)).toMatchObject([{ id: kiosk.id, light: 'red' }]);

    expect(
      await cloud('config', 'house', write('venue.yaml', 'locales: [fr, en]\nspeaking: {rate: 1.1}\n'), '--note', 'spring'),
    ).toMatchObject({
      code: 0,
      stdout: 'Revision 1',
    });
    await cloud('config', 'house', write('kiosk.yaml', 'headingDeg: 90\n'), '--kiosk', 'Lobby east');
    expect(await cloud('config', 'house')).toMatchObject({
      stdout: 'locales:\n  - fr\n  - en\nspeaking:\n  rate: 1.1',
      stderr: expect.stringMatching(/Revision 1 .* by command line\. spring/),
    });
    const release = await cloud('release', 'house', 'venue', write('lobby.sqlite', 'venue'), '--as', '2026-11-22');
    expect(release).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const { config, updates } = (await kiosk.beat()).body;
    expect(JSON.parse(config.payload).config).toEqual({ headingDeg: 90, locales: ['fr', 'en'], speaking: { rate: 1.1 } });
    expect(updates.venue).toMatchObject({ version: '2026-11-22', bytes: 5 });

    expect((await cloud('releases', 'house')).stdout).toMatch(/ {2}stable {2}venue {2}2026-11-22 {2}.* current$/);
    expect((await cloud('withdraw', 'house', release.stdout)).code).toBe(0);
    expect((await cloud('config', 'house', '--back-to', '0')).stdout).toBe('Revision 2');
    const after = (await kiosk.beat({ configVersion: 1 })).body;
    expect([JSON.parse(after.config.payload).config, after.updates]).toEqual([{ headingDeg: 90 }, null]);
  }, 180_000);

  it('what cannot be is told with the remedy, and wrong usage is 2', async () => {
    expect(await cloud('config', 'house', write('bad.yaml', 'sync: {url: "https://x.example"}\n'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/sync\.url is not for the fleet to set[\s\S]*docs\/fleet\.md/),
    });
    expect(await cloud('config', 'house', '--kiosk', 'Nowhere')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no kiosk "Nowhere"'),
    });
    expect(await cloud('release', 'house', 'venue', 'missing.sqlite', '--as', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"missing.sqlite" is not a file'),
    });
    expect(await cloud('release', 'house', 'poster', 'x', '--as', '1')).toMatchObject({ code: 2 });
  }, 180_000);
});
