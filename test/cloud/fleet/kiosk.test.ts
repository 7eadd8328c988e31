import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { askAdmin } from '../../../cli/cloud/open-admin.ts';
import type { KioskDetail } from '../../../core/contract/operator-api.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { enrolKiosk } from '../../../host/cloud/enrol-kiosk.ts';
import { loadConfig } from '../../../host/config.ts';
import { createHost, type Host } from '../../../host/create-host.ts';
import { beginStart } from '../../../host/fleet/begin-start.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { type LinkedScreen, screenOn } from '../../host/staff-screen.ts';
import { startTestCloud, type TestCloud } from '../cloud-client.ts';
import { FAST, type OperatorClient, setUpOperator } from '../operators/operator-client.ts';

/** Both halves as they are: a kiosk's host, the endpoint, and an operator who is signed in. */
let at: TestCloud;
let admin: OperatorClient;
let dataDir = '';
let host: Host;
let guest: LinkedScreen;
let id = '';
const restart = vi.fn();
const log = createRecordingLog();

beforeAll(async () => {
  at = await startTestCloud({ heartbeatMs: 1000, passwordCost: FAST });
  ({ client: admin } = await setUpOperator(at, { tenant: 'house', name: 'Ada', role: 'admin', nowMs: Date.now() }));
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-fleet-both-'));
  const { secret } = await askAdmin({ dataDir: at.dataDir }, { action: 'enrol-code', tenant: 'house', hours: 1 });
  ({ device: id } = await enrolKiosk({ dataDir, code: `house/${secret}`, url: at.cloud.url, name: 'Lobby east' }));
  const parts = 'hearing: {enabled: false}\nspeaking: {enabled: false}\nupdates: {enabled: false}\n';
  writeFileSync(join(dataDir, 'config.yaml'), `name: Lobby east\n${parts}sync: {url: "${at.cloud.url}", tenant: house}\n`);
  await start();
}, 120_000);
afterAll(async () => {
  await host?.close();
  await at?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  beginStart(dataDir, log);
  host = await createHost({ dataDir, config: loadConfig({ dataDir }).config, log, shell: { restart } });
  const [screen, kiosk] = createMemoryPair();
  host.connect(kiosk);
  guest = screenOn(screen, { role: 'guest' });
  await guest.next('welcome');
}
const detail = async (): Promise<KioskDetail> => (await admin.call(`kiosk?kiosk=${id}`)).body;
/** Asks until it is so: a kiosk comes in its own time. */
const until = <T>(ask: () => Promise<T>): Promise<T> => vi.waitFor(ask, { timeout: 20_000, interval: 100 });
async function command(given: object): Promise<string> {
  const { body } = await admin.call('commands', { to: { kiosks: [id] }, ...given });
  return String(body.commands[0]);
}
const ended = (of: string) =>
  until(async () => {
    const found = (await detail()).commands.find((one) => one.id === of);
    expect(found?.state).toBe('done');
    return found;
  });

it('the operator sees the kiosk, and what is wrong with it', async () => {
  guest.send({ type: 'mic.state', state: 'denied' });
  await until(async () => {
    const { kiosk } = await detail();
    expect(kiosk).toMatchObject({ name: 'Lobby east', light: 'red', heartbeat: { mic: 'denied', configVersion: 0 } });
    expect(kiosk.reasons[0]).toMatchObject({ code: 'microphone', params: { state: 'denied' } });
    expect(kiosk.reasons.filter(({ code, params }) => code === 'problem' && String(params.problem).startsWith('mic'))).toEqual([]);
  });
}, 60_000);

it('a message is on the screen, and the operator knows', async () => {
  const sent = await command({ kind: 'message', text: { en: 'We close at six.' } });
  expect((await guest.next('venue.banner')).banner).toEqual({ en: 'We close at six.' });
  await ended(sent);
}, 60_000);

it('what guests asked is counted, and few of it not shown', async () => {
  const today = async () => {
    const shifted = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    return (await admin.call(`analytics?from=${shifted(-1)}&to=${shifted(1)}`)).body;
  };
  const ask = async (times: number) => {
    for (let i = 0; i < times; i++) {
      guest.send({ type: 'text.submit', text: 'Where is the nearest toilet?', source: 'typed' });
      await guest.next('turn.done');
    }
    guest.send({ type: 'session.end' });
  };
  await ask(2);
  await until(async () => expect((await today()).topics).toMatchObject([{ topic: 'find_places', asked: null }]));
  await ask(4);
  await until(async () => expect((await today()).totals).toMatchObject({ asked: 6, answered: 6, unanswered: 0 }));
}, 60_000);

it('logs come as a file that can be opened', async () => {
  const sent = await command({ kind: 'pull-logs' });
  expect((await ended(sent))?.bundle?.bytes).toBeGreaterThan(100);
  const answer = await fetch(new URL(`/v1/operator/logs?command=${sent}`, at.cloud.url), { headers: { cookie: admin.cookie } });
  expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer()))).length).toBeGreaterThan(0);
}, 60_000);

it('a configuration is taken, the kiosk starts anew with it, and the operator sees it in use', async () => {
  const { body } = await admin.call('config', { scope: 'kiosk', target: id, config: { name: 'Lobby west', headingDeg: 90 }, base: 0 });
  expect(body.revision).toBe(1);
  await until(async () => expect(restart).toHaveBeenCalled());
  await host.close();
  await start();
  await until(async () => {
    expect((await detail()).kiosk).toMatchObject({ name: 'Lobby west', config: { wanted: 1, used: 1, state: 'current' } });
  });
  expect(loadConfig({ dataDir }).config).toMatchObject({ headingDeg: 90, sync: { tenant: 'house' } });
}, 60_000);
