import { type Departures, type Place, type Service, type Session, textIn, type Venue } from '../venue/model.ts';
import type { BookingKind, BookingTarget } from './booking.ts';

const SLOT_MINUTES = 30;
const STAY_MINUTES = 90;
const DAYS_AHEAD = 60;
const TOUR = /\b(?:tours?|guided|visit|visite|visita|excursion)\b|führung|fuehrung|rundgang/i;

/** Something of the venue that can be booked, with its rules filled in. */
export interface Bookable {
  readonly kind: BookingKind;
  readonly target: BookingTarget;
  readonly placeId: string | null;
  /** Guests at once. */
  readonly seats: number;
  /** Larger parties are for staff. */
  readonly maxParty: number;
  readonly noticeMinutes: number;
  readonly daysAhead: number;
  readonly when:
    | {
        readonly kind: 'grid';
        readonly hours: string;
        readonly slotMinutes: number;
        readonly stayMinutes: number;
        readonly lastMinutes: number;
      }
    | { readonly kind: 'departures'; readonly hours: string }
    | { readonly kind: 'once'; readonly from: string; readonly to: string; readonly cancelled: boolean };
}

/** The table rules of a place; null where none can be booked. */
export function bookablePlace({ id, hours, booking }: Place): Bookable | null {
  if (booking === undefined) return null;
  const stayMinutes = booking.stayMinutes ?? STAY_MINUTES;
  return {
    kind: 'table',
    target: { type: 'place', id },
    placeId: id,
    ...limitsOf(booking),
    when: {
      kind: 'grid',
      hours: booking.hours ?? hours ?? '',
      slotMinutes: booking.slotMinutes ?? SLOT_MINUTES,
      stayMinutes,
      lastMinutes: booking.lastArrivalMinutes ?? stayMinutes,
    },
  };
}

/** Seats of a session: its own, else those of its room where the venue says so; null where none can be booked. */
export function bookableSession(session: Session, room: Place | undefined, venue: Pick<Venue, 'seatsBookable'>): Bookable | null {
  const seats = session.seats ?? (venue.seatsBookable === true ? room?.capacity : undefined);
  if (seats === undefined) return null;
  return {
    kind: TOUR.test(`${session.kind ?? ''} ${textIn(session.title, 'en')}`) ? 'tour' : 'seat',
    target: { type: 'session', id: session.id },
    placeId: session.roomId,
    ...limitsOf({ seats, daysAhead: 3650 }),
    when: { kind: 'once', from: session.startsAt, to: session.endsAt, cancelled: session.status === 'cancelled' },
  };
}

/** The departures of a service; null where none can be booked. */
export function bookableService({ id, placeId, booking }: Service): Bookable | null {
  if (booking === undefined) return null;
  return {
    kind: 'tour',
    target: { type: 'service', id },
    placeId: placeId ?? null,
    ...limitsOf(booking),
    when: { kind: 'departures', hours: booking.departures },
  };
}

function limitsOf({ seats, maxParty, noticeMinutes, daysAhead }: Omit<Departures, 'departures'>) {
  return {
    seats,
    maxParty: Math.min(maxParty ?? seats, seats),
    noticeMinutes: noticeMinutes ?? 0,
    daysAhead: daysAhead ?? DAYS_AHEAD,
  };
}
