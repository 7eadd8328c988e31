import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveCloud } from '../../cli/cloud/serve-cloud.ts';
import { createCloudSync } from '../../host/cloud/create-cloud-sync.ts';
import { loadDeviceIdentity } from '../../host/cloud/device-identity.ts';
import { createIds, createSystemClock } from '../../host/system.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { callEndpoint } from './cloud-client.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let root = '';
let endpoint: Awaited<ReturnType<typeof started>>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'foyer-cloud-commands-'));
  endpoint = await started(['cloud', 'serve', '--port', '0', ...at()]);
}, 60_000);
afterAll(async () => {
  await endpoint?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** The first line that a server prints, and the server. */
async function started(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return { url: /http:\S+/.exec(line)?.[0] ?? '', stop };
}

async function foyer(...args: string[]) {
  const run = promisify(execFile)(process.execPath, [MAIN, ...args], { cwd: root });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout: stdout.trim(), stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, stdout: error.stdout.trim(), stderr: error.stderr }),
  );
}
const at = () => ['--data', join(root, 'cloud')];

describe('foyer cloud and foyer kiosk enrol', () => {
  it('a kiosk enrols with a code, syncs, is listed, revoked, and refused', async () => {
    const kiosk = join(root, 'kiosk');
    const code = await foyer('cloud', 'enrol-code', 'grand-hotel', ...at());
    expect(code.stdout).toMatch(/^grand-hotel\/[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    const enrolled = await foyer('kiosk', 'enrol', code.stdout, '--url', endpoint.url, '--name', 'Lobby east', '--data', kiosk);
    expect(enrolled).toMatchObject({ code: 0, stdout: expect.stringContaining('"grand-hotel"') });
    expect(readFileSync(join(kiosk, 'config.yaml'), 'utf8')).toContain(`url: ${endpoint.url}`);

    const log = createRecordingLog();
    const store = openGuestStore({ dataDir: kiosk, companionId: 'concierge', tenant: 'grand-hotel', ids: createIds(), log });
    const sync = createCloudSync({
      store: store.sync,
      url: endpoint.url,
      identity: () => loadDeviceIdentity(kiosk),
      tenant: 'grand-hotel',
      companionId: 'concierge',
      pushEveryMs: 3_600_000,
      clock: createSystemClock(),
      log,
    });
    await sync.flush();
    expect(sync.state).toBe('online');

    const [device] = JSON.parse((await foyer('cloud', 'devices', 'grand-hotel', '--json', ...at())).stdout);
    expect(device).toMatchObject({ name: 'Lobby east', revokedMs: null });
    expect((await foyer('cloud', 'revoke', 'grand-hotel', device.id, ...at())).code).toBe(0);
    await sync.flush();
    expect(sync.problem?.remedy).toContain('foyer kiosk enrol');
    await sync.close();
    store.close();
  }, 120_000);

  it('what cannot be done is told with the remedy, and wrong usage is 2', async () => {
    const kiosk = join(root, 'other');
    expect(await foyer('cloud', 'revoke', 'grand-hotel', 'nobody', ...at())).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('foyer cloud devices'),
    });
    expect(await foyer('kiosk', 'enrol', 'nonsense', '--url', endpoint.url, '--data', kiosk)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not an enrolment code'),
    });
    expect(await foyer('kiosk', 'enrol', 'a/2345-6789-ABCD', '--url', 'http://cloud.example', '--data', kiosk)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('https'),
    });
    expect(await foyer('cloud', 'enrol-code', 'grand-hotel', '--hours', 'soon', ...at())).toMatchObject({ code: 2 });
    expect(loadDeviceIdentity(kiosk)).toBeNull();
  }, 120_000);

  it('a static token counts at once and ends at once', async () => {
    const { stdout: token } = await foyer('cloud', 'token', 'small-house', ...at());
    const ask = () => callEndpoint(endpoint.url, '/v1/erasures', { token });
    expect((await ask()).status).toBe(200);
    expect((await foyer('cloud', 'token', 'small-house', '--remove', ...at())).code).toBe(0);
    expect(await ask()).toMatchObject({ status: 401 });
  }, 120_000);

  it('a channel serves its adapter, and ends when it is told to', async () => {
    const { stdout: key } = await foyer('cloud', 'channel-key', 'grand-hotel', '--companion', 'concierge', '--name', 'chat', ...at());
    const channel = await started(['cloud', 'channel', '--url', endpoint.url, '--port', '0', '--data', join(root, 'channel')], {
      FOYER_CHANNEL_KEY: key,
      FOYER_CHANNEL_TOKEN: 'adapter',
    });
    const wrong = await callEndpoint(channel.url, '/v1/link', { token: 'adapter', body: { code: 'AAAA-AAAA' } });
    expect(wrong).toMatchObject({ status: 403, body: { message: expect.stringContaining('bad-link-code') } });
    expect(await channel.stop()).toBe(0);
    const listed = JSON.parse((await foyer('cloud', 'channels', 'grand-hotel', '--json', ...at())).stdout);
    expect(listed).toMatchObject([{ name: 'chat', companion: 'concierge', scopes: ['recall', 'append'] }]);
    expect(await foyer('cloud', 'channel', '--url', endpoint.url)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('FOYER_CHANNEL_KEY'),
    });
  }, 120_000);

  it("the demo tenant's token, which lies beside the database, opens nothing for other machines", async () => {
    const dataDir = join(root, 'demo');
    const local = await serveCloud({ dataDir, port: 0, database: 'memory:', log: createRecordingLog() });
    const token = local.demo?.token ?? '';
    expect((await callEndpoint(local.url, '/v1/erasures', { token })).status).toBe(200);
    await local.close();
    const open = await serveCloud({ dataDir, port: 0, host: '0.0.0.0', database: 'memory:', log: createRecordingLog() });
    expect(open.demo).toBeNull();
    const loopback = `http://127.0.0.1:${new URL(open.url).port}`;
    expect(await callEndpoint(loopback, '/v1/erasures', { token })).toMatchObject({ status: 401 });
    await open.close();
  }, 120_000);
});
