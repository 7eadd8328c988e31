import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCertificate } from '../fakes/certificate.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const run = promisify(execFile);
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
  // Of the languages that a kiosk offers by itself.
  expect(report.checks.find(({ name }) => name === 'voices')).toMatchObject({ state: 'warn', message: expect.stringMatching(/^de: /) });
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

test('a server with a certificate of an own authority is well where that is named, and about to run out is a warning', async () => {
  const day = (count: number) => new Date(Date.now() + count * 86_400_000);
  const authority = { name: 'Our own', ...createCertificate({ name: 'Our own', from: day(-1), until: day(900), authority: true }) };
  const server = createServer(createCertificate({ name: 'localhost', from: day(-1), until: day(9), issuer: authority }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  writeFileSync(join(data, 'config.yaml'), `hearing: { enabled: false }\nwebhook: { url: "https://localhost:${port}/" }\n`);
  writeFileSync(join(data, 'authority.pem'), authority.cert);
  const found = async (env: Record<string, string>) => {
    const { stdout } = await run(process.execPath, [main, 'doctor', '--json', '--data', data], { env: { ...process.env, ...env } }).catch(
      (failed: { readonly stdout: string }) => failed,
    );
    return (JSON.parse(stdout) as Report).checks.find(({ name }) => name === 'certificate of webhook.url');
  };
  expect(await found({ NODE_EXTRA_CA_CERTS: join(data, 'authority.pem') })).toMatchObject({
    state: 'warn',
    message: expect.stringMatching(/good for [89] more days/),
  });
  expect(await found({ NODE_EXTRA_CA_CERTS: '' })).toMatchObject({
    state: 'fail',
    message: expect.stringMatching(/not trusted here/),
    remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });
  server.close();
});

test('a PIN is set from standard input, and the doctor sees that there is one', () => {
  const set = (input: string) => spawnSync(process.execPath, [main, 'kiosk', 'pin', '--data', data], { input, encoding: 'utf8' });
  const pin = () => doctor({ FOYER_HEARING: 'false' }).report.checks.find(({ name }) => name === 'staff PIN');
  expect(pin()).toMatchObject({ state: 'warn', remedy: expect.stringContaining('foyer kiosk pin') });
  expect(set('12\n')).toMatchObject({ status: 1, stderr: expect.stringContaining('4 to 12 digits') });
  const done = set('246810\n');
  expect(done).toMatchObject({ status: 0 });
  expect(done.stdout + done.stderr).not.toContain('246810');
  expect(pin()).toMatchObject({ state: 'ok' });
});
