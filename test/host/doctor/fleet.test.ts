import { expect, it } from 'vitest';
import { prepareIdentity } from '../../../host/cloud/device-identity.ts';
import { fleet } from '../../../host/doctor/fleet.ts';
import { createFleetConfigStore } from '../../../host/fleet/config-store.ts';
import { pinFleetKey } from '../../../host/fleet/fleet-key.ts';
import { LINK_WRITTEN_EVERY_MS, openLinkRecord } from '../../../host/fleet/link-record.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { contextOf } from './support.ts';

const DEVICE = '0190a5d2-7c3e-4b1a-8f00-0000000000aa';
const KEY = { keyId: 'k'.repeat(16), publicKey: 'p'.repeat(43) };
const NOW = Date.UTC(2026, 10, 22, 12);
const log = createRecordingLog();
const config = { sync: { url: 'https://memory.example', tenant: 'house' } };
const payload = (version: number) => ({ version, tenant: 'house', kiosk: DEVICE, issuedAt: '2026-11-22T10:00:00Z', config: {} });

function enrolled() {
  const context = contextOf({ config });
  const { dataDir } = context;
  prepareIdentity(dataDir, 'house').confirm(DEVICE);
  return { context, dataDir, store: createFleetConfigStore({ dataDir, log }) };
}
const heard = (dataDir: string, agoMs: number) => openLinkRecord({ dataDir, device: DEVICE, wallMs: () => NOW - agoMs, log }).accepted({});

it('is no fault where there is no fleet', () => {
  expect(fleet(contextOf(), NOW)).toMatchObject([{ name: 'fleet', state: 'ok', message: expect.stringContaining('no endpoint') }]);
  expect(fleet(contextOf({ config: { ...config, fleet: { enabled: false } } }), NOW)).toMatchObject([{ state: 'ok' }]);
});

it.each([
  ['has not enrolled', config, 'foyer kiosk enrol'],
  ['enrolled with tenant "house"', { sync: { ...config.sync, tenant: 'other' } }, 'sync.tenant'],
] as const)('warns of one that %s', (said, config, remedy) => {
  const context = contextOf({ config });
  if (said.startsWith('enrolled')) prepareIdentity(context.dataDir, 'house').confirm(DEVICE);
  const [check] = fleet(context, NOW);
  expect(check).toMatchObject({ state: 'warn', message: expect.stringContaining(said), remedy: expect.stringContaining(remedy) });
});

it('tells when a heartbeat was last taken', () => {
  const { context, dataDir } = enrolled();
  expect(fleet(context, NOW)[0]).toMatchObject({ state: 'warn', message: expect.stringContaining('no heartbeat') });
  heard(dataDir, 3 * LINK_WRITTEN_EVERY_MS + 60_000);
  expect(fleet(context, NOW)[0]).toMatchObject({
    ...{ state: 'warn', message: 'the endpoint last took a heartbeat at 2026-11-22T11:44:00Z, 16 min ago' },
    remedy: expect.stringContaining('Start the kiosk'),
  });
  heard(dataDir, 0);
  expect(fleet(context, NOW)[0]).toMatchObject({ state: 'ok', message: expect.stringContaining('2026-11-22T12:00:00Z') });
});

it('tells which configuration is in use, and by which key it was signed', () => {
  const { context, dataDir, store } = enrolled();
  const seen = () => fleet(context, NOW)[1];
  expect(seen()).toMatchObject({ name: 'fleet configuration', state: 'ok', message: expect.stringContaining('config.yaml alone') });
  store.take(payload(3), []);
  expect(seen()).toMatchObject({ state: 'warn', message: expect.stringContaining('no key') });
  pinFleetKey(dataDir, DEVICE, KEY);
  expect(seen()).toMatchObject({ state: 'ok', message: `version 3 is in use, on trial; signed with key ${KEY.keyId}` });
  store.pass();
  expect(seen()).toMatchObject({ state: 'ok', message: `version 3 is in use, signed with key ${KEY.keyId}` });
  store.refuse(4, 'sync.url: is not for the fleet to set');
  expect(seen()).toMatchObject({
    state: 'warn',
    message: expect.stringMatching(/version 4 was refused: sync\.url/),
    remedy: expect.any(String),
  });
});
