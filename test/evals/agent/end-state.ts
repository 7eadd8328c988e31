import { openKioskRecords } from '../../../host/kiosk-records.ts';
import { createLog } from '../../../host/log.ts';
import { createIds } from '../../../host/system.ts';
import { createBookingStore } from '../../../native/sqlite/booking-store.ts';
import { openGuestStore } from '../../../native/sqlite/guest-store.ts';
import { openKioskDatabase } from '../../../native/sqlite/kiosk-database.ts';
import type { EndState } from './conversation.ts';
import { matchRows } from './matches.ts';

type Rows = readonly unknown[];

/** What a conversation has left behind on disk, read with the kiosk closed. */
export interface LeftBehind {
  readonly tables: Readonly<Record<string, Rows>>;
  factsOf(name: string): Rows;
  threadsOf(name: string): Rows;
  close(): void;
}

/** @param today the conversation's date: by the machine's, its bookings would long be over and dropped. */
export function openLeftBehind(dataDir: string, guestIds: ReadonlyMap<string, string>, today: string): LeftBehind {
  const log = createLog({ level: 'silent' });
  const db = openKioskDatabase(dataDir);
  const bookings = createBookingStore(db, { ids: createIds(), random: Math.random, today: () => today }).between(
    '2000-01-01T00:00',
    '2100-01-01T00:00',
  );
  db.close();
  const records = openKioskRecords({ dataDir, ids: createIds(), log });
  const guests = openGuestStore({ dataDir, companionId: 'concierge', tenant: 'demo', ids: createIds(), log });
  const { requests, lostFound, cases, leads } = records.desk;
  const profileOf = (name: string) => {
    const guestId = guestIds.get(name);
    if (guestId === undefined || guests.consent(guestId) !== 'remember') return { facts: [], threads: [] };
    const memory = guests.open(guestId);
    const { facts, threads } = memory.profile();
    memory.close();
    return { facts, threads };
  };
  return {
    tables: {
      requests: requests.list(),
      bookings: bookings.map((booking) => ({
        ...booking,
        target: booking.target.id,
        day: booking.from.slice(0, 10),
        time: booking.from.slice(11),
      })),
      lost: lostFound.lost(),
      found: lostFound.found(),
      cases: cases.list(),
      leads: leads.list(),
    },
    factsOf: (name) => profileOf(name).facts,
    threadsOf: (name) => profileOf(name).threads,
    close() {
      guests.close();
      records.close();
    },
  };
}

/** What is not as it should be; nothing where all is. */
export function wrongInEnd(end: EndState, left: LeftBehind): string[] {
  const wrong: string[] = [];
  const check = (what: string, wanted: Rows, rows: Rows) => {
    const problem = matchRows(wanted, rows);
    if (problem !== null) wrong.push(`${what}: ${problem}`);
  };
  const { facts = {}, threads = {}, ...tables } = end;
  for (const [table, wanted] of Object.entries(tables)) check(table, wanted ?? [], left.tables[table] ?? []);
  for (const [name, wanted] of Object.entries(facts)) check(`facts of ${name}`, wanted, left.factsOf(name));
  for (const [name, wanted] of Object.entries(threads)) check(`threads of ${name}`, wanted, left.threadsOf(name));
  return wrong;
}
