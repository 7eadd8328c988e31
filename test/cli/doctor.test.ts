import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'foyer-doctor-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly message: string; readonly remedy?: string }[];
}

function doctor(env: Record<string, string> = {}): { readonly status: number | null; readonly report: Report } {
  const { status, stdout } = spawnSync(process.execPath, [main, 'doctor', '--json', '--data', data], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, report: JSON.parse(stdout) as Report };
}

test('a machine before its first start has nothing that fails but, maybe, the screen not built', () => {
  const { report } = doctor();
  expect(report.checks.filter(({ state, name }) => state === 'fail' && name !== 'screen')).toEqual([]);
  expect(report.checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['node', 'venue', 'speech model', 'browser', 'electron', 'keys']),
  );
});

test('every fault is named with its remedy, and the exit code says so', () => {
  writeFileSync(join(data, 'config.yaml'), 'hearing: { model: no-such-model }\nllm: { model: some-model }\nidel: 1\n');
  mkdirSync(join(data, 'keys'));
  writeFileSync(join(data, 'keys/badge.key'), '');
  chmodSync(join(data, 'keys/badge.key'), 0o644);
  mkdirSync(join(data, 'venue'));
  const { status, report } = doctor({ FOYER_CHROMIUM: '/no/such/browser', FOYER_LLM_API_KEY: '' });
  expect(status).toBe(1);
  expect(report.ok).toBe(false);
  const check = (name: string) => report.checks.find((one) => one.name === name);
  expect(check('configuration')).toMatchObject({ state: 'fail', message: 'idel is not a known key; did you mean idle?' });
  expect(check('speech model')).toMatchObject({ state: 'warn', message: expect.stringContaining('no-such-model') });
  expect(check('language model')).toMatchObject({ state: 'warn', message: expect.stringContaining('FOYER_LLM_API_KEY') });
  expect(check('venue')).toMatchObject({ state: 'fail' });
  expect(check('browser')).toMatchObject({ state: 'warn', message: expect.stringContaining('/no/such/browser') });
  if (process.platform !== 'win32') expect(check('keys')).toMatchObject({ state: 'fail', message: expect.stringContaining('badge.key') });
  for (const { state, remedy } of report.checks) if (state !== 'ok') expect(remedy).toMatch(/\S/);
});
