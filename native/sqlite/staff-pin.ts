import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type { PinVerdict, StaffPin } from '../../core/kiosk/kiosk-deps.ts';
import type { Sqlite } from './open-database.ts';

const KEY = 'staff-pin';
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

const storedSchema = z.object({ salt: z.string(), hash: z.string(), failures: z.number(), lockedUntilMs: z.number() });
type Stored = z.infer<typeof storedSchema>;

/**
 * The staff PIN in the kiosk's database: only its scrypt hash is kept, wrong tries are counted on disk.
 * @param wallClockMs milliseconds since 1970: a lock outlives a restart, so a monotonic clock will not do.
 */
export function createStaffPin(db: Sqlite, wallClockMs: () => number = Date.now): StaffPin {
  const select = db.prepare('SELECT value FROM settings WHERE key = ?');
  const upsert = db.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');

  function load(): Stored | null {
    const row = select.get(KEY) as { value: string } | undefined;
    return row === undefined ? null : storedSchema.parse(JSON.parse(row.value));
  }
  const save = (stored: Stored): void => void upsert.run(KEY, JSON.stringify(stored));
  const hashOf = (pin: string, salt: string): Buffer => scryptSync(pin, Buffer.from(salt, 'hex'), HASH_BYTES, SCRYPT);

  function verify(pin: string): PinVerdict {
    const stored = load();
    if (stored === null) return { ok: false, retryAfterMs: 0 };
    const now = wallClockMs();
    // A clock set back must not lock staff out for longer than the lock was meant to last.
    const waitMs = Math.min(stored.lockedUntilMs - now, waitAfter(stored.failures));
    if (waitMs > 0) return { ok: false, retryAfterMs: waitMs };
    if (timingSafeEqual(hashOf(pin.slice(0, 64), stored.salt), Buffer.from(stored.hash, 'hex'))) {
      save({ ...stored, failures: 0, lockedUntilMs: 0 });
      return { ok: true };
    }
    const failures = stored.failures + 1;
    const retryAfterMs = waitAfter(failures);
    save({ ...stored, failures, lockedUntilMs: now + retryAfterMs });
    return { ok: false, retryAfterMs };
  }

  return {
    isSet: () => load() !== null,
    set(pin) {
      if (!/^\d{4,12}$/.test(pin)) {
        throw new FoyerError('the staff PIN is not 4 to 12 digits', {
          fault: 'operator',
          code: 'pin-invalid',
          remedy: 'Choose 4 to 12 digits.',
        });
      }
      const salt = randomBytes(16).toString('hex');
      save({ salt, hash: hashOf(pin, salt).toString('hex'), failures: 0, lockedUntilMs: 0 });
    },
    verify,
  };
}

/** Nothing for the first tries, then 30 s, doubling to an hour. */
function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES));
}
