import { PIN_MAX_DIGITS, PIN_MIN_DIGITS } from '../contract/guest-memory.ts';

/** What a guest's PIN may be, and what a wrong one costs. Pure, so that screen, voice and store agree. */

const PIN = new RegExp(`^\\d{${PIN_MIN_DIGITS},${PIN_MAX_DIGITS}}$`);

/** Tries before the first wait. */
export const PIN_FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

export type PinFlaw = 'length' | 'guessable';

/** null: it will do. Ten thousand PINs are few; the ones that everybody tries first are not taken at all. */
export function pinFlaw(pin: string): PinFlaw | null {
  if (!PIN.test(pin)) return 'length';
  const steps = new Set(Array.from(pin.slice(1), (digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1 ? 'guessable' : null;
}

/** Nothing for the first tries, then a minute, doubling to a day. */
export function pinWaitMs(failures: number): number {
  if (failures < PIN_FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - PIN_FREE_TRIES));
}
