import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Why the desktop shell cannot be started here, or null. */
function obstacle(): string | null {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  if (!existsSync(pathFile) || !existsSync(executable(pathFile))) return "Electron's runtime is not here";
  if (!existsSync(join(root, 'dist/electron/main.js'))) return 'the desktop shell is not built';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  return null;
}

function executable(pathFile = join(root, 'node_modules/electron/path.txt')): string {
  return join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim());
}

const why = obstacle();

test.skipIf(why !== null)(
  `the desktop shell opens on the kiosk${why === null ? '' : ` (skipped: ${why})`}`,
  { timeout: 60_000 },
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'foyer-electron-'));
    const args = [root, '--data', data, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const app = await _electron.launch({ executablePath: executable(), args });
    try {
      const page = await app.firstWindow();
      await page.waitForSelector('#root > *');
      expect(page.url()).toBe('foyer://kiosk/');
      expect(await page.evaluate(() => ['require', 'process', 'ipcRenderer'].filter((name) => name in window))).toEqual([]);
      expect(await page.evaluate(() => Object.keys(window.foyerShell ?? {}))).toEqual(['requestConnection']);
      await page.evaluate(() => window.open('https://example.org/'));
      expect(app.windows()).toHaveLength(1);
    } finally {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    }
  },
);
