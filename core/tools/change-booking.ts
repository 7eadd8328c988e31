import { z } from 'zod';
import type { Booking } from '../booking/booking.ts';
import { cannotBook, dietsOf } from './availability.ts';
import { booked } from './book.ts';
import { type BookingOutcome, bookingData, bookingInput, dayInput, partyInput, refused, timeInput } from './booking/booking-data.ts';
import { bookingView } from './booking/booking-views.ts';
import { bookableOf, nameOf } from './booking/find-bookable.ts';
import { meantBookings, ownBookings } from './booking/own-bookings.ts';
import { weigh } from './booking/weigh.ts';
import { dateOf, timeOf } from './local-time.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const changeBookingInput = z.object({
  booking: bookingInput,
  day: dayInput.optional(),
  time: timeInput.optional(),
  party: partyInput.optional(),
});

export const changeBooking = defineTool({
  name: 'change_booking',
  description:
    'Moves one of the guest’s own bookings to another day or time, or changes its party. Where that does not fit, the booking stays as it was and alternatives come back. The guest has to confirm it first.',
  input: changeBookingInput,
  effect: 'request',
  async run(context, { booking: asked, ...wish }): Promise<BookingOutcome> {
    const one = await oneBooking(asked, context);
    if ('outcome' in one) return one.outcome;
    const { booking } = one;
    const bookable = bookableOf(booking.target, context);
    if (bookable === null) return cannotBook(booking.target.id, nameOf(booking.target, context) ?? booking.title);
    const day = wish.day ?? dateOf(booking.from);
    const party = wish.party ?? booking.party;
    // A session is when it is; a table stays at its time on another day.
    const time = bookable.when.kind === 'once' ? wish.time : (wish.time ?? timeOf(booking.from));
    const missed = { kind: booking.kind, day, time, party, diets: dietsOf(context) };
    const weighed = await weigh([bookable], { day, time, party }, context, booking);
    if (weighed.offer === null) return refused(weighed, missed, context, booking);
    const { slot } = weighed.offer;
    const result = await context.bookings.change(booking.id, { ...slot, party }, bookable.seats, context.idempotencyKey);
    if (result === null) return notFound(asked, (await ownBookings(context)).pinForMore);
    if (!result.ok) return refused({ fits: false, bookable, why: 'full', day, time: timeOf(slot.from) }, missed, context, booking);
    return booked('changed', result.booking, context);
  },
});

/** The one of the guest's own bookings that is meant, or what to say where it is none or several. */
export async function oneBooking(
  asked: string,
  context: ToolContext,
): Promise<{ readonly booking: Booking } | { readonly outcome: BookingOutcome }> {
  const { bookings, pinForMore } = await ownBookings(context);
  const meant = meantBookings(
    asked,
    bookings.filter(({ status }) => status === 'booked'),
    context,
  );
  const [booking] = meant;
  if (booking === undefined) return { outcome: notFound(asked, pinForMore) };
  if (meant.length === 1) return { booking };
  const views = meant.map((one) => bookingView(one, context));
  return { outcome: { found: false, data: bookingData('which', asked, { bookings: views, pinForMore }), cards: [] } };
}

function notFound(asked: string, pinForMore: boolean): BookingOutcome {
  return { found: false, data: bookingData('unknown', asked, { pinForMore }), cards: [] };
}
