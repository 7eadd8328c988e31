import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinFlaw, pinWaitMs } from '../../../core/badge/pin-rules.ts';
import { createIds } from '../../../host/system.ts';
import { createGuestPins } from '../../../native/badge/guest-pin.ts';
import { openGuestStore, type SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const GUEST = 'guest0000000000000001';
const PIN = '482917';
const CHEAP = { n: 1024, r: 8, p: 1 };
let dataDir = '';
let wall = 0;
const log = createRecordingLog();
let stores: SqliteGuestStore[] = [];

/** As after a restart of the kiosk: nothing is left but the disk. */
function start(dir = dataDir) {
  for (const store of stores.splice(0)) store.close();
  return open(dir);
}
function open(dir = dataDir) {
  const store = openGuestStore({ dataDir: dir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log, wallMs: () => wall });
  stores.push(store);
  return { store, pins: createGuestPins({ records: store.pins, wallMs: () => wall, cost: CHEAP }) };
}
async function withPin() {
  const kiosk = open();
  kiosk.store.setConsent(GUEST, 'remember', '1');
  await kiosk.pins.set(GUEST, PIN);
  return kiosk;
}
const allBytes = (dir: string) =>
  Buffer.concat(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-pin-'));
  wall = Date.parse('2026-05-12T10:00:00Z');
  log.lines.length = 0;
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a PIN', () => {
  it.each([
    ['482917', null],
    ['4829', null],
    ['48291734', null],
    ['482', 'length'],
    ['482917345', 'length'],
    ['48a9', 'length'],
    ['0000', 'guessable'],
    ['1234', 'guessable'],
    ['98765432', 'guessable'],
    ['1357', null],
  ])('%s: %s', (pin, flaw) => expect(pinFlaw(pin)).toBe(flaw));

  it('is right or wrong, also after a restart', async () => {
    await withPin();
    const { pins } = start();
    expect(pins.isSet(GUEST)).toBe(true);
    expect(await pins.verify(GUEST, PIN)).toEqual({ ok: true });
    expect(await pins.verify(GUEST, '482918')).toEqual({ ok: false, triesLeft: 4, retryAfterMs: 0 });
  });

  it('of a guest who did not agree to be remembered is not kept', async () => {
    const { pins } = open();
    await expect(pins.set(GUEST, PIN)).rejects.toMatchObject({ code: 'no-consent' });
    await expect(pins.set(GUEST, '1111')).rejects.toMatchObject({ code: 'pin-invalid', message: expect.not.stringContaining('1111') });
  });

  it('is in no file and no log line', async () => {
    const { pins } = await withPin();
    await pins.verify(GUEST, '739105');
    const bytes = allBytes(dataDir);
    for (const pin of [PIN, '739105']) {
      expect(bytes.includes(pin)).toBe(false);
      expect(JSON.stringify(log.lines)).not.toContain(pin);
    }
  });

  it('goes with the guest, who may choose another after agreeing again', async () => {
    const { store, pins } = await withPin();
    for (let i = 0; i < 4; i++) await pins.verify(GUEST, '000000');
    store.erase(GUEST);
    expect(pins.isSet(GUEST)).toBe(false);
    store.setConsent(GUEST, 'remember', '1');
    expect(pins.isSet(GUEST)).toBe(false);
    expect(pins.state(GUEST)).toEqual({ triesLeft: 5, retryAfterMs: 0 });
  });
});

describe('wrong tries', () => {
  it('make the guest wait from the fifth on, twice as long each time, and a restart does not help', async () => {
    await withPin();
    let { pins } = start();
    for (let left = 4; left > 0; left--) expect(await pins.verify(GUEST, '000000')).toMatchObject({ triesLeft: left, retryAfterMs: 0 });
    expect(await pins.verify(GUEST, '000000')).toEqual({ ok: false, triesLeft: 0, retryAfterMs: 60_000 });
    pins = start().pins;
    expect(await pins.verify(GUEST, PIN)).toMatchObject({ ok: false, retryAfterMs: 60_000 });
    wall += 60_000;
    expect(await pins.verify(GUEST, '000000')).toMatchObject({ retryAfterMs: 120_000 });
    wall += 120_000;
    expect(await pins.verify(GUEST, PIN)).toEqual({ ok: true });
    expect(pins.state(GUEST)).toEqual({ triesLeft: 5, retryAfterMs: 0 });
  });

  it('are counted before they are weighed: many at once are no more tries', async () => {
    const { pins } = await withPin();
    const tries = Array.from({ length: 12 }, (_, i) => pins.verify(GUEST, i === 11 ? PIN : '000000'));
    const verdicts = await Promise.all(tries);
    expect(verdicts.filter((verdict) => verdict.ok)).toEqual([]);
    expect(pins.state(GUEST).retryAfterMs).toBe(60_000);
  });

  it('never make anybody wait longer than a day, nor longer because a clock was set back', async () => {
    expect(pinWaitMs(500)).toBe(86_400_000);
    const { pins } = await withPin();
    for (let i = 0; i < 5; i++) await pins.verify(GUEST, '000000');
    wall -= 7 * 86_400_000;
    expect(pins.state(GUEST).retryAfterMs).toBe(60_000);
  });
});

describe('a clock that was far ahead', () => {
  it('takes neither the PIN nor its wrong tries away when it is put right', async () => {
    const { store, pins } = await withPin();
    store.sync.settle(store.sync.pending(100).map(({ id }) => ({ id, outcome: 'stored', epoch: 0 })));
    for (let i = 0; i < 3; i++) await pins.verify(GUEST, '000000');
    store.open(GUEST).remember({ kind: 'diet', value: 'vegan', source: 'explicit', sessionId: 's', turn: 1 });
    const nowMs = wall - 7 * 86_400_000;
    store.sync.settle(store.sync.pending(100).map(({ id }) => ({ id, outcome: 'refused', reason: 'clock-ahead', nowMs })));
    expect(pins.isSet(GUEST)).toBe(true);
    expect(pins.state(GUEST).triesLeft).toBe(2);
    expect(await pins.verify(GUEST, PIN)).toEqual({ ok: true });
  });
});

describe('at another kiosk', () => {
  it('the PIN arrives with the guest; one changed there stands, one that somebody else chose first at a kiosk cut off does not', async () => {
    const other = mkdtempSync(join(tmpdir(), 'foyer-pin-'));
    const third = mkdtempSync(join(tmpdir(), 'foyer-pin-'));
    try {
      const a = await withPin();
      const b = open(other);
      const carry = (from: SqliteGuestStore, to: SqliteGuestStore) => {
        const ops = from.sync.pending(100);
        const [consent] = ops.filter((op) => op.kind === 'consent.set');
        const keys = consent === undefined ? [] : [{ keyId: consent.keyId, guestKey: consent.guestKey }];
        const { guest = '', epoch = 0 } = to.sync.pullFrom(GUEST) ?? {};
        expect(ops.every((op) => op.guest === guest)).toBe(true);
        to.sync.applyPull(GUEST, { epoch, keys, ops: [...ops], sequence: ops.length, more: false });
      };
      carry(a.store, b.store);
      expect(await b.pins.verify(GUEST, PIN)).toEqual({ ok: true });
      wall += 1000;
      await a.pins.set(GUEST, '770412');
      carry(a.store, b.store);
      expect(await b.pins.verify(GUEST, PIN)).toMatchObject({ ok: false });
      expect(await b.pins.verify(GUEST, '770412')).toEqual({ ok: true });
      const cutOff = open(third);
      cutOff.store.setConsent(GUEST, 'remember', '1');
      await cutOff.pins.set(GUEST, '555017');
      for (const pin of ['555018', '555017']) await cutOff.pins.set(GUEST, pin);
      carry(cutOff.store, b.store);
      expect(await b.pins.verify(GUEST, '770412')).toEqual({ ok: true });
      carry(a.store, cutOff.store);
      expect(await cutOff.pins.verify(GUEST, '555017')).toMatchObject({ ok: false });
      expect(await cutOff.pins.verify(GUEST, '770412')).toEqual({ ok: true });
    } finally {
      for (const store of stores.splice(0)) store.close();
      for (const dir of [other, third]) rmSync(dir, { recursive: true, force: true });
    }
  });
});
