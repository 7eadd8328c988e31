import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../core/contract/index.ts';
import { createMemoryPair } from '../../core/transport/memory-pair.ts';
import { createHost, type Host } from '../../host/create-host.ts';
import { openKioskRecords } from '../../host/kiosk-records.ts';
import { createIds } from '../../host/system.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { startCrm } from '../fakes/crm-server.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { FIXTURE_VENUE_DIR } from '../fixtures/fixture-venue.ts';
import { type LinkedScreen, screenOn } from './staff-screen.ts';

/** The whole kiosk on a small venue: what a guest leaves with staff, and what becomes of it. */

const NOW = '2026-05-12T10:00';
const SECRET_ENV = 'FOYER_TEST_WEBHOOK_SECRET';
let dataDir: string;
let host: Host | null;
let log: ReturnType<typeof createRecordingLog>;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-guest-desk-'));
  log = createRecordingLog();
  host = null;
});
afterEach(async () => {
  await host?.close();
  delete process.env[SECRET_ENV];
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(more: object = {}) {
  const config = configSchema.parse({ name: 'Lobby east', now: NOW, hearing: { enabled: false }, speaking: { enabled: false }, ...more });
  host = await createHost({ dataDir, config, log, demoDir: FIXTURE_VENUE_DIR });
}
const open = (role: 'guest' | 'staff', preview?: { token: string }) => {
  const [screen, kiosk] = createMemoryPair();
  host?.connect(kiosk);
  return screenOn(screen, { role, ...(preview === undefined ? {} : { preview }) });
};
async function guest(preview?: { token: string }) {
  const screen = open('guest', preview);
  await screen.next('welcome');
  // Nobody is here to say when it was played.
  screen.send({ type: 'speech.enable', enabled: false });
  return screen;
}
async function staff() {
  const screen = open('staff');
  await screen.next('welcome');
  screen.send({ type: 'staff.signIn', pin: '2468' });
  await screen.next('staff.signedIn');
  return screen;
}
async function ask(screen: LinkedScreen, text: string) {
  screen.send({ type: 'text.submit', text, source: 'typed' });
  const { turn } = await screen.next('turn.started');
  await screen.next('turn.done', (done) => done.turn === turn);
  return screen.received
    .flatMap((message) => (message.type === 'answer.sentence' && message.turn === turn ? [message.text] : []))
    .join(' ');
}

describe('a request', () => {
  it('is confirmed, seen by staff, and its guest hears that somebody is coming', async () => {
    await start();
    const screen = await guest();
    await ask(screen, 'Could I have two fresh towels in room 212?');
    expect(await ask(screen, 'yes please')).toMatch(/number is \d{4}/);
    const desk = await staff();
    const { requests } = await desk.next('staff.requests', ({ requests: rows }) => rows.length > 0);
    desk.send({ type: 'staff.request.update', requestId: requests[0]?.id ?? '', status: 'coming', note: 'in ten minutes' });
    await screen.next('request.updated', ({ status }) => status === 'coming');
    await screen.next('answer.sentence', ({ text }) => text === 'Staff say: in ten minutes');
    expect(await ask(screen, 'where are my towels?')).toMatch(/somebody is on the way/);
    // The next guest asks the same.
    screen.send({ type: 'session.end' });
    await screen.next('session.ended');
    screen.send({ type: 'speech.enable', enabled: false });
    expect(await ask(screen, 'where are my towels?')).not.toMatch(/on the way|ten minutes/);
    expect(JSON.stringify(log.lines)).not.toMatch(/room 212|ten minutes/);
  });

  it('of a preview reaches nobody', async () => {
    await start();
    const desk = await staff();
    desk.send({ type: 'staff.preview.open' });
    const { token } = await desk.next('staff.preview');
    const screen = await guest({ token });
    await ask(screen, 'Could I have two fresh towels in room 212?');
    expect(await ask(screen, 'yes')).toMatch(/number is \d{4}/);
    expect(desk.received.filter(({ type }) => type === 'staff.requests')).toMatchObject([{ requests: [] }]);
  });
});

describe('a lead', () => {
  it('reaches the CRM as soon as the kiosk is up, where it was left before', async () => {
    process.env[SECRET_ENV] = 'of the CRM';
    const crm = await startCrm('of the CRM');
    const records = openKioskRecords({ dataDir, ids: createIds(), log, pushesLeads: true });
    const lead = {
      need: 'a hall',
      size: '40',
      budget: '',
      timeframe: '',
      contactName: '',
      contact: 'ada@example.org',
      consent: true,
      score: 55,
    };
    records.desk.leads.register({ ...lead, owner: { kind: 'session', id: 's' }, sessionId: 's', key: 'k', createdAt: NOW });
    records.close();
    await start({ webhook: { url: crm.url, secretEnv: SECRET_ENV } });
    await crm.called(1);
    expect([...crm.taken.values()]).toMatchObject([{ data: { need: 'a hall' } }]);
    await crm.close();
  });

  it('is never pushed in clear over a network', () => {
    const accepts = (url: string) => configSchema.safeParse({ webhook: { url } }).success;
    expect(accepts('http://crm.example/hook')).toBe(false);
    expect([accepts('https://crm.example/hook'), accepts('http://127.0.0.1:9/hook')]).toEqual([true, true]);
  });
});

it('goes with a guest who is erased', () => {
  const ids = createIds();
  const records = openKioskRecords({ dataDir, ids, log });
  const guests = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids, log, onErased: records.forgetGuest });
  guests.setConsent('badge-1', 'remember', '1');
  guests.open('badge-1').close();
  const owner = { kind: 'guest', id: guests.pseudonym('badge-1') } as const;
  records.desk.cases.open({ about: 'wrong invoice', detail: '', owner, sessionId: 's', key: 'k', createdAt: NOW });
  expect(records.desk.cases.of([owner])).toHaveLength(1);
  guests.erase('badge-1');
  expect(records.desk.cases.list()).toEqual([]);
  guests.close();
  records.close();
});
