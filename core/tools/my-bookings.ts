import { z } from 'zod';
import { type BookingOutcome, bookingData } from './booking/booking-data.ts';
import { bookingCard, bookingView } from './booking/booking-views.ts';
import { ownBookings } from './booking/own-bookings.ts';
import { defineTool } from './tool.ts';

/** Cards beside an answer; all of them are in the data. */
const CARDS = 6;

export const myBookingsInput = z.object({});

export const myBookings = defineTool({
  name: 'my_bookings',
  description:
    'The guest’s own bookings that are not over, soonest first, with what happened to them meanwhile (moved, cancelled, withdrawn by staff).',
  input: myBookingsInput,
  effect: 'none',
  async run(context): Promise<BookingOutcome> {
    const { bookings, pinForMore } = await ownBookings(context);
    const data = bookingData('listed', '', { bookings: bookings.map((booking) => bookingView(booking, context)), pinForMore });
    return { found: bookings.length > 0, data, cards: bookings.slice(0, CARDS).map((booking) => bookingCard(booking, context)) };
  },
});
