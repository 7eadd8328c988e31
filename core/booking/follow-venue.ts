import type { LocalDateTime } from '../contract/index.ts';
import type { BookingStore } from '../ports.ts';
import { holidaysOf, openAt } from '../venue/hours.ts';
import { type Session, textIn, type Venue } from '../venue/model.ts';
import { type Booking, type BookingFollow, TITLE_LENGTH } from './booking.ts';

/** Later than every booking. */
const EVER = '9999-12-31T23:59';

/**
 * Has the bookings follow the venue as published now: one whose session was moved is moved with it, one whose session was
 * cancelled is cancelled, and of one that is not there any more, or whose place is closed then, the guest is told. Call it for each version and day that comes into use.
 */
export async function followVenue(bookings: BookingStore, venue: Venue, now: LocalDateTime): Promise<void> {
  const changes = followsOf(await bookings.between(now, EVER), venue);
  if (changes.length > 0) await bookings.follow(changes);
}

/** What the venue does to bookings that are not over. The same venue again does nothing more. */
export function followsOf(bookings: readonly Booking[], venue: Venue): BookingFollow[] {
  const sessions = new Map(venue.sessions.map((session) => [session.id, session]));
  const takesPlace = atItsTime(venue);
  return bookings.flatMap((booking): BookingFollow[] => {
    if (booking.status !== 'booked') return [];
    const { type, id } = booking.target;
    if (type === 'session') return ofSession(booking, sessions.get(id) ?? renamed(booking, venue));
    return presence(booking, takesPlace(booking));
  });
}

/** Whether the place is open, or the tour departs, when it is booked. */
function atItsTime(venue: Venue): (booking: Booking) => boolean {
  const places = new Map(venue.places.map((place) => [place.id, place]));
  const services = new Map(venue.services.map((service) => [service.id, service]));
  const holidays = holidaysOf(venue);
  return ({ target: { type, id }, from }) => {
    const place = places.get(id);
    const service = services.get(id);
    if (type === 'place' ? place === undefined : service === undefined) return false;
    // A house that takes no more bookings keeps those it has: only that it is closed counts.
    const hours = type === 'place' ? [place?.hours, place?.booking?.hours] : [service?.booking?.departures];
    return hours.every((one) => openAt(one, from, holidays).state !== 'closed');
  };
}

/** The guest is told once that it is gone, and no more when it is there again. */
function presence({ id, notice }: Booking, there: boolean): BookingFollow[] {
  if (there) return notice === 'gone' ? [{ id, notice: null }] : [];
  return notice === 'gone' ? [] : [{ id, notice: 'gone' }];
}

function ofSession(booking: Booking, session: Session | undefined): BookingFollow[] {
  const { id } = booking;
  if (session === undefined) return presence(booking, false);
  if (session.status === 'cancelled') return [{ id, notice: 'cancelled' }];
  const moved = session.startsAt !== booking.from || session.endsAt !== booking.to || session.roomId !== booking.placeId;
  if (!moved && session.id === booking.target.id) return presence(booking, true);
  const span = { from: session.startsAt, to: session.endsAt };
  return [{ id, notice: 'moved', targetId: session.id, span, placeId: session.roomId }];
}

/** A programme without ids of its own gives a session that was moved another id: the only one of that title is it. */
function renamed({ title }: Booking, { sessions, languages }: Venue): Session | undefined {
  const named = sessions.filter((session) => textIn(session.title, languages[0] ?? 'en').slice(0, TITLE_LENGTH) === title);
  return named.length === 1 ? named[0] : undefined;
}
