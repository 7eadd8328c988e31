import type { Ids, LocalBookingStore } from '../ports.ts';
import type { Booking, BookingSpan, BookingTarget, BookResult } from './booking.ts';
import { freeOf } from './capacity.ts';
import { newReference } from './reference.ts';

/** Bookings that are gone when the program ends: for previews of a draft and trials. One process only. */
export function createTransientBookings({ ids, random }: { readonly ids: Ids; readonly random: () => number }): LocalBookingStore {
  const bookings = new Map<string, Booking>();
  const keys = new Map<string, string>();
  const listeners = new Set<() => void>();

  const all = () => [...bookings.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const overlapping = (target: BookingTarget, { from, to }: BookingSpan, except = '') =>
    all().filter(
      (one) =>
        one.id !== except &&
        one.status === 'booked' &&
        one.target.type === target.type &&
        one.target.id === target.id &&
        one.from < to &&
        one.to > from,
    );
  const put = (booking: Booking): Booking => {
    bookings.set(booking.id, booking);
    for (const listener of [...listeners]) listener();
    return booking;
  };
  const unused = (): string => {
    const used = new Set(all().map(({ reference }) => reference));
    for (let tries = 1; ; tries++) {
      const reference = newReference(random, tries <= 12 ? 2 : 3);
      if (!used.has(reference)) return reference;
    }
  };

  return {
    taken: (target, span) => overlapping(target, span).map(({ from, to, party }) => ({ from, to, party })),
    book(wish, capacity, key): BookResult {
      const known = bookings.get(keys.get(key) ?? '');
      if (known !== undefined) return { ok: true, booking: known, repeated: true };
      const free = freeOf(capacity, overlapping(wish.target, wish), wish);
      if (free < wish.party) return { ok: false, free };
      const booking: Booking = { ...wish, id: ids.next(), reference: unused(), status: 'booked', reason: '', notice: null };
      keys.set(key, booking.id);
      return { ok: true, booking: put(booking), repeated: false };
    },
    change(id, move, capacity, key): BookResult | null {
      const booking = bookings.get(id);
      if (booking === undefined || booking.status !== 'booked') return null;
      if (keys.get(key) === id) return { ok: true, booking, repeated: true };
      const free = freeOf(capacity, overlapping(booking.target, move, id), move);
      if (free < move.party) return { ok: false, free };
      keys.set(key, id);
      return { ok: true, booking: put({ ...booking, ...move, notice: null }), repeated: false };
    },
    cancel(id, reason) {
      const booking = bookings.get(id);
      if (booking === undefined) return null;
      return put({ ...booking, status: 'cancelled', reason: reason ?? '', notice: reason === null ? null : 'withdrawn' });
    },
    ofOwner: (owner, from) =>
      all().filter(
        (one) =>
          one.owner.kind === owner.kind && one.owner.id === owner.id && one.to > from && (one.status === 'booked' || one.notice !== null),
      ),
    between: (from, to) => all().filter((one) => one.to > from && one.from < to),
    follow(changes) {
      for (const { id, notice, span, placeId, targetId } of changes) {
        const booking = bookings.get(id);
        if (booking === undefined) continue;
        const status = notice === 'cancelled' ? 'cancelled' : booking.status;
        const target = { ...booking.target, id: targetId ?? booking.target.id };
        put({ ...booking, ...span, ...(placeId === undefined ? {} : { placeId }), target, status, notice });
      }
    },
    adopt(sessionId, owner) {
      for (const booking of all()) if (booking.owner.kind === 'session' && booking.owner.id === sessionId) put({ ...booking, owner });
    },
    forget(owner) {
      for (const { id, owner: own } of all()) if (own.kind === owner.kind && own.id === owner.id) bookings.delete(id);
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
