import { describe, expect, it } from 'vitest';
import { type Bookable, bookablePlace, bookableService, bookableSession } from '../../../core/booking/bookable.ts';
import { freeOf, peakOf } from '../../../core/booking/capacity.ts';
import { newReference, readReference } from '../../../core/booking/reference.ts';
import { bookableAt, slotsOn } from '../../../core/booking/slots.ts';
import type { Place, PlaceBooking, Session } from '../../../core/venue/model.ts';
import { seeded } from '../../support/random.ts';

const bistro: Place = {
  id: 'bistro',
  name: 'Bistro',
  kind: 'restaurant',
  floorId: 'ground',
  at: [0, 0],
  aliases: [],
  tags: [],
  hours: 'Mo-Su 18:00-22:00',
};
const tables = (booking: Partial<PlaceBooking>, hours = bistro.hours): Bookable => {
  const bookable = bookablePlace({ ...bistro, ...(hours === undefined ? {} : { hours }), booking: { seats: 10, ...booking } });
  if (bookable === null) throw new Error('takes no bookings');
  return bookable;
};
const session: Session = {
  id: 's',
  title: 'Talk',
  startsAt: '2026-05-12T10:00',
  endsAt: '2026-05-12T11:00',
  roomId: 'bistro',
  speakerIds: [],
  tags: [],
  status: 'scheduled',
};
const DAY = '2026-05-12';
const starts = (bookable: Bookable, day = DAY, holidays: readonly string[] = []) =>
  slotsOn(bookable, day, new Set(holidays)).map(({ from }) => from.slice(11));

describe('when tables are booked', () => {
  it('is on a grid from opening, as long as the stay ends by closing', () => {
    expect(starts(tables({ slotMinutes: 60 }))).toEqual(['18:00', '19:00', '20:00']);
    expect(slotsOn(tables({ stayMinutes: 45 }), DAY, new Set()).at(-1)).toEqual({ from: `${DAY}T21:00`, to: `${DAY}T21:45` });
  });

  it('may be later, for a shorter stay', () => {
    const bookable = tables({ slotMinutes: 60, stayMinutes: 120, lastArrivalMinutes: 60 });
    expect(slotsOn(bookable, DAY, new Set()).at(-1)).toEqual({ from: `${DAY}T21:00`, to: `${DAY}T22:00` });
  });

  it('has hours of its own where the house says so', () => {
    expect(starts(tables({ hours: 'Mo-Su 19:00-20:30' }))).toEqual(['19:00']);
  });

  it('goes on after midnight, where the evening does', () => {
    const bar = tables({ slotMinutes: 120, stayMinutes: 60 }, 'Tu 20:00-02:00');
    expect(starts(bar)).toEqual(['20:00', '22:00']);
    expect(starts(bar, '2026-05-13')).toEqual(['00:00']);
  });

  it('is never without hours, with hours nobody can read, or closed', () => {
    expect(starts(tables({}, 'on request'))).toEqual([]);
    expect(starts(tables({}, 'Mo-Fr 18:00-22:00; PH off'), DAY, [DAY])).toEqual([]);
    const { hours: _, ...homeless } = bistro;
    expect(slotsOn(bookablePlace({ ...homeless, booking: { seats: 2 } }) as Bookable, DAY, new Set())).toEqual([]);
  });

  it('is a slot even where opening is shorter than a stay', () => {
    expect(slotsOn(tables({ stayMinutes: 90 }, 'Tu 12:00-13:00'), DAY, new Set())).toEqual([{ from: `${DAY}T12:00`, to: `${DAY}T13:00` }]);
  });
});

describe('departures', () => {
  it('are the spans of their hours, those that overlap too', () => {
    const tour = bookableService({
      id: 't',
      name: 'Tour',
      aliases: [],
      requestable: false,
      booking: { departures: 'Mo-Fr 11:00-12:00,11:30-12:30', seats: 9 },
    });
    expect(tour && starts(tour)).toEqual(['11:00', '11:30']);
    expect(tour && starts(tour, '2026-05-16')).toEqual([]);
  });
});

describe('seats of a session', () => {
  const room = { ...bistro, capacity: 40 };
  it.each([
    ['its own', { ...session, seats: 12 }, {}, 12],
    ["its room's, where the venue books all seats", session, { seatsBookable: true }, 40],
    ['none, where nobody said so', session, {}, undefined],
    ['its own, whatever the room has', { ...session, seats: 12 }, { seatsBookable: true }, 12],
  ])('are %s', (_, one, venue, seats) => {
    expect(bookableSession(one, room, venue)?.seats).toBe(seats);
  });

  it('are places on a tour where it is one', () => {
    expect(bookableSession({ ...session, seats: 5, kind: 'guided tour' }, undefined, {})?.kind).toBe('tour');
    expect(bookableSession({ ...session, seats: 5, title: 'Gartenführung' }, undefined, {})?.kind).toBe('tour');
    expect(bookableSession({ ...session, seats: 5, title: 'A detour' }, undefined, {})?.kind).toBe('seat');
  });
});

it.each([
  ['2026-05-12T18:00', 'yes'],
  ['2026-05-12T17:00', 'past'],
  ['2026-05-12T17:29', 'too-soon'],
  ['2026-05-15T18:00', 'too-far'],
])('at 17:00, with half an hour of notice and two days ahead, %s is %s', (from, when) => {
  const bookable = tables({ noticeMinutes: 30, daysAhead: 2 });
  expect(bookableAt(bookable, { from, to: from }, '2026-05-12T17:00')).toBe(when);
});

it('the fullest moment counts: of many parties, in any order', () => {
  const random = seeded(3);
  const at = (minute: number) => `${DAY}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  for (let round = 0; round < 50; round += 1) {
    const parties = Array.from({ length: 12 }, () => {
      const from = Math.floor(random() * 600);
      return { start: from, end: from + 1 + Math.floor(random() * 200), party: 1 + Math.floor(random() * 6) };
    });
    const [start, end] = [200, 400];
    let most = 0;
    for (let minute = start; minute < end; minute += 1) {
      most = Math.max(
        most,
        parties.reduce((sum, one) => (one.start <= minute && minute < one.end ? sum + one.party : sum), 0),
      );
    }
    const taken = parties.map((one) => ({ from: at(one.start), to: at(one.end), party: one.party }));
    expect(peakOf(taken, { from: at(start), to: at(end) })).toBe(most);
  }
});

it('a house that cut its seats has none left, not fewer than none', () => {
  expect(freeOf(4, [{ from: `${DAY}T18:00`, to: `${DAY}T19:00`, party: 6 }], { from: `${DAY}T18:00`, to: `${DAY}T19:00` })).toBe(0);
});

it('a reference is read however it is said or written', () => {
  const reference = newReference(seeded(1));
  expect(readReference(reference)).toBe(reference);
  expect(readReference(` ${[...reference.toLowerCase()].join(' ')}. `)).toBe(reference);
  expect(readReference('k7-r4')).toBe('K7R4');
  expect(['the table', '', '1234', 'K7R', 'Room 12'].map(readReference)).toEqual([null, null, null, null, null]);
});
