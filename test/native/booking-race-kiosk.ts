import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import { dinner, type RaceOrder, type RaceReport } from './booking-race.ts';

/** One kiosk of the race: opens the file, waits for the start, books, and tells what it was told. */
const [dir = '', name = ''] = process.argv.slice(2);
const db = openKioskDatabase(dir);
let count = 0;
const store = createBookingStore(db, { ids: { next: () => `${name}-${++count}` }, random: Math.random, today: () => '2026-05-12' });

process.on('message', ({ tries, seats }: RaceOrder) => {
  const report: RaceReport = { booked: [], refused: 0, shared: '' };
  const shared = store.book({ ...dinner, target: { type: 'place', id: 'shared' } }, seats, 'the same key at every kiosk');
  if (shared.ok) report.shared = shared.booking.id;
  for (let n = 0; n < tries; n++) {
    const key = `${name} ${n}`;
    const wish = { ...dinner, owner: { kind: 'session' as const, id: name }, party: 1 + (n % 2) };
    const result = store.book(wish, seats, key);
    // As after an answer that was lost on the way.
    const again = store.book(wish, seats, key);
    if (result.ok && again.ok && again.repeated && again.booking.id === result.booking.id) report.booked.push(result.booking.id);
    else if (!result.ok && !again.ok) report.refused += 1;
    else throw new Error('a repeated key was answered otherwise');
  }
  db.close();
  process.send?.(report, () => process.disconnect());
});
process.send?.('ready');
