import { expect, it } from 'vitest';
import type { Booking } from '../../../core/booking/booking.ts';
import { followsOf, followVenue } from '../../../core/booking/follow-venue.ts';
import { createTransientBookings } from '../../../core/booking/transient-bookings.ts';
import type { Session, Venue } from '../../../core/venue/model.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { createCountingIds } from '../../fakes/plain.ts';
import { seeded } from '../../support/random.ts';

const { venue } = readDemo();
const found = venue.sessions.find(({ id }) => id === 'tea-workshop');
if (found === undefined) throw new Error('the demo has no tea workshop');
const tea: Session = found;
const TITLE = 'Workshop: Making tea, slowly';

const booking: Booking = {
  id: 'b',
  reference: 'K7R4',
  kind: 'seat',
  target: { type: 'session', id: tea.id },
  title: TITLE,
  placeId: tea.roomId,
  from: tea.startsAt,
  to: tea.endsAt,
  party: 2,
  note: '',
  owner: { kind: 'session', id: 's' },
  sessionId: 's',
  status: 'booked',
  reason: '',
  notice: null,
  createdAt: '2026-05-12T10:00',
};
const withTea = (...now: readonly Session[]): Venue => ({
  ...venue,
  sessions: [...venue.sessions.filter(({ id }) => id !== tea.id), ...now],
});
const later = { startsAt: '2026-05-12T16:00', endsAt: '2026-05-12T17:00' };

it.each<[string, Venue, object[]]>([
  ['the same', venue, []],
  ['moved', withTea({ ...tea, ...later }), [{ notice: 'moved', span: { from: later.startsAt, to: later.endsAt } }]],
  ['in another room', withTea({ ...tea, roomId: 'keel' }), [{ notice: 'moved', placeId: 'keel' }]],
  ['cancelled', withTea({ ...tea, status: 'cancelled' }), [{ notice: 'cancelled' }]],
  ['gone', withTea(), [{ notice: 'gone' }]],
  [
    'moved, with an id made of its time',
    withTea({ ...tea, ...later, id: 'tea-16', title: TITLE }),
    [{ notice: 'moved', targetId: 'tea-16' }],
  ],
  ['gone, with two of its name', withTea({ ...tea, id: 'a', title: TITLE }, { ...tea, id: 'b', title: TITLE }), [{ notice: 'gone' }]],
])('a session that is %s', (_, next, changes) => {
  expect(followsOf([booking], next)).toMatchObject(changes);
});

it('a place that is not there any more', () => {
  const table: Booking = { ...booking, kind: 'table', target: { type: 'place', id: 'tideline' } };
  expect(followsOf([table], venue)).toEqual([]);
  expect(followsOf([table], { ...venue, places: [] })).toEqual([{ id: 'b', notice: 'gone' }]);
  expect(followsOf([{ ...table, notice: 'gone' }], { ...venue, places: [] })).toEqual([]);
});

it('a place that is closed then, or a tour that does not depart, until it does again', () => {
  const table: Booking = {
    ...booking,
    kind: 'table',
    target: { type: 'place', id: 'tideline' },
    from: '2026-05-12T19:00',
    to: '2026-05-12T20:30',
  };
  const tour: Booking = {
    ...booking,
    id: 't',
    kind: 'tour',
    target: { type: 'service', id: 'house-tour' },
    from: '2026-05-12T15:00',
    to: '2026-05-12T15:45',
  };
  const shut: Venue = {
    ...venue,
    places: venue.places.map((place) => (place.id === 'tideline' ? { ...place, hours: `${place.hours}; 2026-05-12 off` } : place)),
    services: venue.services.map((one) =>
      one.booking === undefined ? one : { ...one, booking: { ...one.booking, departures: 'Mo-Su 11:00-11:45' } },
    ),
  };
  expect(followsOf([table, tour], venue)).toEqual([]);
  expect(followsOf([table, tour], shut)).toEqual([
    { id: 'b', notice: 'gone' },
    { id: 't', notice: 'gone' },
  ]);
  expect(followsOf([{ ...table, notice: 'gone' }], venue)).toEqual([{ id: 'b', notice: null }]);
  expect(followsOf([{ ...booking, notice: 'gone' }], venue)).toEqual([{ id: 'b', notice: null }]);
  expect(followsOf([{ ...booking, notice: 'moved' }], venue)).toEqual([]);
});

it('once followed, the same venue does nothing more, and what is over stays as it was', async () => {
  const bookings = createTransientBookings({ ids: createCountingIds(), random: seeded(1) });
  bookings.book(booking, 9, 'key');
  await followVenue(bookings, withTea({ ...tea, ...later }), '2026-05-13T00:00');
  expect(bookings.ofOwner(booking.owner, '2026-05-12T00:00')).toMatchObject([{ from: tea.startsAt, notice: null }]);
  let told = 0;
  bookings.watch(() => told++);
  for (let times = 0; times < 2; times += 1) await followVenue(bookings, withTea({ ...tea, ...later }), '2026-05-12T10:00');
  expect(told).toBe(1);
  expect(bookings.ofOwner(booking.owner, '2026-05-12T00:00')).toMatchObject([{ from: later.startsAt, notice: 'moved' }]);
});
