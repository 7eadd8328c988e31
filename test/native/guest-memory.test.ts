import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EpisodeContent, SavedGoal } from '../../core/memory/records.ts';
import type { GuestMemory } from '../../core/ports.ts';
import type { SyncOp } from '../../core/sync/op.ts';
import { createIds } from '../../host/system.ts';
import { GUEST_MIGRATIONS } from '../../native/sqlite/guest-schema.ts';
import { type GuestStoreOptions, openGuestStore, type SqliteGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';

const GUEST = 'guest0000000000000001';
const SAID = { source: 'explicit', sessionId: 'session-1', turn: 1 } as const;
const DAY_MS = 86_400_000;
let dirs: string[] = [];
let wall = Date.parse('2026-05-12T10:00:00Z');
const stores: SqliteGuestStore[] = [];

function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-memory-'));
  dirs.push(dir);
  return dir;
}
function open(dataDir: string, options: Partial<GuestStoreOptions> = {}): SqliteGuestStore {
  const store = openGuestStore({
    dataDir,
    companionId: 'concierge',
    tenant: 'demo',
    ids: createIds(),
    log: createRecordingLog(),
    wallMs: () => wall++,
    ...options,
  });
  stores.push(store);
  return store;
}
function remembered(store: SqliteGuestStore): GuestMemory {
  store.setConsent(GUEST, 'remember', '1');
  return store.open(GUEST);
}
const values = (memory: GuestMemory) => memory.profile().facts.map(({ kind, value }) => `${kind} ${value}`);

/** All that one kiosk has not told yet, as another pulls it from the cloud. */
function carry(from: SqliteGuestStore, to: SqliteGuestStore): void {
  const ops = from.sync.pending(500);
  const consent = ops.find((op): op is Extract<SyncOp, { kind: 'consent.set' }> => op.kind === 'consent.set');
  const keys = consent === undefined ? carried : [{ keyId: consent.keyId, guestKey: consent.guestKey }];
  carried = keys;
  to.sync.applyPull(GUEST, { epoch: 0, keys, ops: [...ops], sequence: 1, more: false });
  from.sync.settle(ops.map(({ id }) => ({ id, outcome: 'stored', epoch: 0 })));
}
let carried: { keyId: string; guestKey: string }[] = [];

const goal: SavedGoal = {
  ...{ id: 'goal-1', kind: 'lost-item', slots: { what: 'charger', party: 2 }, status: 'open' },
  openedAt: '2026-05-12T12:00',
  updatedAt: '2026-05-12T12:00',
};
const episode: EpisodeContent = {
  ...{ episodeId: 'session-1', startedAt: '2026-05-12T10:00:00.000Z', endedAt: '2026-05-12T10:05:00.000Z', place: 'Lobby' },
  ...{ locale: 'en', turns: 3, topics: [{ topic: 'food', times: 2 }], names: ['Harbour Bar'], wishes: ['short'] },
};

beforeEach(() => {
  dirs = [];
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

describe('facts', () => {
  it('have provenance, and hold from and until when the guest said', () => {
    const memory = remembered(open(newDir()));
    memory.remember({ ...SAID, kind: 'diet', value: 'vegan', said: 'I am vegan', place: 'Lobby' });
    const validTo = new Date(wall + DAY_MS).toISOString();
    memory.remember({ ...SAID, kind: 'interest', value: 'bees', validTo });
    expect(memory.profile().facts).toMatchObject([
      { value: 'vegan', said: 'I am vegan', place: 'Lobby', sessionId: 'session-1', turn: 1 },
      { value: 'bees', validTo },
    ]);
    wall += 2 * DAY_MS;
    expect(values(memory)).toEqual(['diet vegan']);
  });

  it('inferred against what the guest said are asked about, not believed', () => {
    const memory = remembered(open(newDir()));
    memory.remember({ ...SAID, kind: 'role', value: 'speaker' });
    expect(memory.remember({ ...SAID, kind: 'role', value: 'buyer', source: 'inferred', confidence: 0.7 })).toBe('doubted');
    expect(values(memory)).toEqual(['role speaker']);
    expect(memory.profile().doubts).toMatchObject([{ said: { value: 'speaker' }, inferred: { value: 'buyer', confidence: 0.7 } }]);
    memory.remember({ ...SAID, kind: 'role', value: 'buyer', turn: 5 });
    expect(values(memory)).toEqual(['role buyer']);
    expect(memory.profile().doubts).toEqual([]);
  });

  it('are corrected and deleted by id, the old one staying as history', () => {
    const store = open(newDir());
    const memory = remembered(store);
    memory.remember({ ...SAID, kind: 'name', value: 'Ada' });
    memory.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    const [name, diet] = memory.profile().facts;
    expect(memory.correctFact(name?.id ?? '', 'Ida', { sessionId: 'session-2', turn: 3 })).toBe(true);
    expect(memory.forgetFact(diet?.id ?? '')).toBe(true);
    expect(memory.forgetFact('no such fact')).toBe(false);
    expect(memory.correctFact('no such fact', 'x', SAID)).toBe(false);
    expect(memory.profile().facts).toMatchObject([{ kind: 'name', value: 'Ida', source: 'explicit', sessionId: 'session-2', turn: 3 }]);
    expect(store.inspect(GUEST)?.facts.map(({ value, retracted }) => [value, retracted])).toEqual([
      ['Ada', true],
      ['vegan', true],
      ['Ida', false],
    ]);
  });
});

describe('goals and visits', () => {
  it('outlive a restart; a goal is its thread, done when the goal is', () => {
    const dir = newDir();
    const first = open(dir);
    const memory = remembered(first);
    memory.saveGoal(goal);
    memory.saveGoal({ ...goal, status: 'waiting-staff', slots: { ...goal.slots, where: 'bar' } });
    memory.saveEpisode(episode);
    first.close();
    const again = open(dir).open(GUEST);
    expect(again.profile().threads).toMatchObject([
      { id: 'goal-1', topic: 'lost charger', status: 'open', goal: { status: 'waiting-staff', slots: { where: 'bar', party: 2 } } },
    ]);
    expect(again.profile().episodes).toEqual([episode]);
    again.saveGoal({ ...goal, status: 'done' });
    expect(again.profile().threads).toMatchObject([{ status: 'resolved' }]);
    again.forgetThread('goal-1');
    expect(again.profile().threads).toEqual([]);
    again.saveGoal(goal);
    expect(again.profile().threads).toEqual([]);
  });

  it('come to patterns that are computed, never written', () => {
    const store = open(newDir());
    const memory = remembered(store);
    memory.saveEpisode(episode);
    memory.saveEpisode({ ...episode, episodeId: 'session-2', endedAt: '2026-05-14T10:05:00.000Z', topics: [{ topic: 'food', times: 1 }] });
    expect(memory.profile().patterns).toEqual({
      ...{ visits: 2, lastVisitAt: '2026-05-14T10:05:00.000Z', asks: [{ topic: 'food', visits: 2, times: 3 }], answers: ['short'] },
      locale: 'en',
    });
    expect(store.sync.pending(10).map(({ kind }) => kind)).toEqual(['consent.set', 'episode.put', 'episode.put']);
  });

  it.each([
    ['facts', (memory: GuestMemory) => memory.profile().facts.length],
    ['threads', (memory: GuestMemory) => memory.profile().threads.length],
    ['episodes', (memory: GuestMemory) => memory.profile().episodes.length],
    ['turns', (memory: GuestMemory) => memory.said('', '~').length],
  ] as const)('are kept for as long as retention.%s says, the others longer', (kind, count) => {
    const dir = newDir();
    const first = open(dir);
    const memory = remembered(first);
    memory.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    memory.saveGoal(goal);
    memory.saveEpisode({ ...episode, endedAt: new Date(wall).toISOString() });
    memory.noteTurns([{ id: 's.1.guest', sessionId: 's', role: 'guest', text: 'My suitcase is blue.', at: new Date(wall).toISOString() }]);
    first.close();
    wall += 40 * DAY_MS;
    const later = open(dir, { retention: { [kind]: 30 } });
    expect(count(later.open(GUEST))).toBe(0);
    const rest = later.inspect(GUEST);
    const left = [rest?.facts, rest?.threads, rest?.episodes, rest?.turns].map((some) => some?.length);
    expect(left.filter((n) => n === 1)).toHaveLength(3);
  });
});

describe('paused', () => {
  it('nothing is kept until the guest takes it back, over a restart and at another kiosk', () => {
    const dir = newDir();
    const store = open(dir);
    const memory = remembered(store);
    memory.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    memory.pause(true);
    store.close();
    const again = open(dir);
    const there = open(newDir());
    carry(again, there);
    for (const kiosk of [again, there]) {
      const now = kiosk.open(GUEST);
      const queued = kiosk.sync.pending(100).length;
      expect(now.paused).toBe(true);
      expect(now.remember({ ...SAID, kind: 'name', value: 'Ada' })).toBe('paused');
      now.openThread('lost charger');
      now.saveGoal(goal);
      now.saveEpisode(episode);
      now.noteTurns([{ id: 's.1.guest', sessionId: 's', role: 'guest', text: 'Hello', at: '2026-05-12T10:00:00.000Z' }]);
      expect(values(now)).toEqual(['diet vegan']);
      expect(now.profile()).toMatchObject({ threads: [], episodes: [] });
      expect(now.said('', '~')).toEqual([]);
      expect(kiosk.sync.pending(100)).toHaveLength(queued);
    }
    // What is known can still be taken back.
    there.open(GUEST).retract('diet');
    there.open(GUEST).pause(false);
    expect(there.open(GUEST).remember({ ...SAID, kind: 'name', value: 'Ada' })).toBe('kept');
    expect(values(there.open(GUEST))).toEqual(['name Ada']);
  });
});

describe('at another kiosk', () => {
  it('everything comes to the same, and a deleted thread stays deleted', () => {
    const here = open(newDir());
    const there = open(newDir());
    const memory = remembered(here);
    memory.remember({ ...SAID, kind: 'name', value: 'Ada', said: 'I am Ada', place: 'Lobby' });
    memory.saveGoal(goal);
    memory.saveGoal({ ...goal, id: 'goal-2', kind: 'book-table', slots: { target: 'Harbour Bar' } });
    memory.saveEpisode(episode);
    carry(here, there);
    const other = there.open(GUEST);
    expect(other.profile()).toEqual(memory.profile());
    other.forgetThread('goal-1');
    memory.saveGoal({ ...goal, status: 'waiting-staff' });
    carry(there, here);
    carry(here, there);
    expect(memory.profile().threads.map(({ topic }) => topic)).toEqual(['book table: Harbour Bar']);
    expect(other.profile()).toEqual(memory.profile());
  });
});

it('leaves no byte of goals, visits and settings when the guest is erased', () => {
  const dir = newDir();
  const store = open(dir);
  const memory = remembered(store);
  for (let i = 0; i < 30; i++) {
    memory.saveGoal({ ...goal, id: `goal-${i}` });
    memory.saveEpisode({ ...episode, episodeId: `session-${i}` });
  }
  memory.pause(true);
  const db = new Database(join(dir, 'memory.sqlite'), { readonly: true });
  const sealed = db.prepare("SELECT sealed FROM records WHERE type IN ('thread', 'episode', 'setting')").all() as { sealed: Buffer }[];
  db.close();
  expect(sealed).toHaveLength(61);
  store.erase(GUEST);
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
  expect(sealed.filter((row) => bytes.includes(row.sealed.subarray(0, 24)))).toEqual([]);
  for (const word of ['charger', 'Harbour Bar', 'lost-item']) expect(bytes.includes(word)).toBe(false);
});

it('rows written before there were episodes are read as they are', () => {
  const dir = newDir();
  const store = open(dir);
  const memory = remembered(store);
  memory.remember({ ...SAID, kind: 'diet', value: 'vegan' });
  memory.openThread('lost charger');
  store.close();
  // The table as version 3 had it.
  const db = new Database(join(dir, 'memory.sqlite'));
  const at = GUEST_MIGRATIONS.findIndex(({ name }) => name === 'episodes and settings among the records');
  const before = GUEST_MIGRATIONS.slice(0, at).findLast(({ sql }) => sql.includes('CREATE TABLE records_2'));
  db.exec(before?.sql ?? '');
  db.pragma(`user_version = ${GUEST_MIGRATIONS[at - 1]?.version}`);
  expect(() => db.exec("INSERT INTO records VALUES ('c', x'00', 'episode', 'e', x'00')")).toThrow(/CHECK/);
  db.close();
  const again = open(dir).open(GUEST);
  again.saveEpisode(episode);
  expect(values(again)).toEqual(['diet vegan']);
  expect(again.profile()).toMatchObject({ threads: [{ topic: 'lost charger' }], episodes: [{ episodeId: 'session-1' }] });
});

it('turns that could not be written are found once they are', () => {
  const memory = remembered(open(newDir()));
  const turn = { id: 'turn-1', sessionId: 's', role: 'guest', text: 'My charger was under the seat', at: '2026-05-12T10:00:00.000Z' };
  expect(memory.recall('Where was my charger?')).toEqual([]);
  expect(() => memory.noteTurns([turn, { ...turn, id: 'turn-2', text: '' }])).toThrowError(expect.objectContaining({ code: 'bad-turn' }));
  memory.remember({ kind: 'interest', value: 'trains', source: 'explicit', sessionId: 's', turn: 1 });
  memory.noteTurns([turn]);
  expect(memory.recall('Where was my charger?').map(({ turn: { id } }) => id)).toEqual(['turn-1']);
});
