import type { LocalDateTime } from '../contract/index.ts';

/** Days after which nothing is left of a booking on this machine. */
export const BOOKINGS_KEPT_DAYS = 30;

export const BOOKING_KINDS = ['table', 'seat', 'tour'] as const;
/** What guests call it: a table at a place, a seat in a session, a place on a tour. */
export type BookingKind = (typeof BOOKING_KINDS)[number];

/** What capacity is counted of. */
export interface BookingTarget {
  readonly type: 'place' | 'session' | 'service';
  /** Its id in the venue. */
  readonly id: string;
}

/** A remembered guest by pseudonym, or somebody of whom only the session is known. */
export interface BookingOwner {
  readonly kind: 'guest' | 'session';
  readonly id: string;
}

/** Venue wall clock; `to` is when the seats are free again. */
export interface BookingSpan {
  readonly from: LocalDateTime;
  readonly to: LocalDateTime;
}

/**
 * What became of a booking without the guest: its session moved to another time or room, was cancelled, is not there any
 * more (or its place is closed then), or staff took it back.
 */
export type BookingNotice = 'moved' | 'cancelled' | 'gone' | 'withdrawn';

/** A title is cut here. */
export const TITLE_LENGTH = 200;

export interface Booking extends BookingSpan {
  readonly id: string;
  /** As the guest says it: "K7Q4". */
  readonly reference: string;
  readonly kind: BookingKind;
  readonly target: BookingTarget;
  /** Name of the target when it was booked, in the venue's main language: for staff, and for when the venue has it no more. */
  readonly title: string;
  /** Where it takes place. */
  readonly placeId: string | null;
  readonly party: number;
  /** The guest's own words for staff; emptied when its day is over. */
  readonly note: string;
  readonly owner: BookingOwner;
  /** In which it was made. */
  readonly sessionId: string;
  readonly status: 'booked' | 'cancelled';
  /** Given by staff who withdrew it. */
  readonly reason: string;
  /** What the guest is told of it when they ask next. */
  readonly notice: BookingNotice | null;
  readonly createdAt: LocalDateTime;
}

/** Seats that are taken for a while. */
export interface Taken extends BookingSpan {
  readonly party: number;
}

export interface NewBooking extends BookingSpan {
  readonly kind: BookingKind;
  readonly target: BookingTarget;
  readonly title: string;
  readonly placeId: string | null;
  readonly party: number;
  readonly note: string;
  readonly owner: BookingOwner;
  readonly sessionId: string;
  readonly createdAt: LocalDateTime;
}

export type BookResult =
  /** `repeated`: this key had booked it before; nothing was done now. */
  { readonly ok: true; readonly booking: Booking; readonly repeated: boolean } | { readonly ok: false; readonly free: number };

/** Where a booking is to go; everything else of it stays. */
export interface BookingMove extends BookingSpan {
  readonly party: number;
}

/** What a new version of the venue does to a booking. */
export interface BookingFollow {
  readonly id: string;
  /** null: it is there again, and there is nothing to tell. */
  readonly notice: BookingNotice | null;
  /** These left out: as before. */
  readonly targetId?: string;
  readonly span?: BookingSpan;
  readonly placeId?: string | null;
}
