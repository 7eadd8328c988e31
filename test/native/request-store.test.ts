import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import type { Sqlite } from '../../native/sqlite/open-database.ts';
import { createRequestStore } from '../../native/sqlite/request-store.ts';
import { createCountingIds } from '../fakes/plain.ts';

const towels = { kind: 'service', title: 'Fresh towels', detail: 'Room 12', placeName: 'Lobby kiosk', createdAt: '2026-05-12T10:00' };

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

describe('createRequestStore', () => {
  it('keeps requests over a restart, newest first', () => {
    const store = createRequestStore(db, createCountingIds());
    store.create(towels);
    store.create({ ...towels, title: 'Taxi' });
    db.close();
    db = openKioskDatabase(dir);
    expect(createRequestStore(db, createCountingIds('later')).list()).toEqual([
      { ...towels, title: 'Taxi', id: 'id-2', status: 'waiting' },
      { ...towels, id: 'id-1', status: 'waiting' },
    ]);
  });

  it('tells watchers of each change until they stop watching', () => {
    const store = createRequestStore(db, createCountingIds());
    const seen: string[] = [];
    const stop = store.watch((rows) => seen.push(rows.map(({ status }) => status).join(',')));
    store.create(towels);
    expect(store.update('id-1', 'seen')).toMatchObject({ id: 'id-1', status: 'seen' });
    expect(store.update('id-9', 'done')).toBeNull();
    stop();
    store.update('id-1', 'done');
    expect(seen).toEqual(['waiting', 'seen']);
    expect(store.list()[0]?.status).toBe('done');
  });

  it('refuses what is no request', () => {
    const store = createRequestStore(db, createCountingIds());
    expect(() => store.create({ ...towels, createdAt: 'now' })).toThrow();
    expect(store.list()).toEqual([]);
  });
});
