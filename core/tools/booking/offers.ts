import type { Bookable } from '../../booking/bookable.ts';
import type { Booking, BookingSpan, Taken } from '../../booking/booking.ts';
import { freeOf } from '../../booking/capacity.ts';
import { bookableAt, slotsOn } from '../../booking/slots.ts';
import type { ToolContext } from '../tool.ts';

/** A slot with what is left of it. */
export interface Offer {
  readonly bookable: Bookable;
  readonly slot: BookingSpan;
  readonly free: number;
}

/** Every slot of a date that can be booked now, with the seats left in each, full ones too. @param but counts as given back. */
export async function offersOn(bookable: Bookable, date: string, context: ToolContext, but?: Booking): Promise<Offer[]> {
  const slots = slotsOn(bookable, date, context.know.holidays).filter((slot) => bookableAt(bookable, slot, context.now) === 'yes');
  const first = slots[0];
  const last = slots.at(-1);
  if (first === undefined || last === undefined || isOff(bookable)) return [];
  const taken = await takenOf(bookable, { from: first.from, to: last.to }, context, but);
  return slots.map((slot) => ({ bookable, slot, free: freeOf(bookable.seats, taken, slot) }));
}

export async function freeIn(bookable: Bookable, slot: BookingSpan, context: ToolContext, but?: Booking): Promise<number> {
  return freeOf(bookable.seats, await takenOf(bookable, slot, context, but), slot);
}

/** A cancelled session keeps its entry in the programme. */
export function isOff({ when }: Bookable): boolean {
  return when.kind === 'once' && when.cancelled;
}

async function takenOf(bookable: Bookable, span: BookingSpan, { bookings }: ToolContext, but?: Booking): Promise<readonly Taken[]> {
  const taken = await bookings.taken(bookable.target, span);
  const own =
    but === undefined || but.target.id !== bookable.target.id
      ? -1
      : taken.findIndex((one) => one.from === but.from && one.to === but.to && one.party === but.party);
  return own === -1 ? taken : taken.filter((_, at) => at !== own);
}
