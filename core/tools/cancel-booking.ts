import { z } from 'zod';
import { type BookingOutcome, bookingData, bookingInput } from './booking/booking-data.ts';
import { bookingCard, bookingView } from './booking/booking-views.ts';
import { oneBooking } from './change-booking.ts';
import { defineTool } from './tool.ts';

export const cancelBookingInput = z.object({ booking: bookingInput });

export const cancelBooking = defineTool({
  name: 'cancel_booking',
  description: 'Cancels one of the guest’s own bookings and frees its seats. The guest has to confirm it first.',
  input: cancelBookingInput,
  effect: 'request',
  async run(context, { booking: asked }): Promise<BookingOutcome> {
    const one = await oneBooking(asked, context);
    if ('outcome' in one) return one.outcome;
    const cancelled = (await context.bookings.cancel(one.booking.id, null)) ?? one.booking;
    const view = bookingView(cancelled, context);
    const data = bookingData('cancelled', view.target, { name: view.name, bookings: [view] });
    return { found: true, data, cards: [bookingCard(cancelled, context)] };
  },
});
