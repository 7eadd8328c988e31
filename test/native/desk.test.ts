import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Owner } from '../../core/ports.ts';
import { createDeskSeal } from '../../native/sqlite/desk-seal.ts';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import type { Sqlite } from '../../native/sqlite/open-database.ts';
import { openDesk, type SqliteDesk } from '../../native/sqlite/open-desk.ts';
import { createCountingIds } from '../fakes/plain.ts';

const AT = '2026-05-12T10:00';
const ADA: Owner = { kind: 'guest', id: 'ada' };
const BOB: Owner = { kind: 'guest', id: 'bob' };
const DAY_MS = 86_400_000;

let dir: string;
let db: Sqlite;
let days: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-desk-'));
  db = openKioskDatabase(dir);
  days = 0;
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

const open = (options: { prefix?: string; pushesLeads?: boolean; retentionDays?: number } = {}): SqliteDesk =>
  openDesk(db, {
    ids: createCountingIds(options.prefix ?? 'id'),
    seal: createDeskSeal(new Uint8Array(32)),
    wallMs: () => days * DAY_MS,
    pushesLeads: options.pushesLeads ?? false,
    ...(options.retentionDays === undefined ? {} : { retentionDays: options.retentionDays }),
  });

let keys = 0;
const kept = (owner: Owner, sessionId = `session of ${owner.id}`) => ({ owner, sessionId, key: `key ${++keys}`, createdAt: AT });
const item = (what: string) => ({ what, where: 'pond', details: 'a secret detail', day: '2026-05-12' });
const lead = (owner: Owner) => ({
  need: 'a secret party',
  size: '',
  budget: '',
  timeframe: '',
  contactName: 'Ada',
  contact: 'secret@example.org',
  consent: true,
  score: 40,
  ...kept(owner),
});

/** One of everything. */
function leave(desk: SqliteDesk, owner: Owner) {
  desk.lostFound.reportLost({ ...item('secret umbrella'), ...kept(owner) });
  desk.lostFound.reportFound({ ...item('secret watch'), createdAt: AT }, kept(owner));
  desk.cases.open({ about: 'a secret matter', detail: 'secret', ...kept(owner) });
  desk.leads.register(lead(owner));
  const request = {
    kind: 'service-towels',
    title: 'Towels',
    detail: 'secret room',
    context: 'secret talk',
    placeName: 'Lobby',
    createdAt: AT,
  };
  desk.requests.create({ ...request, ...kept(owner) });
  const done = desk.requests.create({ ...request, title: 'Taxi', ...kept(owner) });
  desk.requests.update(done.id, 'done', 'secret note');
}

const countOf = (desk: SqliteDesk, owner: Owner) => [
  desk.lostFound.statusOf(owner).length,
  desk.cases.of([owner]).length,
  desk.leads.of([owner]).length,
  desk.requests.of([owner]).length,
];

describe('an erased guest', () => {
  it('leaves nothing but the tasks that staff still work off, without a word of theirs', () => {
    const desk = open({ pushesLeads: true });
    leave(desk, ADA);
    leave(desk, BOB);
    desk.erase(ADA);
    expect(countOf(desk, ADA)).toEqual([0, 0, 0, 0]);
    expect(countOf(desk, BOB)).toEqual([1, 1, 1, 2]);
    // What they found lies at the desk.
    expect(desk.lostFound.found()).toHaveLength(2);
    const left = desk.requests.list().map(({ title, detail, context }) => [title, detail, context]);
    expect(left.sort()).toEqual([
      ['Taxi', 'secret room', 'secret talk'],
      ['Towels', '', undefined],
      ['Towels', 'secret room', 'secret talk'],
    ]);
  });

  it('takes along what they left in those sessions before they showed their badge', () => {
    const desk = open();
    desk.cases.open({ about: 'before the badge', detail: '', ...kept({ kind: 'session', id: 's-1' }, 's-1') });
    desk.cases.open({ about: 'after the badge', detail: '', ...kept(ADA, 's-1') });
    desk.cases.open({ about: 'of somebody else', detail: '', ...kept({ kind: 'session', id: 's-2' }, 's-2') });
    desk.erase(ADA);
    expect(desk.cases.list().map(({ about }) => about)).toEqual(['of somebody else']);
  });

  it('is gone from matches, too', () => {
    const desk = open();
    const { id } = desk.lostFound.reportLost({ ...item('black umbrella'), ...kept(ADA) });
    desk.lostFound.reportFound({ ...item('black umbrella'), createdAt: AT });
    expect(desk.lostFound.matches()).toMatchObject([{ lostId: id, confirmed: false }]);
    desk.erase(ADA);
    expect(desk.lostFound.matches()).toEqual([]);
  });
});

it('keeps nothing of what was said in clear', () => {
  leave(open({ pushesLeads: true }), ADA);
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(readFileSync(join(dir, 'kiosk.sqlite')).includes('secret')).toBe(false);
});

it('forgets everything when it is too old, what was pushed of it as well', () => {
  leave(open({ pushesLeads: true }), ADA);
  days = 31;
  const desk = open({ prefix: 'later', pushesLeads: true, retentionDays: 30 });
  expect([...countOf(desk, ADA), desk.lostFound.found().length]).toEqual([0, 0, 0, 0, 0]);
  expect(desk.outbox?.due(Number.MAX_SAFE_INTEGER)).toBeNull();
});

describe('a match', () => {
  it('that staff reject is not proposed again, and one they confirm is given back', () => {
    const desk = open();
    const { lostFound } = desk;
    const lost = lostFound.reportLost({ ...item('black umbrella'), ...kept(ADA) });
    const wrong = lostFound.reportFound({ ...item('black umbrella'), createdAt: AT });
    const state = () => lostFound.statusOf(ADA)[0]?.state;
    expect(state()).toBe('maybe');
    expect(lostFound.decide(lost.id, wrong.id, false)).toBe(true);
    expect([state(), lostFound.matches().length]).toEqual(['searching', 0]);
    const right = lostFound.reportFound({ ...item('umbrella, black'), createdAt: AT });
    expect(state()).toBe('maybe');
    lostFound.decide(lost.id, right.id, true);
    expect(state()).toBe('found');
    lostFound.markCollected(lost.id);
    expect(state()).toBe('collected');
    expect(lostFound.found().map(({ state: one }) => one)).toEqual(['given', 'kept']);
  });

  it('may be said by staff of what no rule would match', () => {
    const { lostFound } = open();
    const lost = lostFound.reportLost({ ...item('my lucky thing'), ...kept(ADA) });
    const found = lostFound.reportFound({ ...item('wooden elephant'), createdAt: AT });
    expect(lostFound.matches()).toEqual([]);
    lostFound.decide(lost.id, found.id, true);
    expect(lostFound.statusOf(ADA)).toMatchObject([{ state: 'found' }]);
    expect(lostFound.decide(lost.id, 'no such thing', true)).toBe(false);
  });

  it('ends when the found thing is not there any more', () => {
    const { lostFound } = open();
    lostFound.reportLost({ ...item('black umbrella'), ...kept(ADA) });
    const found = lostFound.reportFound({ ...item('black umbrella'), createdAt: AT });
    lostFound.close(found.id);
    expect(lostFound.statusOf(ADA)).toMatchObject([{ state: 'searching' }]);
    expect(lostFound.close('no such thing')).toBe(false);
  });

  it('is told to watchers', () => {
    const { lostFound } = open();
    let told = 0;
    const stop = lostFound.watch(() => told++);
    const lost = lostFound.reportLost({ ...item('black umbrella'), ...kept(ADA) });
    const found = lostFound.reportFound({ ...item('black umbrella'), createdAt: AT });
    const before = told;
    expect(before).toBeGreaterThan(0);
    lostFound.decide(lost.id, found.id, true);
    expect(told).toBeGreaterThan(before);
    stop();
    const after = told;
    lostFound.close(found.id);
    expect(told).toBe(after);
  });
});
