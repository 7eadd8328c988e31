import { FoyerError } from '../core/contract/errors.ts';
import type { StaffPin } from '../core/kiosk/kiosk-deps.ts';
import type { UnansweredStore } from '../core/kiosk/staff/unanswered.ts';
import type { Ids, Log, RequestStore } from '../core/ports.ts';
import { openKioskDatabase } from '../native/sqlite/kiosk-database.ts';
import { createLlmUsageStore } from '../native/sqlite/llm-usage-store.ts';
import { createRequestStore } from '../native/sqlite/request-store.ts';
import { createStaffPin } from '../native/sqlite/staff-pin.ts';
import { createUnansweredStore } from '../native/sqlite/unanswered-store.ts';
import { createTransientUsage, type LlmUsageStore } from './llm/usage-meter.ts';

/** What a kiosk keeps of its own: guests' requests, the staff PIN, questions nobody could answer, what a model has used. */
export interface KioskRecords {
  readonly requests: RequestStore;
  readonly staffPin: StaffPin;
  readonly unanswered: UnansweredStore;
  readonly llmUsage: LlmUsageStore;
  close(): void;
}

/**
 * Opens them in the data directory. Where that cannot be done guests are still answered, but no request
 * is taken (the guest is told that it failed), and nobody can sign in or set a new PIN.
 */
export function openKioskRecords(options: {
  readonly dataDir: string;
  readonly ids: Ids;
  readonly log: Log;
  /** 0: questions without an answer are not kept. */
  readonly unansweredDays?: number;
}): KioskRecords {
  const { dataDir, ids, log, unansweredDays: keepDays } = options;
  try {
    const database = openKioskDatabase(dataDir);
    const today = () => new Date().toISOString().slice(0, 10);
    return {
      requests: createRequestStore(database, ids),
      staffPin: createStaffPin(database),
      unanswered:
        keepDays === 0 ? FORGETS : createUnansweredStore(database, { ids, today, ...(keepDays === undefined ? {} : { keepDays }) }),
      llmUsage: createLlmUsageStore(database),
      close: () => database.close(),
    };
  } catch (error) {
    log.error('no requests', { error });
    return {
      requests: createNoRequests(error),
      staffPin: LOCKED_PIN,
      unanswered: FORGETS,
      llmUsage: createTransientUsage(),
      close: () => {},
    };
  }
}

function createNoRequests(cause: unknown): RequestStore {
  return {
    create() {
      throw new FoyerError('requests cannot be kept', { fault: 'device', code: 'requests-unavailable', cause });
    },
    list: () => [],
    update: () => null,
    watch: () => () => {},
  };
}

const FORGETS: UnansweredStore = { add: () => {}, groups: () => [], dismiss: () => {}, watch: () => () => {} };

/** An unreadable PIN is not an unset one: the next passer-by must not choose it. */
const LOCKED_PIN: StaffPin = {
  isSet: () => true,
  set: () => {},
  verify: () => ({ ok: false, retryAfterMs: 60_000 }),
};
