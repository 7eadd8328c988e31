import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { createDeskSeal } from '../../native/sqlite/desk-seal.ts';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import { createCountingIds } from '../fakes/plain.ts';
import { seeded } from '../support/random.ts';
import { dinner, type RaceReport } from './booking-race.ts';

const KIOSKS = 20;
const TRIES = 6;
const SEATS = 61;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-bookings-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const NOW = '2026-05-12T10:00';
const allBytes = () => ['', '-wal'].map((end) => readFileSync(join(dir, `kiosk.sqlite${end}`)).toString('latin1')).join();
const seal = createDeskSeal(new Uint8Array(32));
const open = (today: () => string = () => '2026-05-12') => {
  const db = openKioskDatabase(dir);
  return { db, store: createBookingStore(db, { ids: createCountingIds('late'), random: seeded(1), today, seal }) };
};

it('never sells a seat twice, nor loses one, when 20 kiosks book at once', { timeout: 60_000 }, async () => {
  open().db.close();
  const kiosks = Array.from({ length: KIOSKS }, (_, n) => fork(new URL('./booking-race-kiosk.ts', import.meta.url), [dir, `kiosk-${n}`]));
  try {
    await Promise.all(kiosks.map((kiosk) => once(kiosk, 'message')));
    const reports = await Promise.all(kiosks.map((kiosk) => race(kiosk)));
    const { db, store } = open();
    const kept = store.between('2026-05-12T00:00', '2026-05-13T00:00').filter(({ target }) => target.id === 'tideline');
    expect(kept.map(({ id }) => id).sort()).toEqual(reports.flatMap(({ booked }) => booked).sort());
    expect(kept.reduce((sum, { party }) => sum + party, 0)).toBe(SEATS);
    expect(new Set(kept.map(({ reference }) => reference)).size).toBe(kept.length);
    expect(reports.reduce((sum, { booked, refused }) => sum + booked.length + refused, 0)).toBe(KIOSKS * TRIES);
    expect(new Set(reports.map(({ shared }) => shared)).size).toBe(1);
    db.close();
  } finally {
    for (const kiosk of kiosks) kiosk.kill();
  }
});

async function race(kiosk: ChildProcess): Promise<RaceReport> {
  const done = once(kiosk, 'message');
  kiosk.send({ tries: TRIES, seats: SEATS });
  const [report] = await Promise.race([
    done,
    once(kiosk, 'exit').then(([code]) => Promise.reject(new Error(`a kiosk ended with ${code}`))),
  ]);
  return report as RaceReport;
}

it('keeps bookings over a restart', () => {
  const first = open();
  const result = first.store.book({ ...dinner, note: 'high chair' }, 2, 'key');
  first.db.close();
  const { db, store } = open();
  expect(store.between('2026-05-12T00:00', '2026-05-13T00:00')).toEqual(result.ok ? [result.booking] : []);
  expect(store.book({ ...dinner, party: 2 }, 2, 'other')).toEqual({ ok: false, free: 1 });
  db.close();
});

it('drops what guests wrote when their day is over, and all of it 30 days later', () => {
  let day = '2026-05-12';
  const { db, store } = open(() => day);
  store.book({ ...dinner, note: 'allergic to nuts' }, 2, 'key');
  const notes = () => db.prepare('SELECT note FROM bookings').pluck().all();
  day = '2026-05-13';
  store.between(day, day);
  expect(notes()).toEqual([expect.stringMatching(/./)]);
  day = '2026-05-14';
  store.between(day, day);
  expect(notes()).toEqual(['']);
  day = '2026-06-11';
  store.between(day, day);
  expect(notes()).toEqual(['']);
  day = '2026-06-12';
  store.between(day, day);
  expect(notes()).toEqual([]);
  db.close();
});

it("keeps what guests wrote sealed with this kiosk's key", () => {
  const { db, store } = open();
  const owner = { kind: 'guest' as const, id: 'ada' };
  store.book({ ...dinner, note: 'allergic to nuts', owner }, 2, 'key');
  expect(allBytes()).not.toContain('nuts');
  expect(store.ofOwner(owner, NOW)).toMatchObject([{ note: 'allergic to nuts' }]);
  const other = createBookingStore(db, { ids: createCountingIds(), random: seeded(1), today: () => '2026-05-12' });
  expect(other.ofOwner(owner, NOW)).toMatchObject([{ title: 'Tideline', note: '' }]);
  db.close();
});

it('leaves no byte of a forgotten guest in its files', () => {
  const { db, store } = open();
  const owner = { kind: 'guest' as const, id: 'pseudonym-of-ada' };
  store.book({ ...dinner, owner }, 2, 'key');
  expect(allBytes()).toContain('pseudonym-of-ada');
  store.forget(owner);
  expect(allBytes()).not.toContain('pseudonym-of-ada');
  db.close();
});
