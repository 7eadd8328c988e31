import { randomBytes } from 'node:crypto';
import { createNoBookings } from '../core/booking/no-bookings.ts';
import { createNoDesk } from '../core/desk/no-desk.ts';
import type { StaffPin } from '../core/kiosk/kiosk-deps.ts';
import type { UnansweredStore } from '../core/kiosk/staff/unanswered.ts';
import type { Desk, Ids, LocalBookingStore, Log, RequestStore } from '../core/ports.ts';
import { createBookingStore } from '../native/sqlite/booking-store.ts';
import { createDeskSeal } from '../native/sqlite/desk-seal.ts';
import { loadDeviceKey } from '../native/sqlite/guest-device-key.ts';
import { KIOSK_MIGRATIONS, openKioskDatabase } from '../native/sqlite/kiosk-database.ts';
import { createLlmUsageStore } from '../native/sqlite/llm-usage-store.ts';
import { openDatabase, type Sqlite } from '../native/sqlite/open-database.ts';
import { openDesk, type SqliteDesk } from '../native/sqlite/open-desk.ts';
import { createStaffPin } from '../native/sqlite/staff-pin.ts';
import { createUnansweredStore } from '../native/sqlite/unanswered-store.ts';
import { createTransientUsage, type LlmUsageStore } from './llm/usage-meter.ts';

/** What a kiosk keeps of its own: guests' requests, the staff PIN, questions nobody could answer, what a model has used. */
export interface KioskRecords {
  /** What guests leave with staff. */
  readonly desk: SqliteDesk;
  /** `desk.requests`. */
  readonly requests: RequestStore;
  readonly bookings: LocalBookingStore;
  /** Erases what an erased guest booked and left with staff. */
  forgetGuest(pseudonym: string): void;
  readonly staffPin: StaffPin;
  readonly unanswered: UnansweredStore;
  readonly llmUsage: LlmUsageStore;
  close(): void;
}

export interface KioskRecordsOptions {
  readonly dataDir: string;
  readonly ids: Ids;
  readonly log: Log;
  /** 0: questions without an answer are not kept. */
  readonly unansweredDays?: number;
  /** Days for which requests, lost and found items, cases and leads are kept. Left out: for ever. */
  readonly deskDays?: number;
  /** Leads are pushed to a CRM. */
  readonly pushesLeads?: boolean;
}

/**
 * Opens them in the data directory. Where that cannot be done guests are still answered, but no request
 * is taken (the guest is told that it failed), and nobody can sign in or set a new PIN.
 */
export function openKioskRecords(options: KioskRecordsOptions): KioskRecords {
  const { dataDir, ids, log, unansweredDays: keepDays } = options;
  try {
    const database = openKioskDatabase(dataDir);
    const staffPin = createStaffPin(database);
    staffPin.begins();
    const today = () => new Date().toISOString().slice(0, 10);
    return {
      ...openSealed(database, options, today),
      staffPin,
      unanswered:
        keepDays === 0 ? FORGETS : createUnansweredStore(database, { ids, today, ...(keepDays === undefined ? {} : { keepDays }) }),
      llmUsage: createLlmUsageStore(database),
      close: () => database.close(),
    };
  } catch (error) {
    log.error('no requests', { error });
    return {
      ...nothingSealed(error),
      staffPin: LOCKED_PIN,
      unanswered: FORGETS,
      llmUsage: createTransientUsage(),
      close: () => {},
    };
  }
}

type Sealed = Pick<KioskRecords, 'desk' | 'requests' | 'bookings' | 'forgetGuest'>;

/** What is about guests. Without the device key nothing of it can be read or kept; staff still get in. */
function openSealed(database: Sqlite, options: KioskRecordsOptions, today: () => string): Sealed {
  const { dataDir, ids, log, deskDays, pushesLeads = false } = options;
  try {
    const seal = createDeskSeal(loadDeviceKey(dataDir, { log, random: randomBytes }));
    const desk = openDesk(database, { ids, seal, pushesLeads, ...(deskDays === undefined ? {} : { retentionDays: deskDays }) });
    const bookings = createBookingStore(database, { ids, random: Math.random, today, seal });
    return {
      desk,
      requests: desk.requests,
      bookings,
      forgetGuest(id) {
        bookings.forget({ kind: 'guest', id });
        desk.erase({ kind: 'guest', id });
      },
    };
  } catch (error) {
    log.error('no requests', { error });
    return nothingSealed(error);
  }
}

function nothingSealed(cause: unknown): Sealed {
  const desk = { ...createNoDesk(cause), outbox: null };
  return { desk, requests: desk.requests, bookings: createNoBookings(cause), forgetGuest: () => {} };
}

/** What a preview's guest leaves with staff: nobody sees it, and it goes with the preview. */
export function openSandboxDesk(ids: Ids): Desk {
  return openDesk(openDatabase(':memory:', KIOSK_MIGRATIONS), { ids, seal: createDeskSeal() });
}

const FORGETS: UnansweredStore = { add: () => {}, groups: () => [], dismiss: () => {}, watch: () => () => {} };

/** An unreadable PIN is not an unset one: the next passer-by must not choose it. */
const LOCKED_PIN: StaffPin = {
  isSet: () => true,
  mayChoose: () => false,
  set: () => {},
  verify: () => ({ ok: false, retryAfterMs: 60_000 }),
};
