import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type { PinDoor, PinVerdict, StaffPin } from '../../core/kiosk/kiosk-deps.ts';
import type { Sqlite } from './open-database.ts';

const KEY = 'staff-pin';
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;
const FIRST_START_KEY = `${KEY}.first-start`;
/** Whoever installs the kiosk is there for so long. */
const FIRST_USE_MS = 60 * 60_000;

const triesSchema = z.object({ failures: z.number(), lockedUntilMs: z.number() });
type Tries = z.infer<typeof triesSchema>;
/** The tries here are the staff page's; another door has a row of its own. */
const storedSchema = triesSchema.extend({ salt: z.string(), hash: z.string() });
type Stored = z.infer<typeof storedSchema>;
const firstStartSchema = z.object({ atMs: z.number() });
const NO_TRIES: Tries = { failures: 0, lockedUntilMs: 0 };

export interface StoredStaffPin extends StaffPin {
  /** A kiosk starts in this data directory; the first time is remembered. */
  begins(): void;
}

/**
 * The staff PIN in the kiosk's database: only its scrypt hash is kept, wrong tries are counted on disk, at each door by itself.
 * @param wallClockMs milliseconds since 1970: a lock outlives a restart, so a monotonic clock will not do.
 */
export function createStaffPin(db: Sqlite, wallClockMs: () => number = Date.now): StoredStaffPin {
  const select = db.prepare('SELECT value FROM settings WHERE key = ?');
  const upsert = db.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');

  const read = <T>(key: string, schema: z.ZodType<T>): T | null => {
    const row = select.get(key) as { value: string } | undefined;
    return row === undefined ? null : schema.parse(JSON.parse(row.value));
  };
  const write = (key: string, value: object): void => void upsert.run(key, JSON.stringify(value));
  const hashOf = (pin: string, salt: string): Buffer => scryptSync(pin, Buffer.from(salt, 'hex'), HASH_BYTES, SCRYPT);

  function verify(pin: string, door: PinDoor = 'staff'): PinVerdict {
    const stored = read(KEY, storedSchema);
    if (stored === null) return { ok: false, retryAfterMs: 0 };
    const tries = door === 'staff' ? stored : (read(keyOf(door), triesSchema) ?? NO_TRIES);
    const keep = (next: Tries) => (door === 'staff' ? write(KEY, { ...stored, ...next } satisfies Stored) : write(keyOf(door), next));
    const now = wallClockMs();
    const most = waitAfter(tries.failures);
    if (tries.lockedUntilMs > now) {
      const waitMs = Math.min(tries.lockedUntilMs - now, most);
      // The clock was set back: the lock runs from now on, or it would last until the old time comes again.
      if (tries.lockedUntilMs - now > most) keep({ ...tries, lockedUntilMs: now + most });
      if (waitMs > 0) return { ok: false, retryAfterMs: waitMs };
    }
    if (timingSafeEqual(hashOf(pin.slice(0, 64), stored.salt), Buffer.from(stored.hash, 'hex'))) {
      keep(NO_TRIES);
      return { ok: true };
    }
    const failures = tries.failures + 1;
    const retryAfterMs = waitAfter(failures);
    keep({ failures, lockedUntilMs: now + retryAfterMs });
    return { ok: false, retryAfterMs };
  }

  const isSet = () => read(KEY, storedSchema) !== null;
  const isFirstUse = () => {
    const sinceMs = wallClockMs() - (read(FIRST_START_KEY, firstStartSchema)?.atMs ?? Number.NEGATIVE_INFINITY);
    return sinceMs >= 0 && sinceMs < FIRST_USE_MS;
  };

  return {
    isSet,
    begins() {
      if (read(FIRST_START_KEY, firstStartSchema) === null) write(FIRST_START_KEY, { atMs: wallClockMs() });
      // For good: a clock that is set back later does not open it again.
      else if (!isFirstUse()) write(FIRST_START_KEY, { atMs: 0 });
    },
    mayChoose: () => !isSet() && isFirstUse(),
    set(pin) {
      if (!/^\d{4,12}$/.test(pin)) {
        throw new FoyerError('the staff PIN is not 4 to 12 digits', {
          fault: 'operator',
          code: 'pin-invalid',
          remedy: 'Choose 4 to 12 digits.',
        });
      }
      const salt = randomBytes(16).toString('hex');
      write(KEY, { salt, hash: hashOf(pin, salt).toString('hex'), ...NO_TRIES } satisfies Stored);
      write(keyOf('operator'), NO_TRIES);
    },
    verify,
  };
}

function keyOf(door: Exclude<PinDoor, 'staff'>): string {
  return `${KEY}.${door}`;
}

/** Nothing for the first tries, then 30 s, doubling to an hour. */
function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES));
}
