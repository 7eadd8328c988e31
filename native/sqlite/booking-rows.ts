import type { Booking } from '../../core/booking/booking.ts';

/** A row of `bookings`, named as in the schema. */
export interface BookingRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: Booking['kind'];
  readonly target_type: Booking['target']['type'];
  readonly target_id: string;
  readonly title: string;
  readonly place_id: string | null;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly party: number;
  readonly note: string;
  readonly owner_kind: Booking['owner']['kind'];
  readonly owner_id: string;
  readonly session_id: string;
  readonly status: Booking['status'];
  readonly reason: string;
  readonly notice: Booking['notice'];
  readonly created_at: string;
  readonly book_key: string;
  readonly change_key: string | null;
}

export function bookingOf(row: BookingRow): Booking {
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    target: { type: row.target_type, id: row.target_id },
    title: row.title,
    placeId: row.place_id,
    from: row.starts_at,
    to: row.ends_at,
    party: row.party,
    note: row.note,
    owner: { kind: row.owner_kind, id: row.owner_id },
    sessionId: row.session_id,
    status: row.status,
    reason: row.reason,
    notice: row.notice,
    createdAt: row.created_at,
  };
}
