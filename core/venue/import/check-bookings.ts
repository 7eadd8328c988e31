import { parseHours } from '../hours-syntax.ts';
import { textIn, type Venue } from '../model.ts';
import type { Reporter } from './check-venue.ts';

const READABLE = 'Write them as "Mo-Fr 18:00-22:00; Sa,Su 12:00-22:00".';

/** Rules of booking that can never be met, or that nobody can read. */
export function checkBookings(venue: Venue, { report }: Reporter): void {
  for (const { id, hours, booking } of venue.places) {
    if (booking === undefined) continue;
    const at = { kind: 'booking', id };
    const when = booking.hours ?? hours;
    if (when === undefined) {
      const reason = 'takes bookings, but neither it nor its place has opening hours; there is nothing to book';
      report('warning', 'booking-without-hours', { ...at, column: 'hours' }, reason, 'Give the place hours, or the booking its own.');
    } else if (booking.hours !== undefined && parseHours(booking.hours) === null) {
      const reason = `the hours "${booking.hours}" cannot be read; there is nothing to book`;
      report('warning', 'hours-unreadable', { ...at, column: 'hours', value: booking.hours }, reason, READABLE);
    }
    checkParty({ ...at, column: 'maxParty' }, booking, report);
  }
  for (const { id, booking } of venue.services) {
    if (booking === undefined) continue;
    const at = { kind: 'service', id, column: 'booking.departures', value: booking.departures };
    const rules = parseHours(booking.departures);
    if (rules === null) {
      const remedy = 'Write each as its times: "Mo-Fr 11:00-12:00,15:00-16:00".';
      report('warning', 'hours-unreadable', at, `the departures "${booking.departures}" cannot be read; there is nothing to book`, remedy);
    } else if (rules.every(({ spans }) => spans.length === 0)) {
      report('warning', 'no-departures', at, 'has departures that are never', 'Give times: "Mo-Fr 11:00-12:00".');
    }
    checkParty({ kind: 'service', id, column: 'booking.maxParty' }, booking, report);
  }
  checkRooms(venue, report);
}

function checkParty(
  at: { readonly kind: string; readonly id: string; readonly column: string },
  { seats, maxParty }: { readonly seats: number; readonly maxParty?: number | undefined },
  report: Reporter['report'],
): void {
  if (maxParty === undefined || maxParty <= seats) return;
  const reason = `takes parties of ${maxParty}, but has ${seats} seats; the largest is ${seats}`;
  report('warning', 'party-over-seats', { ...at, value: maxParty }, reason, 'Correct maxParty or seats.');
}

function checkRooms({ sessions, places, languages }: Venue, report: Reporter['report']): void {
  const rooms = new Map(places.map((place) => [place.id, place]));
  for (const { id, seats, roomId } of sessions) {
    const room = roomId === null ? undefined : rooms.get(roomId);
    if (seats === undefined || room?.capacity === undefined || seats <= room.capacity) continue;
    const name = textIn(room.name, languages[0] ?? 'en');
    const reason = `has ${seats} seats to book, but ${name} holds ${room.capacity}`;
    report(
      'warning',
      'seats-over-capacity',
      { kind: 'session', id, column: 'seats', value: seats },
      reason,
      'Correct the seats, or change the room.',
    );
  }
}
