import { z } from 'zod';
import type { Booking } from '../../core/booking/booking.ts';
import type { DeskSeal } from './desk-seal.ts';

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

export function bookingOf(row: BookingRow, seal: DeskSeal): Booking {
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
    note: noteOf(row, seal),
    owner: { kind: row.owner_kind, id: row.owner_id },
    sessionId: row.session_id,
    status: row.status,
    reason: row.reason,
    notice: row.notice,
    createdAt: row.created_at,
  };
}

const sealedSchema = z.object({ note: z.string() });

/** A note that cannot be read (another device key) is none: the booking stands. */
function noteOf({ id, note }: BookingRow, seal: DeskSeal): string {
  if (note === '') return '';
  const opened = sealedSchema.safeParse(seal.open(Buffer.from(note, 'base64'), `booking ${id}`));
  return opened.success ? opened.data.note : '';
}
