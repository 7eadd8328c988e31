import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import { configSchema } from '../../../core/contract/index.ts';
import { loadDeviceIdentity } from '../../../host/cloud/device-identity.ts';
import { enrolKiosk } from '../../../host/cloud/enrol-kiosk.ts';
import { loadConfig } from '../../../host/config.ts';
import { createHost, type Host } from '../../../host/create-host.ts';
import { beginStart } from '../../../host/fleet/begin-start.ts';
import { pinnedFleetKey } from '../../../host/fleet/fleet-key.ts';
import { startTestCloud, type TestCloud } from '../../cloud/cloud-client.ts';
import { type OperatorClient, setUpOperator } from '../../cloud/operators/operator-client.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

// Both halves of the fleet, as they are shipped: the endpoint over its own database, and a kiosk.

const log = createRecordingLog();
const restart = vi.fn();
let at: TestCloud;
let ada: OperatorClient;
let dataDir = '';
let host: Host | null = null;
let kiosk = '';

const start = async () => {
  beginStart(dataDir, log);
  const parts = { hearing: { enabled: false }, speaking: { enabled: false }, now: '2026-05-12T10:00' };
  const { config } = loadConfig({ dataDir, env: {}, overrides: { ...parts, sync: { url: at.cloud.url, tenant: 'demo' } } });
  host = await createHost({ dataDir, config: configSchema.parse(config), log, shell: { restart } });
};
const seen = async () => (await ada.call('kiosks')).body.kiosks[0];

beforeAll(async () => {
  at = await startTestCloud();
  ({ client: ada } = await setUpOperator(at, { tenant: 'demo', name: 'Ada', role: 'admin', nowMs: Date.now() }));
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-fleet-both-'));
  const { secret } = await askAdmin({ dataDir: at.dataDir }, { action: 'enrol-code', tenant: 'demo', hours: 1 });
  await enrolKiosk({ dataDir, code: `demo/${secret}`, url: at.cloud.url, name: 'Lobby' });
  kiosk = loadDeviceIdentity(dataDir)?.device ?? '';
}, 60_000);
afterAll(async () => {
  await host?.close();
  await at.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('takes the key of its fleet when it enrols', () => {
  expect(pinnedFleetKey(dataDir, kiosk)).not.toBeNull();
  expect(pinnedFleetKey(dataDir, '0190a5d2-7c3e-4b1a-8f00-000000000001')).toBeNull();
});

it('does what was asked for before it was switched on, and is seen', async () => {
  expect((await ada.call('config', { scope: 'venue', target: '', config: { name: 'Named afar' }, base: 0 })).status).toBe(200);
  const message = { to: { kiosks: [kiosk] }, kind: 'message', text: { en: 'We close at six.' }, minutes: 30 };
  expect((await ada.call('commands', message)).status).toBe(200);
  await start();
  await vi.waitFor(() => expect(restart).toHaveBeenCalled(), { timeout: 20_000 });
  await vi.waitFor(async () => expect((await ada.call('commands')).body.commands).toMatchObject([{ kind: 'message', state: 'done' }]), {
    timeout: 20_000,
  });
  expect((await seen()).heartbeat).toMatchObject({ name: 'Foyer', configVersion: 0, mic: 'unknown' });
}, 60_000);

it('is seen with its new configuration after the restart', async () => {
  await host?.close();
  await start();
  await vi.waitFor(
    async () => expect((await seen()).heartbeat).toMatchObject({ name: 'Named afar', configVersion: 1, configFailed: null }),
    {
      timeout: 20_000,
    },
  );
}, 60_000);
