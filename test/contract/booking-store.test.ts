import { createTransientBookings } from '../../core/booking/transient-bookings.ts';
import { type BookingsConnector, connectorSchema } from '../../core/contract/connector.ts';
import { createCircuitBreaker } from '../../host/connectors/circuit-breaker.ts';
import { openRemoteBookings } from '../../host/connectors/remote-bookings.ts';
import { createSystemClock } from '../../host/system.ts';
import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { KIOSK_MIGRATIONS } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { createCountingIds, createRecordingLog } from '../fakes/plain.ts';
import { startReservationSystem } from '../fakes/reservation-system.ts';
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

describeBookingStore('bookings in a reservation system', async () => {
  const system = await startReservationSystem('sesame');
  const connector = connectorSchema.parse({
    kind: 'bookings',
    url: `${system.url}/bookings`,
    allow: [system.host],
    privateNetwork: true,
    headers: { Authorization: { env: 'RESERVATIONS_TOKEN', prefix: 'Bearer ' } },
  }) as BookingsConnector;
  const clock = createSystemClock();
  const deps = { clock, log: createRecordingLog(), env: { RESERVATIONS_TOKEN: 'sesame' }, kioskName: 'Lobby' };
  const remote = openRemoteBookings('reservations', connector, {
    ...deps,
    breaker: (_, limits) => createCircuitBreaker({ ...limits, clock }),
  });
  return {
    store: remote.store,
    async close() {
      await remote.close();
      await system.close();
    },
  };
});
