import { z } from 'zod';
import { BOOKING_KINDS, type Booking } from '../../booking/booking.ts';
import type { Card } from '../../contract/index.ts';
import { isRealLocalDateTime } from '../../venue/local-time.ts';
import { dayText } from '../speech-words.ts';
import type { ToolContext, ToolResult } from '../tool.ts';
import { walksFrom } from '../walk.ts';
import { type Alternative, alternativesTo, type Missed } from './alternatives.ts';
import { type BookingView, type OfferView, offerView, upperFirst } from './booking-views.ts';
import { nameOf } from './find-bookable.ts';
import { offersOn } from './offers.ts';
import type { Refusal, Refused } from './weigh.ts';

/** Venue-local. */
export const dayInput = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => isRealLocalDateTime(`${day}T00:00`), 'a date that exists, such as "2026-11-22"')
  .describe('Venue-local date "2026-11-22"');
export const timeInput = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "19:30"')
  .describe('Venue-local time "19:30"');
export const partyInput = z.number().int().min(1).max(500).describe('How many guests');
export const kindInput = z
  .enum(BOOKING_KINDS)
  .describe('table: at a restaurant, bar, spa; seat: in a session; tour: a guided tour or departure');
export const targetInput = z.string().min(1).max(200).describe('Id or name of the place, session or tour');
export const bookingInput = z.string().max(200).describe('Reference ("K7R4") or name of the booking: "the table"; empty: the only one');

/**
 * What came of asking for a booking. Beside a refusal (see weigh.ts): `free` it can be had; `booked`, `changed`, `cancelled`;
 * `not-bookable` there are no bookings here for it; `unknown` nothing of that name, or no such booking of this guest; `which` several
 * bookings fit; `listed` the guest's bookings.
 */
export type BookingStatus = Refusal | 'free' | 'booked' | 'changed' | 'cancelled' | 'not-bookable' | 'unknown' | 'which' | 'listed';

export interface BookingData {
  readonly status: BookingStatus;
  /** Of the booking that was made or changed. */
  readonly id?: string;
  /** Of what was asked for, in the guest's language; '' where it is not known. */
  readonly name: string;
  readonly asked: {
    readonly kind?: string;
    readonly target: string;
    readonly day?: string | undefined;
    readonly time?: string | undefined;
    readonly party?: number;
  };
  /** `free`, `choose`: what can be booked, by start. */
  readonly slots: readonly OfferView[];
  /** Where it cannot be had: the nearest that can. */
  readonly alternatives: readonly OfferView[];
  /** The booking made, changed or cancelled; or those to choose from or listed. */
  readonly bookings: readonly BookingView[];
  /** Other bookings of this guest at that time. */
  readonly overlaps: readonly BookingView[];
  /** `too-large`: the largest party without staff. */
  readonly maxParty?: number;
  /** There may be bookings of earlier visits, which take the guest's PIN. */
  readonly pinForMore: boolean;
}

export type BookingOutcome = ToolResult<BookingData>;

export function bookingData(status: BookingStatus, target: string, more: Partial<BookingData> = {}): BookingData {
  return { status, name: '', asked: { target }, slots: [], alternatives: [], bookings: [], overlaps: [], pinForMore: false, ...more };
}

export function viewsOf(offers: readonly Alternative[], context: ToolContext): OfferView[] {
  return offers.map(({ bookable, slot, free, walkM }) => offerView({ ...bookable, slot, free }, walkM, context));
}

/** Why it cannot be had, with the nearest that can; or the times to choose from. @param but a booking that would be given back. */
export async function refused(weighed: Refused, missed: Missed, context: ToolContext, but?: Booking): Promise<BookingOutcome> {
  const { why, bookable, day, time } = weighed;
  const { party } = missed;
  const walk = walksFrom(context, context.preferences.stepFree);
  const walkM = bookable.placeId === null ? null : walk(bookable.placeId);
  const free = why === 'choose' ? (await offersOn(bookable, day, context, but)).filter((offer) => offer.free >= party) : [];
  const slots = viewsOf(
    free.map((offer) => ({ ...offer, walkM })),
    context,
  );
  const alternatives = why === 'choose' ? [] : viewsOf(await alternativesTo({ ...missed, bookable, day, time }, context, but), context);
  const data = bookingData(why, bookable.target.id, {
    name: nameOf(bookable.target, context) ?? '',
    asked: { kind: bookable.kind, target: bookable.target.id, day, time, party },
    slots,
    alternatives,
    ...(why === 'too-large' ? { maxParty: bookable.maxParty } : {}),
  });
  return { found: false, data, cards: offersCard([...slots, ...alternatives], party, context) };
}

/** Offers to touch; touching one asks for it. */
export function offersCard(offers: readonly OfferView[], party: number, context: ToolContext): Card[] {
  if (offers.length === 0) return [];
  const { t } = context;
  return [
    {
      id: context.ids.next(),
      kind: 'list',
      title: t('booking.offers'),
      total: offers.length,
      items: offers.slice(0, 40).map((offer) => ({
        id: `${offer.target} ${offer.day}T${offer.time}`.slice(0, 200),
        title: offer.name.slice(0, 400),
        subtitle: upperFirst(offer.whenText, context),
        label: t('booking.free', { count: offer.free }),
        ask: t('booking.ask', {
          kind: offer.kind,
          name: offer.name,
          day: dayText(offer.day, context.now, context),
          time: offer.time,
          party,
        }).slice(0, 400),
      })),
    },
  ];
}
