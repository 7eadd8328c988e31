import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewBooking } from '../../core/booking/booking.ts';
import { configSchema, type StaffBooking } from '../../core/contract/index.ts';
import { createMemoryPair } from '../../core/transport/memory-pair.ts';
import { createHost, type Host } from '../../host/create-host.ts';
import { type KioskRecords, openKioskRecords } from '../../host/kiosk-records.ts';
import { createIds } from '../../host/system.ts';
import { createBadgeIssuer } from '../../native/badge/badge-issuer.ts';
import { openGuestStore } from '../../native/sqlite/guest-store.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { dinner } from '../native/booking-race.ts';
import { type LinkedScreen, screenOn } from './staff-screen.ts';

// The demo rolls: on this day it is as it is written.
const NOW = '2026-05-12T10:00';
const owner = { kind: 'guest' as const, id: 'ada' };
const log = createRecordingLog();
let dataDir: string;
let host: Host;
/** Another kiosk at the same file. */
let records: KioskRecords;
let staff: LinkedScreen;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-staff-bookings-'));
  const config = configSchema.parse({ name: 'Lobby', now: NOW, hearing: { enabled: false }, speaking: { enabled: false } });
  host = await createHost({ dataDir, config, log });
  records = openKioskRecords({ dataDir, ids: createIds(), log });
  const [screen, kiosk] = createMemoryPair();
  host.connect(kiosk);
  staff = screenOn(screen, { role: 'staff' });
  await staff.next('welcome');
  staff.send({ type: 'staff.signIn', pin: '2468' });
  await staff.next('staff.signedIn');
});
afterAll(async () => {
  await host.close();
  records.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const book = (wish: Partial<NewBooking>) => {
  const result = records.bookings.book({ ...dinner, owner, ...wish }, 50, createIds().next());
  if (!result.ok) throw new Error('full');
  return result.booking;
};
const mine = () => records.bookings.ofOwner(owner, NOW);

/** The list once it shows this booking so. */
const shown = async (id: string, status: StaffBooking['status']) => {
  const isIt = (one: StaffBooking) => one.id === id && one.status === status;
  return (await staff.next('staff.bookings', ({ bookings }) => bookings.some(isIt))).bookings;
};

it('staff see what is booked from today on, and not whose it is', async () => {
  const { id, reference } = book({ note: 'high chair', party: 3 });
  book({ from: '2026-05-11T19:00', to: '2026-05-11T20:00' });
  book({ from: '2026-06-12T19:00', to: '2026-06-12T20:00' });
  expect(await staff.ask({ type: 'staff.bookings' })).toMatchObject({ type: 'staff.done' });
  const bookings = await shown(id, 'booked');
  expect(bookings).toMatchObject([{ reference, title: 'Tideline', startsAt: '2026-05-12T19:00', party: 3, note: 'high chair' }]);
  expect(JSON.stringify(bookings)).not.toContain('ada');
});

it('staff take a booking back, and the guest is told why', async () => {
  const { id } = book({ note: 'high chair' });
  expect(await staff.ask({ type: 'staff.booking.cancel', bookingId: id, reason: 'A pipe burst.' })).toMatchObject({ type: 'staff.done' });
  const withdrawn = { id, status: 'cancelled', notice: 'withdrawn', reason: 'A pipe burst.' };
  expect(await shown(id, 'cancelled')).toContainEqual(expect.objectContaining(withdrawn));
  expect(mine()).toContainEqual(expect.objectContaining(withdrawn));
  expect(await staff.ask({ type: 'staff.booking.cancel', bookingId: 'nobody', reason: 'x' })).toMatchObject({ code: 'unknown-booking' });
  expect(JSON.stringify(log.lines)).not.toMatch(/high chair|pipe|ada/);
});

it('a booking goes with its session when staff move or cancel that', async () => {
  const tea = { kind: 'seat' as const, target: { type: 'session' as const, id: 'tea-workshop' }, placeId: 'sextant' };
  const calm = { kind: 'seat' as const, target: { type: 'session' as const, id: 'calm-workshop' }, placeId: 'keel' };
  const moved = book({ ...tea, from: '2026-05-12T13:30', to: '2026-05-12T14:30' });
  const off = book({ ...calm, from: '2026-05-12T15:45', to: '2026-05-12T17:30' });
  const startsAt = '2026-05-12T20:00';
  await staff.ask({ type: 'staff.edit', edit: { kind: 'session.move', sessionId: 'tea-workshop', startsAt } });
  expect(mine().find(({ id }) => id === moved.id)).toMatchObject({ notice: 'moved', from: startsAt, status: 'booked' });
  await staff.ask({ type: 'staff.edit', edit: { kind: 'session.cancel', sessionId: 'calm-workshop' } });
  expect(mine().find(({ id }) => id === off.id)).toMatchObject({ notice: 'cancelled', status: 'cancelled' });
  expect(await shown(off.id, 'cancelled')).toContainEqual(expect.objectContaining({ id: moved.id, startsAt }));
});

it('a guest who has themselves forgotten has no booking left', async () => {
  const [screen, kiosk] = createMemoryPair();
  host.connect(kiosk);
  const guest = screenOn(screen, { role: 'guest' });
  await guest.next('welcome');
  const { token, guestId } = createBadgeIssuer({ dataDir, tenant: 'demo' }).issue({ expiresAtMs: Date.now() + 86_400_000 });
  guest.send({ type: 'badge.scan', payload: token, source: 'camera' });
  await guest.next('consent.ask');
  guest.send({ type: 'consent.answer', remember: true });
  await guest.next('guest.recognised', (message) => message.guest.remembered);
  const store = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log });
  const ada = { kind: 'guest' as const, id: store.pseudonym(guestId) };
  store.close();
  book({ owner: ada });
  expect(records.bookings.ofOwner(ada, NOW)).toHaveLength(1);
  guest.send({ type: 'text.submit', text: 'forget me', source: 'typed' });
  await guest.next('memory', ({ view }) => view?.asks?.what === 'erase');
  guest.send({ type: 'text.submit', text: 'yes', source: 'typed' });
  await guest.next('session.ended', ({ reason }) => reason === 'forgotten');
  expect(records.bookings.ofOwner(ada, NOW)).toEqual([]);
});
