import type { LocalDateTime } from '../contract/index.ts';
import type { BookingStore } from '../ports.ts';
import { type Session, textIn, type Venue } from '../venue/model.ts';
import { type Booking, type BookingFollow, TITLE_LENGTH } from './booking.ts';

/** Later than every booking. */
const EVER = '9999-12-31T23:59';

/**
 * Has the bookings follow the venue as published now: one whose session was moved is moved with it, one whose session was
 * cancelled is cancelled, and of one that is not there any more the guest is told. Call it for each version and day that comes into use.
 */
export async function followVenue(bookings: BookingStore, venue: Venue, now: LocalDateTime): Promise<void> {
  const changes = followsOf(await bookings.between(now, EVER), venue);
  if (changes.length > 0) await bookings.follow(changes);
}

/** What the venue does to bookings that are not over. The same venue again does nothing more. */
export function followsOf(bookings: readonly Booking[], venue: Venue): BookingFollow[] {
  const sessions = new Map(venue.sessions.map((session) => [session.id, session]));
  const known = { place: new Set(venue.places.map(({ id }) => id)), service: new Set(venue.services.map(({ id }) => id)) };
  return bookings.flatMap((booking): BookingFollow[] => {
    if (booking.status !== 'booked') return [];
    const { type, id } = booking.target;
    if (type === 'session') return ofSession(booking, sessions.get(id) ?? renamed(booking, venue));
    return known[type].has(id) || booking.notice === 'gone' ? [] : [{ id: booking.id, notice: 'gone' }];
  });
}

function ofSession(booking: Booking, session: Session | undefined): BookingFollow[] {
  const { id } = booking;
  if (session === undefined) return booking.notice === 'gone' ? [] : [{ id, notice: 'gone' }];
  if (session.status === 'cancelled') return [{ id, notice: 'cancelled' }];
  const moved = session.startsAt !== booking.from || session.endsAt !== booking.to || session.roomId !== booking.placeId;
  if (!moved && session.id === booking.target.id) return [];
  const span = { from: session.startsAt, to: session.endsAt };
  return [{ id, notice: 'moved', targetId: session.id, span, placeId: session.roomId }];
}

/** A programme without ids of its own gives a session that was moved another id: the only one of that title is it. */
function renamed({ title }: Booking, { sessions, languages }: Venue): Session | undefined {
  const named = sessions.filter((session) => textIn(session.title, languages[0] ?? 'en').slice(0, TITLE_LENGTH) === title);
  return named.length === 1 ? named[0] : undefined;
}
