import type { LocalDateTime } from '../contract/index.ts';
import type {
  Booking,
  BookingFollow,
  BookingMove,
  BookingOwner,
  BookingSpan,
  BookingTarget,
  BookResult,
  NewBooking,
  Taken,
} from './booking.ts';

/**
 * Bookings of guests. Each call is one transaction: whoever books last of several at once is told what is left. Venue rules
 * (hours, notice, largest party) are the caller's. Times are the venue's wall clock.
 */
export interface BookingStore {
  /** Who holds seats of the target at some moment of the span. */
  taken(target: BookingTarget, span: BookingSpan): Awaitable<readonly Taken[]>;
  /** @param key a repeated one is the same booking, whatever else is asked. @param capacity seats of the target. */
  book(booking: NewBooking, capacity: number, key: string): Awaitable<BookResult>;
  /** Where the new one does not fit, the old one stays. null: there is no such booking, or it is cancelled. */
  change(id: string, move: BookingMove, capacity: number, key: string): Awaitable<BookResult | null>;
  /** Frees its seats. @param reason of staff, which the guest is told; null: by the guest, who need not be told. */
  cancel(id: string, reason: string | null): Awaitable<Booking | null>;
  /** Of this owner and not over at `from`, with those cancelled by others; by start. */
  ofOwner(owner: BookingOwner, from: LocalDateTime): Awaitable<readonly Booking[]>;
  /** All that begin before `to` and are not over at `from`, cancelled ones too; by start. */
  between(from: LocalDateTime, to: LocalDateTime): Awaitable<readonly Booking[]>;
  /** What a new version of the venue does to bookings; "cancelled" frees their seats. */
  follow(changes: readonly BookingFollow[]): Awaitable<void>;
  /** What somebody unknown booked in a session is this guest's from now on: they were recognised, and agreed to be remembered. */
  adopt(sessionId: string, owner: BookingOwner): Awaitable<void>;
  /** Erases all of this owner, and with that frees their seats. */
  forget(owner: BookingOwner): Awaitable<void>;
  /** Called after each change. Returns an unsubscribe. */
  watch(listener: () => void): () => void;
}

/** Of an adapter that may stand on this machine or behind a network. */
export type Awaitable<T> = T | Promise<T>;

/** A BookingStore on this machine: every method is done when it returns. */
export type LocalBookingStore = {
  readonly [M in keyof BookingStore]: (...args: Parameters<BookingStore[M]>) => Awaited<ReturnType<BookingStore[M]>>;
};
