import type { Bookable } from '../../booking/bookable.ts';
import type { Booking } from '../../booking/booking.ts';
import { bookableAt, slotsOn } from '../../booking/slots.ts';
import { dateOf } from '../local-time.ts';
import type { ToolContext } from '../tool.ts';
import { freeIn, isOff, type Offer, offersOn } from './offers.ts';

export interface Wish {
  /** "2026-11-22"; left out: the session's own day, else today. */
  readonly day?: string | undefined;
  /** "19:30" */
  readonly time?: string | undefined;
  readonly party: number;
}

/**
 * Why not: `choose` a time is missing and several fit; `full`; `closed` nothing begins that day; `no-such-time` that day, but
 * not then; `past`; `too-soon` staff want more notice; `too-far` ahead; `too-large` a party for staff; `off` the session is cancelled.
 */
export type Refusal = 'choose' | 'full' | 'closed' | 'no-such-time' | 'past' | 'too-soon' | 'too-far' | 'too-large' | 'off';

export interface Refused {
  readonly fits: false;
  readonly bookable: Bookable;
  readonly why: Refusal;
  readonly day: string;
  readonly time: string | undefined;
}

export type Weighed =
  | { readonly fits: true; readonly offer: Offer }
  | (Refused & { readonly offer: null })
  /** One slot was meant, and it is full. The last seats may be this guest's own: the store knows. */
  | (Refused & { readonly offer: Offer });

/** Whether the wish fits the bookable thing as it is booked now. @param but a booking that would be given back. */
export async function weigh(bookables: readonly Bookable[], wish: Wish, context: ToolContext, but?: Booking): Promise<Weighed> {
  const bookable = likeliest(bookables, wish, context);
  const day = wish.day ?? (bookable.when.kind === 'once' ? dateOf(bookable.when.from) : dateOf(context.now));
  const refusal = (why: Refusal): Refused => ({ fits: false, bookable, why, day, time: wish.time });
  const no = (why: Refusal): Weighed => ({ ...refusal(why), offer: null });
  const full = (offer: Offer): Weighed => ({ ...refusal('full'), offer });
  if (isOff(bookable)) return no('off');
  if (wish.party > bookable.maxParty) return no('too-large');
  const slots = slotsOn(bookable, day, context.know.holidays);
  if (day < dateOf(context.now)) return no('past');
  if (slots.length === 0) return no('closed');
  if (wish.time === undefined) {
    const offers = await offersOn(bookable, day, context, but);
    const free = offers.filter((offer) => offer.free >= wish.party);
    if (offers.length === 0)
      return no(bookableAt(bookable, slots.at(-1) ?? { from: '', to: '' }, context.now) === 'too-far' ? 'too-far' : 'past');
    if (free.length === 0) return slots.length === 1 && offers[0] !== undefined ? full(offers[0]) : no('full');
    return slots.length === 1 && free[0] !== undefined ? { fits: true, offer: free[0] } : no('choose');
  }
  const slot = slots.find(({ from }) => from === `${day}T${wish.time}`);
  if (slot === undefined) return no(`${day}T${wish.time}` <= context.now ? 'past' : 'no-such-time');
  const when = bookableAt(bookable, slot, context.now);
  if (when !== 'yes') return no(when);
  const free = await freeIn(bookable, slot, context, but);
  const offer = { bookable, slot, free };
  return free >= wish.party ? { fits: true, offer } : full(offer);
}

/** Of several of one name: the one at the time asked for, else on that day, else the next to come. */
function likeliest(bookables: readonly Bookable[], { day, time }: Wish, { now }: ToolContext): Bookable {
  const startOf = ({ when }: Bookable) => (when.kind === 'once' ? when.from : '');
  const inOrder = [...bookables].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  const found =
    inOrder.find((one) => day !== undefined && time !== undefined && startOf(one) === `${day}T${time}`) ??
    inOrder.find((one) => day !== undefined && dateOf(startOf(one)) === day && startOf(one) > now) ??
    inOrder.find((one) => startOf(one) > now && !isOff(one)) ??
    bookables[0];
  if (found === undefined) throw new Error('nothing to weigh');
  return found;
}
