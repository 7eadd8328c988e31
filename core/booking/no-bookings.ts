import { FoyerError } from '../contract/errors.ts';
import type { LocalBookingStore } from '../ports.ts';

/** Where bookings cannot be kept: every try fails, and nobody is told that there is room. */
export function createNoBookings(cause?: unknown): LocalBookingStore {
  const none = (): never => {
    throw new FoyerError('bookings cannot be kept', { fault: 'device', code: 'bookings-unavailable', cause });
  };
  return {
    taken: none,
    book: none,
    change: none,
    cancel: none,
    ofOwner: () => [],
    between: () => [],
    follow: () => {},
    adopt: () => {},
    forget: () => {},
    watch: () => () => {},
  };
}
