import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type KioskRecords, openKioskRecords } from '../../host/kiosk-records.ts';
import { createIds } from '../../host/system.ts';
import { openGuestStore, type SqliteGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { dinner } from '../native/booking-race.ts';

const [ADA, BO] = ['guest0000000000000001', 'guest0000000000000002'];
let dataDir: string;
let records: KioskRecords;
let guests: SqliteGuestStore;
const log = createRecordingLog();

function openGuests(onErased: (pseudonym: string) => void) {
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log, onErased });
  for (const guest of [ADA, BO]) store.setConsent(guest, 'remember', '1');
  return store;
}
const book = (guest: string) =>
  records.bookings.book(
    { ...dinner, from: '2099-05-12T19:00', to: '2099-05-12T20:00', owner: { kind: 'guest', id: guests.pseudonym(guest) } },
    9,
    guest,
  );
const owners = () => records.bookings.between('2099-05-12T00:00', '2099-05-13T00:00').map(({ owner }) => owner.id);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-erased-'));
  log.lines.length = 0;
  records = openKioskRecords({ dataDir, ids: createIds(), log });
  guests = openGuests(records.forgetGuest);
  book(ADA);
  book(BO);
});
afterEach(() => {
  guests.close();
  records.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('an erased guest has no booking left, everybody else has', () => {
  guests.erase(ADA);
  expect(owners()).toEqual([guests.pseudonym(BO)]);
});

it('nor has one who takes "just this visit" after all', () => {
  guests.setConsent(ADA, 'visit-only', '1');
  expect(owners()).toEqual([guests.pseudonym(BO)]);
});

it('nor one who was erased at another kiosk', () => {
  const guest = guests.sync.pending(10)[0]?.guest ?? '';
  guests.sync.applyErasures({ erasures: [{ companion: 'concierge', guest, epoch: 1 }], sequence: 1 });
  expect(owners()).toHaveLength(1);
});

it('where their bookings cannot be erased, memory is all the same, and staff can read why', () => {
  guests.close();
  guests = openGuests(() => {
    throw new Error('disk is full');
  });
  guests.erase(ADA);
  expect(guests.consent(ADA)).toBe('unknown');
  expect(log.lines).toMatchObject([{ level: 'error', event: 'memory.erased-elsewhere-failed' }]);
});
