import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../web/screen/chromium-screen.ts';

const dir = mkdtempSync(join(tmpdir(), 'foyer-chromium-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A program in the browser's place, which writes down how it was started. */
async function startedWith(env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const executable = join(dir, 'browser');
  const written = join(dir, 'env');
  writeFileSync(executable, `#!/bin/sh\nenv > ${written}\n`);
  chmodSync(executable, 0o755);
  await launchChromium({ executable, url: 'http://127.0.0.1:1/', profileDir: dir, env }).ended;
  return Object.fromEntries(
    readFileSync(written, 'utf8')
      .split('\n')
      .map((line) => line.split(/=(.*)/).slice(0, 2)),
  );
}

describe.skipIf(process.platform === 'win32')('the browser of a kiosk', () => {
  it('is not told the secret, and has no white window while it has no page', async () => {
    const env = await startedWith({ PATH: process.env.PATH, FOYER_WEB_TOKEN: 'secret-0123456789' });
    expect(env.FOYER_WEB_TOKEN).toBeUndefined();
    expect(env.GTK_THEME).toBe('Adwaita:dark');
  });

  it('has the theme that whoever set the machine up chose', async () => {
    const env = await startedWith({ PATH: process.env.PATH, GTK_THEME: 'HighContrastInverse' });
    expect(env.GTK_THEME).toBe('HighContrastInverse');
  });
});
