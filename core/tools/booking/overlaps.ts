import type { BookingSpan } from '../../booking/booking.ts';
import type { ToolContext } from '../tool.ts';
import { type BookingView, bookingView } from './booking-views.ts';
import { ownBookings } from './own-bookings.ts';

/** What this guest has booked at the same time. @param but the booking itself. */
export async function overlapsWith(span: BookingSpan, context: ToolContext, but = ''): Promise<BookingView[]> {
  const { bookings } = await ownBookings(context);
  return bookings
    .filter(({ id, status, from, to }) => id !== but && status === 'booked' && from < span.to && to > span.from)
    .map((booking) => bookingView(booking, context));
}
