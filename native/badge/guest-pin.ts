import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { PIN_FREE_TRIES, pinFlaw, pinWaitMs } from '../../core/badge/pin-rules.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { PinContent } from '../../core/memory/records.ts';
import type { GuestPins, GuestPinVerdict } from '../../core/ports.ts';
import type { GuestPinRecords } from './guest-pin-records.ts';

/** RFC 7914; about 60 ms and 32 MB a try. The verifier is sealed with the guest's key besides: ten thousand PINs are tried fast. */
const COST = { n: 32_768, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

export interface GuestPinsOptions {
  readonly records: GuestPinRecords;
  /** Milliseconds since 1970: a wait outlives a restart, so a monotonic clock will not do. */
  readonly wallMs?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
  /** Of scrypt, for new PINs; kept with each. */
  readonly cost?: Pick<PinContent, 'n' | 'r' | 'p'>;
}

/** Guests' PINs: what they are checked against, and how often a wrong one was given, sync with the guest. */
export function createGuestPins({ records, wallMs = Date.now, random = randomBytes, cost = COST }: GuestPinsOptions): GuestPins {
  /** Wrong tries wherever they were made, and what is left of the wait. A clock set back must not make it longer than it was meant. */
  const triesOf = (guestId: string) => {
    const { failures: here, lockedUntilMs, elsewhere } = records.tries(guestId);
    const failures = here + elsewhere.failures;
    const untilMs = Math.max(lockedUntilMs, elsewhere.lastMs + (elsewhere.failures > 0 ? pinWaitMs(failures) : 0));
    return { here, failures, waitMs: Math.max(0, Math.min(untilMs - wallMs(), pinWaitMs(failures))) };
  };

  const refused = (failures: number, retryAfterMs: number): GuestPinVerdict => ({
    ok: false,
    triesLeft: Math.max(0, PIN_FREE_TRIES - failures),
    retryAfterMs,
  });

  return {
    isSet: (guestId) => records.read(guestId) !== null,
    state(guestId) {
      const { failures, waitMs } = triesOf(guestId);
      return { triesLeft: Math.max(0, PIN_FREE_TRIES - failures), retryAfterMs: waitMs };
    },
    async set(guestId, pin, first) {
      if (pinFlaw(pin) !== null) throw badPin();
      const salt = Buffer.from(random(SALT_BYTES));
      const hash = await hashOf(pin, salt, cost);
      return records.keep(guestId, { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') }, first);
    },
    mark: (guestId) => records.read(guestId)?.salt ?? null,
    async verify(guestId, pin) {
      const kept = records.read(guestId);
      const tries = triesOf(guestId);
      if (kept === null || tries.waitMs > 0) return refused(tries.failures, tries.waitMs);
      // Counted before it is weighed: pulling the plug, or trying many at once, buys no further try.
      const failures = tries.failures + 1;
      const retryAfterMs = pinWaitMs(failures);
      records.setTries(guestId, { failures: tries.here + 1, lockedUntilMs: wallMs() + retryAfterMs });
      const right = timingSafeEqual(await hashOf(pin.slice(0, 64), Buffer.from(kept.salt, 'base64'), kept), fixedLength(kept));
      if (!right) {
        records.tellTries(guestId, tries.here + 1);
        return refused(failures, retryAfterMs);
      }
      records.setTries(guestId, { failures: 0, lockedUntilMs: 0 });
      if (tries.failures > 0) records.tellTries(guestId, 0);
      return { ok: true };
    },
  };
}

/** Off the main thread: a guest's speech goes on meanwhile. */
function hashOf(pin: string, salt: Buffer, { n, r, p }: Pick<PinContent, 'n' | 'r' | 'p'>): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, options, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

function fixedLength({ hash }: PinContent): Buffer {
  const kept = Buffer.alloc(HASH_BYTES);
  Buffer.from(hash, 'base64').copy(kept);
  return kept;
}

/** Without the PIN: errors are logged. */
function badPin(): FoyerError {
  return new FoyerError('the PIN is not 4 to 8 digits, or too easy to guess', {
    fault: 'guest',
    code: 'pin-invalid',
    remedy: 'Choose 4 to 8 digits that are not a row such as 1234 or 0000.',
  });
}
