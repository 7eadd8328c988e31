import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RememberedTurn } from '../../core/memory/recall/recall-index.ts';
import { createIds } from '../../host/system.ts';
import type { GuestStoreOptions, SqliteGuestStore } from '../../native/sqlite/guest-store.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';

const GUEST = 'guest0000000000000001';
const START = Date.parse('2026-05-12T10:00:00Z');
const log = createRecordingLog();
const stores: SqliteGuestStore[] = [];
let dataDir = '';

function open(options: Partial<GuestStoreOptions> = {}): SqliteGuestStore {
  const store = openGuestStore({
    dataDir,
    companionId: 'concierge',
    tenant: 'demo',
    ids: createIds(),
    log,
    wallMs: () => START,
    ...options,
  });
  stores.push(store);
  return store;
}
function remembered(store: SqliteGuestStore) {
  store.setConsent(GUEST, 'remember', '1');
  return store.open(GUEST);
}
const said = (turn: number, text: string, at = '2026-05-12T09:00:00.000Z'): RememberedTurn => ({
  id: `s1.${turn}.guest`,
  sessionId: 's1',
  role: 'guest',
  text,
  at,
});
const fact = (turn: number) => ({ source: 'explicit', sessionId: 's1', turn }) as const;
const idsOf = (found: readonly { readonly turn: RememberedTurn }[]) => found.map(({ turn }) => turn.id);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-turns-'));
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('recalls what was kept before a restart, and what another process keeps meanwhile', () => {
  const store = open();
  remembered(store).noteTurns([said(1, 'My suitcase is blue.')]);
  store.close();
  const here = open().open(GUEST);
  expect(idsOf(here.recall('Which suitcase was it?'))).toEqual(['s1.1.guest']);
  open()
    .open(GUEST)
    .noteTurns([said(2, 'The umbrella is green.')]);
  expect(idsOf(here.recall('Which umbrella was it?'))).toContain('s1.2.guest');
});

it('keeps a turn once, however often it is noted', () => {
  const memory = remembered(open());
  memory.noteTurns([said(1, 'My suitcase is blue.')]);
  memory.noteTurns([said(1, 'My suitcase is red.'), said(2, 'The suitcase has wheels.')]);
  expect(memory.recall('Which suitcase?').map(({ turn }) => turn.text)).toEqual(
    expect.arrayContaining(['My suitcase is blue.', 'The suitcase has wheels.']),
  );
  expect(memory.recall('Which suitcase?')).toHaveLength(2);
});

it('reads thousands of turns ahead in slices, each a task of its own, and stops when closed', async () => {
  const store = open();
  remembered(store).noteTurns(Array.from({ length: 3000 }, (_, i) => said(i, `Remark number ${i} about the weather.`)));
  store.close();
  const again = open();
  const memory = again.open(GUEST);
  let tasks = 0;
  let over = false;
  const count = () => {
    tasks++;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  expect(tasks).toBeGreaterThan(2);
  over = true;
  expect(memory.recall('remark number 2999', { k: 1 })).toHaveLength(1);
  const closing = again.open(GUEST);
  again.close();
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(() => closing.recall('remark')).toThrow();
});

it('recalls nothing that was taken back, by whichever turn it was told', () => {
  const memory = remembered(open());
  memory.noteTurns([
    said(1, 'I have asthma, so no carpet.'),
    said(2, 'The inhaler for my asthma is in the car.'),
    said(3, 'The car is in the garage.'),
  ]);
  memory.remember({ ...fact(1), kind: 'access', value: 'asthma' });
  expect(idsOf(memory.recall('What about the asthma?'))).toEqual(expect.arrayContaining(['s1.1.guest', 's1.2.guest']));
  memory.retract('access', 'asthma');
  expect(idsOf(memory.recall('What about the asthma, the carpet, the car?'))).toEqual(['s1.3.guest']);
});

it('recalls what replaced something, not what was replaced', () => {
  const memory = remembered(open());
  memory.noteTurns([said(1, 'I am here as a buyer.'), said(2, 'I come as a speaker from now on, not as a buyer.')]);
  memory.remember({ ...fact(1), kind: 'role', value: 'buyer' });
  memory.remember({ ...fact(2), kind: 'role', value: 'speaker' });
  expect(idsOf(memory.recall('Am I a buyer or a speaker?'))).toEqual(['s1.2.guest']);
});

it('deletes turns of more than turnDays ago when they are next read', () => {
  const first = open();
  remembered(first).noteTurns([said(1, 'The old suitcase.', '2026-03-01T09:00:00.000Z'), said(2, 'The new suitcase.')]);
  first.close();
  const store = open({ turnDays: 30 });
  expect(idsOf(store.open(GUEST).recall('Which suitcase?'))).toEqual(['s1.2.guest']);
  expect(store.inspect(GUEST)?.turns.map(({ turnId }) => turnId)).toEqual(['s1.2.guest']);
});

it('leaves nothing of an erased guest to recall', () => {
  const store = open();
  const memory = remembered(store);
  memory.noteTurns([said(1, 'My suitcase is blue.')]);
  expect(memory.recall('suitcase')).toHaveLength(1);
  store.erase(GUEST);
  expect(() => memory.recall('suitcase')).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
  expect(() => memory.noteTurns([said(2, 'x')])).toThrowError(expect.objectContaining({ code: 'guest-erased' }));
  expect(remembered(store).recall('suitcase')).toEqual([]);
});
