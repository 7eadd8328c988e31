import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'foyer-theme-cli-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const theme = (...args: string[]) => spawnSync(process.execPath, [main, 'theme', ...args], { encoding: 'utf8' });

test('a theme begins with an example, which is good as it is, and is never overwritten', () => {
  expect(theme('init', data, '--from', 'museum').status).toBe(0);
  expect(theme('check', data)).toMatchObject({ status: 0, stdout: expect.stringContaining('ok    Museum') });
  const again = theme('init', data);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain('has a theme already');
  expect(readFileSync(join(data, 'theme', 'theme.yaml'), 'utf8')).toContain('name: Museum');
});

test('a check names what is wrong, and what is used instead', () => {
  theme('init', data);
  writeFileSync(join(data, 'theme', 'theme.yaml'), 'logo: logo.svg\nday: { room: "#ffffff", text: "#aaaaaa" }\n');
  const { status, stdout } = theme('check', data, '--json');
  expect(status).toBe(1);
  const report = JSON.parse(stdout) as { ok: boolean; problems: string[] };
  expect(report.ok).toBe(false);
  expect(report.problems.join('\n')).toMatch(
    /text #aaaaaa on [\w -]+ has a contrast of \d\.\d\d to 1[\s\S]*theme\/logo\.svg is not there; the venue's name is shown/,
  );
});

test('an example that does not exist, and a folder without a theme, are told', () => {
  expect(theme('init', data, '--from', '../demo').stderr).toContain('Choose one of event, museum, plain');
  expect(theme('check', data).stderr).toContain('there is no theme in');
});
