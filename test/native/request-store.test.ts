import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeskRows } from '../../native/sqlite/desk-rows.ts';
import { createDeskSeal } from '../../native/sqlite/desk-seal.ts';
import { KIOSK_MIGRATIONS, openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase, type Sqlite } from '../../native/sqlite/open-database.ts';
import { createRequestStore } from '../../native/sqlite/request-store.ts';
import { createCountingIds } from '../fakes/plain.ts';

const towels = {
  kind: 'service-towels',
  title: 'Fresh towels',
  detail: 'Room 12',
  placeName: 'Lobby kiosk',
  createdAt: '2026-05-12T10:00',
};
const ADA = { kind: 'guest', id: 'ada' } as const;
const SESSION = { kind: 'session', id: 's-1' } as const;
const KEY = new Uint8Array(32).fill(7);

let dir: string;
let db: Sqlite;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-kiosk-'));
  db = openKioskDatabase(dir);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

function open(
  options: { prefix?: string; wallMs?: number; retentionDays?: number; random?: (from: number) => number; key?: Uint8Array } = {},
) {
  const { prefix = 'id', wallMs = 0, retentionDays, random, key = KEY } = options;
  return createRequestStore(
    createDeskRows(db, {
      ids: createCountingIds(prefix),
      seal: createDeskSeal(key),
      wallMs: () => wallMs,
      ...(retentionDays === undefined ? {} : { retentionDays }),
      ...(random === undefined ? {} : { random }),
    }),
  );
}

describe('createRequestStore', () => {
  it('keeps requests over a restart, newest first, each with a number', () => {
    let next = 4710;
    const store = open({ random: () => ++next });
    store.create(towels);
    store.create({ ...towels, title: 'Taxi', note: 'in five minutes' } as never);
    db.close();
    db = openKioskDatabase(dir);
    expect(open().list()).toEqual([
      { ...towels, title: 'Taxi', note: 'in five minutes', id: 'id-2', status: 'waiting', ticket: '4712' },
      { ...towels, id: 'id-1', status: 'waiting', ticket: '4711' },
    ]);
  });

  it('gives no number twice, even when most are taken', () => {
    const store = open({ random: (from) => from });
    const tickets = [1, 2].map(() => store.create(towels).ticket);
    expect(new Set(tickets).size).toBe(2);
  });

  it('takes a repeated call for the same request', () => {
    const store = open();
    const first = store.create({ ...towels, owner: SESSION, sessionId: 's-1', key: 's-1:3' });
    expect(store.create({ ...towels, owner: SESSION, sessionId: 's-1', key: 's-1:3' })).toEqual(first);
    expect(store.list()).toHaveLength(1);
  });

  it('shows each owner only what is theirs', () => {
    const store = open();
    store.create({ ...towels, owner: SESSION, sessionId: 's-1' });
    store.create({ ...towels, title: 'Taxi', owner: ADA, sessionId: 's-2' });
    const titles = (...owners: Parameters<typeof store.of>[0]) => store.of(owners).map(({ title }) => title);
    expect(titles(SESSION)).toEqual(['Fresh towels']);
    expect(titles(ADA)).toEqual(['Taxi']);
    expect(titles({ kind: 'session', id: 's-2' })).toEqual([]);
    expect(titles({ kind: 'session', id: 'ada' }, { kind: 'guest', id: 's-1' })).toEqual([]);
  });

  it('tells whoever has the number how far a service is, and nothing else', () => {
    const store = open();
    const service = store.create({ ...towels, context: 'asked before', owner: ADA, sessionId: 's-1' });
    const call = store.create({ ...towels, kind: 'staff-distress', owner: ADA, sessionId: 's-1' });
    store.update(service.id, 'coming', 'Room 12 is next');
    const seen = store.byTicket(service.ticket ?? '');
    expect(seen).toMatchObject({ title: 'Fresh towels', status: 'coming' });
    expect(JSON.stringify(seen)).not.toMatch(/Room 12|asked before/);
    expect(store.byTicket(call.ticket ?? '')).toBeNull();
  });

  it('does not reopen what is done', () => {
    const store = open();
    const { id } = store.create(towels);
    store.update(id, 'done');
    expect(store.update(id, 'coming')).toMatchObject({ status: 'done' });
    expect(store.update('id-9', 'done')).toBeNull();
  });

  it('tells watchers of each change until they stop watching', () => {
    const store = open();
    const seen: string[] = [];
    const stop = store.watch((rows) => seen.push(rows.map(({ status }) => status).join(',')));
    const { id } = store.create(towels);
    store.update(id, 'coming');
    stop();
    store.update(id, 'done');
    expect(seen).toEqual(['waiting', 'coming']);
  });

  it('refuses what is no request', () => {
    const store = open();
    expect(() => store.create({ ...towels, createdAt: 'now' })).toThrow();
    expect(store.list()).toEqual([]);
  });

  it('forgets what is older than it may be kept', () => {
    open({ wallMs: 0 }).create(towels);
    expect(open({ wallMs: 10 * 86_400_000, retentionDays: 10 }).list()).toHaveLength(1);
    expect(open({ wallMs: 11 * 86_400_000, retentionDays: 10 }).list()).toHaveLength(0);
  });

  it('writes nothing of what was said in clear, and reads nothing with another key', () => {
    open().create({ ...towels, detail: 'the blue door beside the pond', title: 'Blue-door towels' });
    db.pragma('wal_checkpoint(TRUNCATE)');
    const file = readFileSync(join(dir, 'kiosk.sqlite'));
    expect(file.includes('blue door')).toBe(false);
    expect(file.includes('Blue-door')).toBe(false);
    expect(open({ key: new Uint8Array(32).fill(8) }).list()).toEqual([]);
  });

  it('takes over requests from before there was a desk', () => {
    const before = KIOSK_MIGRATIONS.findIndex(({ name }) => name.startsWith('desk'));
    const path = join(dir, 'old.sqlite');
    const old = openDatabase(path, KIOSK_MIGRATIONS.slice(0, before));
    old.exec("INSERT INTO requests VALUES ('r-1', 'service-taxi', 'Taxi', 'to the station', 'seen', 'Lobby', '2026-05-12T10:00')");
    old.close();
    db.close();
    db = openDatabase(path, KIOSK_MIGRATIONS);
    expect(open().list()).toEqual([
      {
        id: 'r-1',
        kind: 'service-taxi',
        title: 'Taxi',
        detail: 'to the station',
        status: 'seen',
        placeName: 'Lobby',
        createdAt: '2026-05-12T10:00',
      },
    ]);
    expect(open().update('r-1', 'done')).toMatchObject({ status: 'done' });
  });
});
