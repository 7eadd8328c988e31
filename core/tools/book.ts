import { z } from 'zod';
import { type Booking, TITLE_LENGTH } from '../booking/booking.ts';
import { cannotBook, dietsOf } from './availability.ts';
import {
  type BookingOutcome,
  bookingData,
  dayInput,
  kindInput,
  partyInput,
  refused,
  targetInput,
  timeInput,
} from './booking/booking-data.ts';
import { bookingCard, bookingView } from './booking/booking-views.ts';
import { findBookable, nameOf } from './booking/find-bookable.ts';
import { overlapsWith } from './booking/overlaps.ts';
import { weigh } from './booking/weigh.ts';
import { dateOf, timeOf } from './local-time.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const bookInput = z.object({
  kind: kindInput,
  target: targetInput,
  day: dayInput.optional().describe('Left out: today, or the day of the session'),
  time: timeInput.optional().describe('When it begins; left out for a session'),
  party: partyInput,
  note: z.string().max(200).optional().describe('For staff, only what the guest said: "high chair", "window"'),
});

export const book = defineTool({
  name: 'book',
  description: 'Books a table, seats in a session or places on a tour. The guest has to confirm day, time and party first.',
  input: bookInput,
  effect: 'request',
  compensate: 'cancel_booking',
  async run(context, input): Promise<BookingOutcome> {
    const { kind, target, day, time, party, note = '' } = input;
    const meant = findBookable(target, kind, context);
    if (!meant.found) return cannotBook(target, meant.name);
    const missed = { kind, day: day ?? dateOf(context.now), time, party, diets: dietsOf(context) };
    const weighed = await weigh(meant.bookables, { day, time, party }, context);
    if (weighed.offer === null) return refused(weighed, missed, context);
    const { bookable, slot } = weighed.offer;
    const result = await context.bookings.book(
      {
        kind: bookable.kind,
        target: bookable.target,
        title: (nameOf(bookable.target, { ...context, locale: context.know.venue.languages[0] ?? 'en' }) ?? target).slice(0, TITLE_LENGTH),
        placeId: bookable.placeId,
        ...slot,
        party,
        note: note.trim(),
        owner: context.owner,
        sessionId: context.sessionId,
        createdAt: context.now,
      },
      bookable.seats,
      context.idempotencyKey,
    );
    if (!result.ok)
      return refused({ fits: false, bookable, why: 'full', day: dateOf(slot.from), time: timeOf(slot.from) }, missed, context);
    return booked('booked', result.booking, context);
  },
});

/** The guest's receipt. */
export async function booked(status: 'booked' | 'changed', booking: Booking, context: ToolContext): Promise<BookingOutcome> {
  const view = bookingView(booking, context);
  const { kind, target, day, time, party, name } = view;
  const overlaps = await overlapsWith(booking, context, booking.id);
  const data = bookingData(status, target, { id: booking.id, name, asked: { kind, target, day, time, party }, bookings: [view], overlaps });
  return { found: true, data, cards: [bookingCard(booking, context)] };
}
