import type { Booking, BookingKind, BookingNotice, BookingSpan, BookingTarget } from '../../booking/booking.ts';
import type { CardOf } from '../../contract/index.ts';
import { dateOf, timeOf } from '../local-time.ts';
import { dayText } from '../speech-words.ts';
import type { ToolContext } from '../tool.ts';
import { floorName, placeName } from '../views.ts';
import { nameOf } from './find-bookable.ts';

interface Where {
  readonly placeId: string | null;
  /** '' where it is not known. */
  readonly placeName: string;
  readonly floorName: string;
}

interface When {
  /** "2026-11-22" */
  readonly day: string;
  /** "19:30" */
  readonly time: string;
  readonly until: string;
  /** In the guest's language: "today 19:30–21:00". */
  readonly whenText: string;
}

/** Something that is free: `book` takes `target`, `day` and `time` as they are. */
export interface OfferView extends Where, When {
  readonly kind: BookingKind;
  readonly target: string;
  readonly name: string;
  readonly free: number;
  /** From the kiosk, in metres; null without a way. */
  readonly walkM: number | null;
}

export interface BookingView extends Where, When {
  readonly id: string;
  readonly reference: string;
  readonly kind: BookingKind;
  readonly target: string;
  readonly name: string;
  readonly party: number;
  readonly note: string;
  readonly status: Booking['status'];
  /** Why staff took it back, in their words. */
  readonly reason: string;
  /** What happened to it without the guest. */
  readonly notice: BookingNotice | null;
}

export function bookingView(booking: Booking, context: ToolContext): BookingView {
  const { id, reference, kind, party, note, status, reason, notice, target } = booking;
  return {
    id,
    reference,
    kind,
    target: target.id,
    name: nameOf(target, context) ?? booking.title,
    party,
    note,
    status,
    reason,
    notice,
    ...whenOf(booking, context),
    ...whereOf(booking.placeId, context),
  };
}

export function offerView(
  offer: {
    readonly kind: BookingKind;
    readonly target: BookingTarget;
    readonly placeId: string | null;
    readonly slot: BookingSpan;
    readonly free: number;
  },
  walkM: number | null,
  context: ToolContext,
): OfferView {
  return {
    kind: offer.kind,
    target: offer.target.id,
    name: nameOf(offer.target, context) ?? '',
    free: offer.free,
    walkM,
    ...whenOf(offer.slot, context),
    ...whereOf(offer.placeId, context),
  };
}

export function bookingCard(booking: Booking, context: ToolContext): CardOf<'booking'> {
  const {
    id,
    reference,
    kind,
    party,
    status,
    name,
    whenText,
    placeName: place,
    floorName: floor,
    notice,
    note,
    reason,
  } = bookingView(booking, context);
  return {
    id: context.ids.next(),
    kind: 'booking',
    bookingId: id,
    reference,
    what: kind,
    title: name.slice(0, 400),
    whenText: upperFirst(whenText, context),
    startsAt: booking.from,
    endsAt: booking.to,
    party,
    status,
    ...(place === '' || place === name ? {} : { placeName: place.slice(0, 400) }),
    ...(floor === '' ? {} : { floorName: floor.slice(0, 400) }),
    ...(notice === null ? {} : { notice }),
    ...(note === '' ? {} : { note }),
    ...(reason === '' ? {} : { reason }),
  };
}

function whenOf({ from, to }: BookingSpan, context: ToolContext): When {
  const day = dateOf(from);
  return { day, time: timeOf(from), until: timeOf(to), whenText: `${dayText(day, context.now, context)} ${timeOf(from)}–${timeOf(to)}` };
}

function whereOf(placeId: string | null, context: ToolContext): Where {
  const place = placeId === null ? undefined : context.know.places.get(placeId);
  return {
    placeId,
    placeName: place === undefined ? '' : placeName(place, context),
    floorName: place === undefined ? '' : floorName(place.floorId, context),
  };
}

export function upperFirst(text: string, { locale }: ToolContext): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
