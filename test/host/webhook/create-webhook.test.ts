import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWebhook, type Webhook } from '../../../host/webhook/create-webhook.ts';
import { createDeskSeal } from '../../../native/sqlite/desk-seal.ts';
import { openKioskDatabase } from '../../../native/sqlite/kiosk-database.ts';
import type { Sqlite } from '../../../native/sqlite/open-database.ts';
import { openDesk, type SqliteDesk } from '../../../native/sqlite/open-desk.ts';
import { createWebhookOutbox } from '../../../native/sqlite/webhook-outbox.ts';
import { type CrmMood, startCrm } from '../../fakes/crm-server.ts';
import { createCountingIds, createRecordingLog, type RecordingLog } from '../../fakes/plain.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';

const SECRET = 'a secret of the CRM';
const ADA = { kind: 'guest', id: 'ada' } as const;
const startedMs = Date.now();

let dir: string;
let db: Sqlite;
let desk: SqliteDesk;
let clock: TestClock;
let log: RecordingLog;
let webhook: Webhook | null;
let crm: Awaited<ReturnType<typeof startCrm>>;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-webhook-'));
  clock = createTestClock();
  log = createRecordingLog();
  webhook = null;
  openDatabase('id');
});
afterEach(async () => {
  await webhook?.close();
  await crm.close();
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

function openDatabase(prefix: string): void {
  db = openKioskDatabase(dir);
  desk = openDesk(db, { ids: createCountingIds(prefix), seal: createDeskSeal(new Uint8Array(32)), pushesLeads: true });
}

async function start(moods: CrmMood[] = [], options: { secret?: string; maxAttempts?: number } = {}): Promise<Webhook> {
  crm = await startCrm(SECRET, moods);
  return begin(options);
}

function begin({ secret = SECRET, maxAttempts = 3 }: { secret?: string; maxAttempts?: number } = {}): Webhook {
  const { outbox } = desk;
  if (outbox === null) throw new Error('no outbox');
  const wallMs = () => startedMs + clock.nowMs();
  webhook = createWebhook({ outbox, url: crm.url, secret, secretEnv: 'CRM_SECRET', clock, log, wallMs, random: () => 0, maxAttempts });
  return webhook;
}

function lead(contact = 'ada@example.org', consent = true) {
  return desk.leads.register({
    need: 'A hall for a dinner',
    size: '40 people',
    budget: '',
    timeframe: 'next month',
    contactName: 'Ada',
    contact,
    consent,
    score: 60,
    owner: ADA,
    sessionId: 's-1',
    key: `s-1:${contact}`,
    createdAt: '2026-05-12T10:00',
  });
}

/** Lets the next try run to its end. */
async function after(ms: number): Promise<void> {
  clock.advance(ms);
  await webhook?.idle();
}

it('pushes a lead of a guest who agreed, signed, once', async () => {
  await start();
  const { id } = lead();
  await webhook?.idle();
  expect(crm.calls).toMatchObject([{ signed: true }]);
  expect([...crm.taken.values()]).toMatchObject([
    { event: 'lead.created', data: { id, need: 'A hall for a dinner', contact: 'ada@example.org', score: 60 } },
  ]);
  expect(desk.leads.list()).toMatchObject([{ delivery: 'sent', problem: '' }]);
  lead();
  await webhook?.idle();
  expect(crm.calls).toHaveLength(1);
});

it('pushes nothing of a guest who did not agree, and keeps no way to reach them', async () => {
  await start();
  lead('secret@example.org', false);
  await webhook?.idle();
  expect(crm.calls).toEqual([]);
  expect(desk.leads.list()).toMatchObject([{ contact: '', contactName: '', delivery: 'off' }]);
});

it.each(['fails', 'stalls', 'drops', 'drops-after-taking', 'redirects'] as const)(
  'tries again when the CRM %s, as the same push',
  async (mood) => {
    await start([mood]);
    lead();
    await crm.called(1);
    // A CRM that stalls is given up on; one that answered is asked again after the wait.
    await after(10_000);
    await after(10_000);
    expect(crm.calls).toHaveLength(2);
    expect(new Set(crm.calls.map(({ key }) => key)).size).toBe(1);
    expect(crm.taken.size).toBe(1);
    expect(desk.leads.list()).toMatchObject([{ delivery: 'sent' }]);
  },
);

it('waits longer after each failure, and as long as the CRM asks for', async () => {
  await start(['fails', 'fails', 'busy'], { maxAttempts: 9 });
  lead();
  await webhook?.idle();
  await after(4999);
  expect(crm.calls).toHaveLength(1);
  await after(1);
  expect(crm.calls).toHaveLength(2);
  await after(9999);
  expect(crm.calls).toHaveLength(2);
  await after(1);
  expect(crm.calls).toHaveLength(3);
  await after(89_999);
  expect(crm.calls).toHaveLength(3);
  await after(1);
  expect(crm.taken.size).toBe(1);
});

it('gives up after so many tries; staff see why and can have it tried again', async () => {
  await start(['fails', 'fails', 'fails']);
  const { id } = lead();
  await webhook?.idle();
  await after(60_000);
  await after(60_000);
  expect(desk.leads.list()).toMatchObject([{ delivery: 'dead', problem: 'answered 500' }]);
  await after(60_000);
  expect(crm.calls).toHaveLength(3);
  expect(desk.leads.retry(id)).toBe(true);
  await webhook?.idle();
  expect(crm.taken.size).toBe(1);
  expect(desk.leads.retry(id)).toBe(false);
});

it('does not try again what the CRM refuses, and lets the next pass', async () => {
  await start(['refuses']);
  lead('first@example.org');
  lead('second@example.org');
  await webhook?.idle();
  expect(crm.calls).toHaveLength(2);
  expect(desk.leads.list().map(({ delivery, problem }) => [delivery, problem])).toEqual([
    ['sent', ''],
    ['dead', 'answered 422'],
  ]);
});

it('goes on after a restart with what had not arrived', async () => {
  await start(['stalls']);
  lead();
  await crm.called(1);
  await webhook?.close();
  db.close();
  openDatabase('later');
  begin();
  await webhook?.idle();
  expect(crm.calls.map(({ mood }) => mood)).toEqual(['stalls', 'takes']);
  expect(new Set(crm.calls.map(({ key }) => key)).size).toBe(1);
  expect(crm.taken.size).toBe(1);
});

it('sends nothing unsigned: without a secret, or with a wrong one', async () => {
  await start([], { secret: '' });
  lead();
  await webhook?.idle();
  expect(crm.calls).toEqual([]);
  expect(desk.leads.list()).toMatchObject([{ delivery: 'dead', problem: 'not signed: CRM_SECRET is not set' }]);
  await webhook?.close();
  begin({ secret: 'another' });
  desk.leads.retry(desk.leads.list()[0]?.id ?? '');
  await webhook?.idle();
  expect(crm.calls).toMatchObject([{ signed: false }]);
  expect(crm.taken.size).toBe(0);
  expect(desk.leads.list()).toMatchObject([{ delivery: 'dead', problem: 'answered 401' }]);
});

it('has the CRM forget a guest who is erased, without saying who it was', async () => {
  await start();
  const { id } = lead();
  await webhook?.idle();
  desk.erase(ADA);
  await webhook?.idle();
  const last = [...crm.taken.values()].at(-1);
  expect(last).toMatchObject({ event: 'lead.erased', data: { id } });
  expect(JSON.stringify(last)).not.toMatch(/ada|dinner/i);
  expect(desk.leads.list()).toEqual([]);
});

it('drops what was still to be pushed of a guest who is erased', async () => {
  await start(['fails']);
  lead();
  await webhook?.idle();
  desk.erase(ADA);
  await after(60_000);
  expect([...crm.taken.values()].map(({ event }) => event)).toEqual(['lead.erased']);
});

it('writes nothing of the guest into the log', async () => {
  await start(['fails', 'stalls']);
  lead();
  await webhook?.idle();
  clock.advance(60_000);
  await crm.called(2);
  await after(10_000);
  expect(log.lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(log.lines)).not.toMatch(/ada|dinner|example/i);
});

it('gives up what was written with another device key, and says so', async () => {
  await start();
  await webhook?.close();
  lead();
  const other = createWebhookOutbox(db, { ids: createCountingIds('other'), seal: createDeskSeal(new Uint8Array(32).fill(1)) });
  webhook = createWebhook({ outbox: other, url: crm.url, secret: SECRET, secretEnv: 'CRM_SECRET', clock, log });
  await webhook.idle();
  expect(crm.calls).toEqual([]);
  expect(desk.leads.list()).toMatchObject([{ delivery: 'dead', problem: 'unreadable: written with another device key' }]);
});
