import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The stand-in for Electron's runtime is made for Linux.
test.skipIf(process.platform !== 'linux')('the packaged kiosk process finds its engines, models and demo', { timeout: 400_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package-check.mjs'], { cwd: root, encoding: 'utf8' });
  expect(`${stdout}${status === 0 ? '' : stderr}`).toContain('package check: all there');
});
