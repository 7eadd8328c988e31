import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GuestMemory } from '../../core/ports.ts';
import { createIds } from '../../host/system.ts';
import type { GuestStoreOptions, SqliteGuestStore } from '../../native/sqlite/guest-store.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { seeded } from '../support/random.ts';

const GUEST = 'guest0000000000000001';
const SAID = { source: 'explicit', sessionId: 'session-1', turn: 1 } as const;
let dataDir = '';
let wall = Date.parse('2026-05-12T10:00:00Z');
const log = createRecordingLog();
const stores: SqliteGuestStore[] = [];

function open(options: Partial<GuestStoreOptions> = {}): SqliteGuestStore {
  const store = openGuestStore({
    dataDir,
    companionId: 'concierge',
    tenant: 'demo',
    ids: createIds(),
    log,
    wallMs: () => wall++,
    ...options,
  });
  stores.push(store);
  return store;
}
function remembered(store: SqliteGuestStore, guest = GUEST): GuestMemory {
  store.setConsent(guest, 'remember', '1');
  return store.open(guest);
}
/** Every byte the kiosk owns, file by file. */
function allBytes(): Buffer {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}
function query(sql: string): unknown[] {
  const db = new Database(join(dataDir, 'memory.sqlite'), { readonly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-memory-'));
  log.lines.length = 0;
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('remembering', () => {
  it('keeps facts and threads over a restart', () => {
    const store = open();
    const memory = remembered(store);
    memory.remember({ ...SAID, kind: 'name', value: ' Ada  Lovelace ' });
    memory.remember({ ...SAID, kind: 'diet', value: 'Vegetarian' });
    const thread = memory.openThread('lost charger');
    store.close();
    const again = open().open(GUEST).profile();
    expect(again.facts.map(({ kind, value, source, sessionId, turn }) => ({ kind, value, source, sessionId, turn }))).toEqual([
      { kind: 'name', value: 'Ada Lovelace', source: 'explicit', sessionId: 'session-1', turn: 1 },
      { kind: 'diet', value: 'vegetarian', source: 'explicit', sessionId: 'session-1', turn: 1 },
    ]);
    expect(again.threads).toEqual([thread]);
  });

  it('lets a new name supersede the old and keeps it as history', () => {
    const store = open();
    const memory = remembered(store);
    memory.remember({ ...SAID, kind: 'name', value: 'Ada' });
    memory.remember({ ...SAID, kind: 'name', value: 'Bea', turn: 2 });
    memory.remember({ ...SAID, kind: 'name', value: 'Zoe', source: 'inferred', turn: 3 });
    expect(memory.profile().facts.map(({ value }) => value)).toEqual(['Bea']);
    const history = store.inspect(GUEST)?.facts ?? [];
    expect(history.map(({ value, supersededBy }) => [value, supersededBy])).toEqual([
      ['Ada', history[1]?.factId],
      ['Bea', null],
      ['Zoe', history[1]?.factId],
    ]);
    memory.retract('name');
    expect(memory.profile().facts).toEqual([]);
  });

  it('resolves threads, and opens the same topic once', () => {
    const memory = remembered(open());
    const first = memory.openThread('Lost charger');
    expect(memory.openThread('lost  charger').id).toBe(first.id);
    memory.resolveThread(first.id);
    memory.resolveThread('no such thread');
    expect(memory.profile().threads).toMatchObject([{ id: first.id, status: 'resolved' }]);
    expect(memory.openThread('lost charger').id).not.toBe(first.id);
  });

  it('writes each row together with its op, in one transaction', () => {
    const store = open();
    const memory = remembered(store);
    memory.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    memory.openThread('charger');
    expect(store.sync.pending(10).map(({ kind }) => kind)).toEqual(['consent.set', 'fact.put', 'thread.put']);
    expect(() => memory.remember({ ...SAID, kind: 'diet', value: 'x'.repeat(201) })).toThrowError(
      expect.objectContaining({ code: 'bad-fact' }),
    );
    expect(store.sync.pending(10)).toHaveLength(3);
    expect(query('SELECT count(*) AS n FROM records')).toEqual([{ n: 3 }]);
  });

  it('shows an open memory what another process wrote', () => {
    const memory = remembered(open());
    expect(memory.profile().facts).toEqual([]);
    open()
      .open(GUEST)
      .remember({ ...SAID, kind: 'diet', value: 'vegan' });
    expect(memory.profile().facts).toMatchObject([{ value: 'vegan' }]);
  });

  it('keeps companions apart', () => {
    remembered(open()).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    const other = open({ companionId: 'another' });
    expect(other.consent(GUEST)).toBe('unknown');
    expect(remembered(other).profile().facts).toEqual([]);
  });
});

describe('consent', () => {
  it('is needed before anything is kept', () => {
    const store = open();
    expect(store.consent(GUEST)).toBe('unknown');
    expect(() => store.open(GUEST)).toThrowError(expect.objectContaining({ code: 'no-consent' }));
    expect(store.inspect(GUEST)).toBeNull();
  });

  it('"just this visit" leaves nothing on disk and ends with the process', () => {
    const before = open();
    before.close();
    const untouched = allBytes();
    const store = open();
    store.setConsent(GUEST, 'visit-only', '1');
    expect(store.consent(GUEST)).toBe('visit-only');
    expect(() => store.open(GUEST)).toThrowError(expect.objectContaining({ code: 'no-consent' }));
    store.close();
    expect(allBytes().equals(untouched)).toBe(true);
    expect(open().consent(GUEST)).toBe('unknown');
  });

  it('is logged with the version of its text, again when that changes', () => {
    const store = open();
    store.setConsent(GUEST, 'remember', '1');
    store.setConsent(GUEST, 'remember', '1');
    store.setConsent(GUEST, 'remember', '2');
    expect(store.inspect(GUEST)?.consents.map(({ textVersion }) => textVersion)).toEqual(['1', '2']);
  });

  it('withdrawn erases what was kept', () => {
    const store = open();
    const memory = remembered(store);
    store.setConsent(GUEST, 'visit-only', '1');
    expect(store.consent(GUEST)).toBe('visit-only');
    expect(() => memory.profile()).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
    expect(store.sync.pending(10).map(({ kind }) => kind)).toEqual(['guest.erase']);
  });
});

describe('at rest', () => {
  it('no word of the guest and no badge id is readable in any file or log line', () => {
    const memory = remembered(open());
    memory.remember({ ...SAID, kind: 'name', value: 'Zebediah' });
    memory.openThread('lost kaleidoscope');
    const bytes = allBytes();
    const secrets = ['Zebediah', 'kaleidoscope', GUEST, 'session-1'];
    for (const secret of secrets) expect(bytes.includes(secret), secret).toBe(false);
    for (const secret of secrets) expect(JSON.stringify(log.lines)).not.toContain(secret);
  });

  it('the device key is for its owner only, and is closed when it was not', () => {
    open().close();
    const path = join(dataDir, 'keys', 'device.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(log.lines.map(({ event }) => event)).toContain('memory.device-key-was-readable');
  });

  it('another device key is refused by name, a broken one too', () => {
    open().close();
    const path = join(dataDir, 'keys', 'device.key');
    writeFileSync(path, Buffer.alloc(32, 1));
    expect(() => open()).toThrowError(expect.objectContaining({ code: 'memory-key-mismatch' }));
    writeFileSync(path, 'short');
    expect(() => open()).toThrowError(expect.objectContaining({ code: 'device-key-broken' }));
  });

  it.each([
    ['another guest', 'guest0000000000000002'],
    ['another fact of the same guest', GUEST],
  ])('a row moved to %s is not read there', (_where, otherGuest) => {
    const store = open();
    remembered(store).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    remembered(store, otherGuest).remember({ ...SAID, kind: 'name', value: 'Eve' });
    store.close();
    const db = new Database(join(dataDir, 'memory.sqlite'));
    const [a, b] = db.prepare<[], { id: string; sealed: Buffer }>("SELECT id, sealed FROM records WHERE type = 'fact'").all();
    db.prepare('UPDATE records SET sealed = ? WHERE id = ?').run(a?.sealed, b?.id);
    db.prepare('UPDATE records SET sealed = ? WHERE id = ?').run(b?.sealed, a?.id);
    db.close();
    expect(open().open(GUEST).profile().facts).toEqual([]);
    expect(log.lines.map(({ event }) => event)).toContain('memory.row-unreadable');
  });

  it('guests who did not come for long are forgotten', () => {
    const store = open();
    remembered(store);
    store.close();
    expect(open({ retentionDays: 30, wallMs: () => wall + 29 * 86_400_000 }).consent(GUEST)).toBe('remember');
    expect(open({ retentionDays: 30, wallMs: () => wall + 32 * 86_400_000 }).consent(GUEST)).toBe('unknown');
    expect(query('SELECT * FROM guests')).toEqual([]);
  });
});

describe('erasure', () => {
  /** What an adversary with the device key would need: the guest's wrapped key and sealed rows, byte for byte. */
  function allTraces(): Buffer[] {
    const guests = query('SELECT wrapped_key AS bytes FROM guests WHERE wrapped_key IS NOT NULL') as { bytes: Buffer }[];
    const sealed = query('SELECT sealed AS bytes FROM records UNION ALL SELECT sealed FROM outbox') as { bytes: Buffer }[];
    return [...guests, ...sealed].flatMap(({ bytes }) => [
      bytes.subarray(0, 16),
      bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 16),
      bytes.subarray(-16),
    ]);
  }

  it('leaves no byte of the guest in any file, and a tombstone without content', () => {
    const store = open();
    const memory = remembered(store);
    memory.remember({ ...SAID, kind: 'name', value: 'Zebediah' });
    for (let i = 0; i < 60; i++) memory.remember({ ...SAID, kind: 'interest', value: `interest number ${i}` });
    memory.openThread('lost kaleidoscope');
    const turn = { sessionId: 'session-1', role: 'guest', at: '2026-05-12T10:00:00.000Z' };
    memory.noteTurns(Array.from({ length: 40 }, (_, i) => ({ ...turn, id: `session-1.${i}.guest`, text: `remark ${i}` })));
    expect(memory.recall('remark')).toHaveLength(5);
    const before = allTraces();
    expect(before.length).toBeGreaterThan(360);
    const full = allBytes();
    expect(before.every((trace) => full.includes(trace))).toBe(true);
    // Neighbours before and after, so that pages are shared and split.
    for (let i = 0; i < 20; i++) remembered(store, `neighbour${i}`).remember({ ...SAID, kind: 'diet', value: 'vegan' });
    store.erase(GUEST);
    const bytes = allBytes();
    for (const trace of before) expect(bytes.includes(trace)).toBe(false);
    expect(query('SELECT epoch, key_id, wrapped_key FROM guests WHERE wrapped_key IS NULL')).toEqual([
      { epoch: 1, key_id: null, wrapped_key: null },
    ]);
    expect(store.sync.pending(1000).filter(({ kind }) => kind === 'guest.erase')).toHaveLength(1);
    expect(store.open('neighbour7').profile().facts).toHaveLength(1);
  });

  it('leaves no copy in pages that rows were moved between', () => {
    // A seed with which SQLite does leave copies behind, until the file is written anew.
    const random = seeded(4);
    const bytesOf = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
    const ids = { next: () => uuidv7({ msecs: wall++, random: bytesOf(16) }) };
    const store = open({ ids, random: bytesOf });
    const guests = Array.from({ length: 6 }, (_, i) => ({ id: `mover${i}`, memory: remembered(store, `mover${i}`) }));
    for (let i = 0; i < 50; i++)
      for (const { memory } of guests.slice(0, 2 + (i % 5)))
        memory.remember({ ...SAID, kind: 'interest', value: `interest ${i} `.repeat(1 + ((i * 7) % 11)) });
    let traces = allTraces();
    for (const { id } of guests) {
      store.erase(id);
      const left = new Set(allTraces().map((trace) => trace.toString('hex')));
      const bytes = allBytes();
      const gone = traces.filter((trace) => !left.has(trace.toString('hex')));
      expect(gone.length).toBeGreaterThan(20);
      expect(gone.filter((trace) => bytes.includes(trace))).toEqual([]);
      traces = allTraces();
    }
  });

  it('that was cut off before its end is made up for when the store is next opened', () => {
    const store = open();
    const memory = remembered(store);
    for (let i = 0; i < 60; i++) memory.remember({ ...SAID, kind: 'interest', value: `interest ${i}` });
    const before = allTraces();
    // Another reader in the middle of its work keeps the log from being emptied.
    const reader = new Database(join(dataDir, 'memory.sqlite'));
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM records').get();
    store.erase(GUEST);
    expect(before.some((trace) => allBytes().includes(trace))).toBe(true);
    reader.close();
    open();
    expect(before.filter((trace) => allBytes().includes(trace))).toEqual([]);
  });

  it('makes every call on an open memory fail with "guest-erased"', () => {
    const store = open();
    const memory = remembered(store);
    store.erase(GUEST);
    const erased = expect.objectContaining({ code: 'guest-erased' });
    expect(() => memory.profile()).toThrowError(erased);
    expect(() => memory.remember({ ...SAID, kind: 'diet', value: 'vegan' })).toThrowError(erased);
    expect(() => memory.retract('diet')).toThrowError(erased);
    expect(() => memory.openThread('x')).toThrowError(erased);
    expect(() => memory.resolveThread('x')).toThrowError(erased);
    expect(store.consent(GUEST)).toBe('unknown');
    expect(() => store.open(GUEST)).toThrowError(expect.objectContaining({ code: 'no-consent' }));
  });

  it('is not undone by asking to be remembered again', () => {
    const store = open();
    const old = remembered(store);
    old.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    store.erase(GUEST);
    expect(remembered(store).profile().facts).toEqual([]);
    expect(() => old.profile()).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
    expect(store.sync.pending(10).map(({ kind, epoch }) => [kind, epoch])).toEqual([['guest.erase', 0]]);
  });

  it('of this kiosk, once acknowledged, leaves what was said since', () => {
    const store = open();
    remembered(store);
    store.erase(GUEST);
    const [own] = store.sync.pending(10);
    const since = remembered(store);
    since.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    store.sync.settle([{ id: own?.id ?? '', outcome: 'stored', epoch: 1 }]);
    expect(store.sync.pending(10).map(({ kind, epoch }) => [kind, epoch])).toEqual([
      ['consent.set', 1],
      ['fact.put', 1],
    ]);
    store.sync.applyErasures({ erasures: [{ companion: 'concierge', guest: own?.guest ?? '', epoch: 1 }], sequence: 10 });
    expect(since.profile().facts).toHaveLength(1);
    store.sync.applyErasures({ erasures: [{ companion: 'concierge', guest: own?.guest ?? '', epoch: 2 }], sequence: 11 });
    expect(() => since.profile()).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
    expect(store.sync.erasuresSince).toBe(11);
    expect(store.sync.pending(10)).toEqual([]);
  });

  it('that came between at another kiosk takes what was said here since, which may be older than it', () => {
    const store = open();
    remembered(store);
    store.erase(GUEST);
    const [own] = store.sync.pending(10);
    const since = remembered(store);
    since.remember({ ...SAID, kind: 'diet', value: 'vegan' });
    store.sync.applyErasures({ erasures: [{ companion: 'concierge', guest: own?.guest ?? '', epoch: 1 }], sequence: 9 });
    store.sync.settle([{ id: own?.id ?? '', outcome: 'stored', epoch: 2 }]);
    expect(() => since.profile()).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
    expect(store.sync.pending(10)).toEqual([]);
  });
});

it('a pull that was on its way while the guest was stamped anew is made again from the start', () => {
  const store = open();
  const memory = remembered(store);
  memory.remember({ ...SAID, kind: 'diet', value: 'vegan' });
  const ops = [...store.sync.pending(10)];
  const keys = ops.flatMap((op) => (op.kind === 'consent.set' ? [{ keyId: op.keyId, guestKey: op.guestKey }] : []));
  store.sync.settle(ops.map(({ id }) => ({ id, outcome: 'stored', epoch: 0 })));
  store.sync.applyPull(GUEST, { epoch: 0, keys, ops, sequence: 2, more: false }, 0);
  const from = store.sync.pullFrom(GUEST);
  expect(from?.since).toBe(2);
  store.open(GUEST).remember({ ...SAID, kind: 'interest', value: 'trains' });
  const [ahead] = store.sync.pending(10);
  store.sync.settle([{ id: ahead?.id ?? '', outcome: 'refused', reason: 'clock-ahead', nowMs: wall }]);
  store.sync.applyPull(GUEST, { epoch: 0, keys, ops: [], sequence: 2, more: false }, from?.since);
  expect(store.sync.pullFrom(GUEST)?.since).toBe(0);
  store.sync.applyPull(GUEST, { epoch: 0, keys, ops, sequence: 2, more: false }, 0);
  const facts = store.open(GUEST).profile().facts;
  expect(facts.map(({ value }) => value).sort()).toEqual(['trains', 'vegan']);
});

it('what the endpoint had stored before it refused the clock keeps the stamps that it has there', () => {
  const store = open();
  remembered(store).remember({ ...SAID, kind: 'diet', value: 'vegan' });
  // Taken by the endpoint; its answer is lost.
  const taken = [...store.sync.pending(10)];
  const keys = taken.flatMap((op) => (op.kind === 'consent.set' ? [{ keyId: op.keyId, guestKey: op.guestKey }] : []));
  const pulled = { epoch: 0, keys, ops: taken, more: false };
  store.open(GUEST).remember({ ...SAID, kind: 'interest', value: 'trains' });
  const [ahead] = store.sync.pending(10).filter(({ id }) => taken.every((op) => op.id !== id));
  wall -= 86_400_000;
  store.sync.settle([{ id: ahead?.id ?? '', outcome: 'refused', reason: 'clock-ahead', nowMs: wall }]);
  // With something still to push nothing gives way, not even over two pages.
  store.sync.applyPull(GUEST, { ...pulled, sequence: 1, more: true, ops: taken.slice(0, 1) }, 0);
  expect(store.sync.pullFrom(GUEST)?.since).toBe(1);
  store.sync.applyPull(GUEST, { ...pulled, sequence: 2, ops: taken.slice(1) }, 1);
  expect(store.inspect(GUEST)?.facts).toHaveLength(2);

  const pushed = [...store.sync.pending(10)];
  store.sync.settle(pushed.map(({ id }) => ({ id, outcome: 'stored', epoch: 0 })));
  expect(store.sync.pullFrom(GUEST)?.since).toBe(0);
  const trains = pushed.filter(({ id }) => id === ahead?.id);
  store.sync.applyPull(GUEST, { ...pulled, ops: [...taken, ...trains] as typeof taken, sequence: 3 }, 0);
  expect(store.sync.pullFrom(GUEST)?.since).toBe(3);
  const other = open({ dataDir: join(dataDir, 'other') });
  other.sync.applyPull(GUEST, { ...pulled, ops: [...taken, ...trains] as typeof taken, sequence: 3 }, 0);
  expect(store.inspect(GUEST)?.facts).toHaveLength(2);
  expect(store.inspect(GUEST)).toEqual(other.inspect(GUEST));
});

it('what waits for a consent whose stamp was refused is kept, and goes out after it', () => {
  const store = open();
  remembered(store);
  const [consent] = store.sync.pending(10);
  // The clock was set back meanwhile, for another guest.
  store.open(GUEST).remember({ ...SAID, kind: 'diet', value: 'vegan' });
  const [, fact] = store.sync.pending(10);
  store.sync.settle([
    { id: consent?.id ?? '', outcome: 'refused', reason: 'clock-ahead', nowMs: wall },
    { id: fact?.id ?? '', outcome: 'refused', reason: 'unknown-key' },
  ]);
  expect(store.sync.pending(10).map(({ id }) => id)).toEqual([consent?.id, fact?.id]);
  // Where the endpoint has the consent and not its key, it stays refused.
  store.sync.settle([
    { id: consent?.id ?? '', outcome: 'stored', epoch: 0 },
    { id: fact?.id ?? '', outcome: 'refused', reason: 'unknown-key' },
  ]);
  expect(store.sync.pending(10)).toEqual([]);
});
