import type { NewBooking } from '../../core/booking/booking.ts';

export interface RaceOrder {
  readonly tries: number;
  readonly seats: number;
}

export interface RaceReport {
  booked: string[];
  refused: number;
  /** Id of the booking that every kiosk makes with the same key. */
  shared: string;
}

export const dinner: NewBooking = {
  kind: 'table',
  target: { type: 'place', id: 'tideline' },
  title: 'Tideline',
  placeId: 'tideline',
  from: '2026-05-12T19:00',
  to: '2026-05-12T20:30',
  party: 1,
  note: '',
  owner: { kind: 'session', id: 'somebody' },
  sessionId: 'session',
  createdAt: '2026-05-12T10:00',
};
