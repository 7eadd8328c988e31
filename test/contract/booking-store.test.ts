import { createTransientBookings } from '../../core/booking/transient-bookings.ts';
import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { KIOSK_MIGRATIONS } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { createCountingIds } from '../fakes/plain.ts';
import { seeded } from '../support/random.ts';
import { describeBookingStore } from './booking-store-suite.ts';

describeBookingStore('bookings in SQLite', () => {
  const db = openDatabase(':memory:', KIOSK_MIGRATIONS);
  const store = createBookingStore(db, { ids: createCountingIds(), random: seeded(1), today: () => '2026-05-12' });
  return { store, close: () => db.close() };
});

describeBookingStore('bookings in memory', () => ({
  store: createTransientBookings({ ids: createCountingIds(), random: seeded(1) }),
  close: () => {},
}));
