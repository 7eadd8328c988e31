import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDemo } from '../../assets/demo-venue.ts';
import { type BookingVisit, startBookingVisit } from './booking-visit.ts';

// A Tuesday. Tideline: 48 seats, parties of 8, 12:00–14:30 and 18:00–22:00. Ember Grill: 20 seats, parties of 6, from 18:00.
const NOW = '2026-05-12T10:00';
const DAY = '2026-05-12';
const { venue } = readDemo();
const dinner = { kind: 'table', target: 'tideline', day: DAY, time: '19:00', party: 4 };

let visit: BookingVisit;
beforeEach(() => {
  visit = startBookingVisit(venue, NOW);
});
afterEach(() => visit.close());

/** Others take all but `left` seats of a place for the evening. */
function fill(placeId: string, left: number, from = `${DAY}T18:00`, to = `${DAY}T23:00`): void {
  const seats = venue.places.find(({ id }) => id === placeId)?.booking?.seats ?? 0;
  const target = { type: 'place' as const, id: placeId };
  const others = { kind: 'table' as const, target, title: placeId, placeId, from, to, party: seats - left, note: '' };
  visit.bookings.book(
    { ...others, owner: { kind: 'session', id: 'others' }, sessionId: 'others', createdAt: NOW },
    seats,
    `fill ${placeId} ${from}`,
  );
}
const offers = (list: readonly { target: string; day: string; time: string }[]) =>
  list.map(({ target, day, time }) => `${target} ${day} ${time}`);

describe('book', () => {
  it('books a table, and the guest has its reference on a card', async () => {
    const { found, data, cards } = await visit.call('book', { ...dinner, note: 'high chair' });
    expect(found).toBe(true);
    expect(data).toMatchObject({ status: 'booked', name: 'Tideline', bookings: [{ day: DAY, time: '19:00', until: '20:30', party: 4 }] });
    expect(cards).toMatchObject([
      { kind: 'booking', reference: data.bookings[0]?.reference, title: 'Tideline', note: 'high chair', floorName: 'Ground floor' },
    ]);
  });

  it.each([
    ['a place by its name', { ...dinner, target: 'the Tideline restaurant' }, 'booked'],
    ['a session, whose day and time nobody has to say', { kind: 'seat', target: 'menu-clinic', party: 2 }, 'booked'],
    ['a departure of a tour', { kind: 'tour', target: 'house tour', day: DAY, time: '15:00', party: 2 }, 'booked'],
    ['something said to be a table that is a tour', { kind: 'table', target: 'house-tour', day: DAY, time: '15:00', party: 2 }, 'booked'],
    ['a place without bookings', { ...dinner, target: 'cafe-pontoon' }, 'not-bookable'],
    ['a session without bookings', { kind: 'seat', target: 'keynote-door', party: 1 }, 'not-bookable'],
    ['nothing that exists', { ...dinner, target: 'xyzzy' }, 'unknown'],
    ['a time that is over', { ...dinner, time: '09:00' }, 'past'],
    ['a day that is over', { ...dinner, day: '2026-05-11' }, 'past'],
    ['a session that is on already', { kind: 'seat', target: 'sunrise-yoga-1', party: 1 }, 'past'],
    ['a time between meals', { ...dinner, time: '16:00' }, 'no-such-time'],
    ['a time too close to closing', { ...dinner, time: '21:30' }, 'no-such-time'],
    ['a day on which it is closed', { ...dinner, target: 'ember-grill', day: '2026-05-18' }, 'closed'],
    ['sooner than the house wants to know', { kind: 'table', target: 'spa', day: DAY, time: '11:00', party: 1 }, 'too-soon'],
    ['further ahead than the house plans', { ...dinner, day: '2026-08-01' }, 'too-far'],
    ['a party for staff', { ...dinner, party: 9 }, 'too-large'],
    ['a table without a time', { kind: 'table', target: 'tideline', day: DAY, party: 2 }, 'choose'],
    ['a cancelled session', { kind: 'seat', target: 'off', party: 1 }, 'off'],
  ])('%s', async (_, input, status) => {
    const tea = venue.sessions.find(({ id }) => id === 'menu-clinic');
    const off = tea === undefined ? [] : [{ ...tea, id: 'off', title: 'Off', status: 'cancelled' as const }];
    visit.close();
    visit = startBookingVisit({ ...venue, sessions: [...venue.sessions, ...off] }, NOW);
    const { found, data } = await visit.call('book', input);
    expect(data.status).toBe(status);
    expect(found).toBe(status === 'booked');
    expect(visit.bookings.between(NOW, '2027-01-01T00:00')).toHaveLength(status === 'booked' ? 1 : 0);
  });

  it('takes the same call twice for one booking, even where it took the last seats', async () => {
    fill('tideline', 4);
    const first = await visit.call('book', dinner, { idempotencyKey: 'the same' });
    const again = await visit.call('book', dinner, { idempotencyKey: 'the same' });
    expect(again.data).toMatchObject({ status: 'booked', bookings: [{ id: first.data.bookings[0]?.id }] });
    expect((await visit.call('book', dinner)).data.status).toBe('full');
  });

  it('books and warns where the guest is elsewhere at that time', async () => {
    await visit.call('book', dinner);
    const { data } = await visit.call('book', { ...dinner, target: 'ember-grill', time: '20:00' });
    expect(data).toMatchObject({ status: 'booked', overlaps: [{ name: 'Tideline' }] });
  });

  it.each([
    ['2026-02-30', '19:00', 2],
    [DAY, '25:00', 2],
    [DAY, '7pm', 2],
    [DAY, '19:00', 0],
    [DAY, '19:00', 1.5],
  ])('refuses %s at %s for %s', async (day, time, party) => {
    await expect(visit.call('book', { ...dinner, day, time, party })).rejects.toThrow('book:');
  });
});

describe('what there is instead', () => {
  it('is the same place at other times, then others at that time by the way to them', async () => {
    fill('tideline', 0, `${DAY}T18:30`, `${DAY}T20:30`);
    const { data } = await visit.call('book', dinner);
    expect(data.status).toBe('full');
    expect(offers(data.alternatives)).toEqual([
      `tideline ${DAY} 20:30`,
      'tideline 2026-05-13 19:00',
      `green-galley ${DAY} 19:00`,
      `ember-grill ${DAY} 19:00`,
    ]);
    const taken = await visit.call(
      'book',
      data.alternatives[2] && { kind: 'table', target: data.alternatives[2].target, day: DAY, time: '19:00', party: 4 },
    );
    expect(taken.data.status).toBe('booked');
  });

  it('fits what the guest eats', async () => {
    fill('tideline', 0);
    const { data } = await visit.call('book', dinner, { preferences: { diets: ['vegetarian'], avoid: [], stepFree: false } });
    expect(data.alternatives.map(({ target }) => target)).toContain('green-galley');
    expect(data.alternatives.map(({ target }) => target)).not.toContain('ember-grill');
  });

  it('has room for the whole party', async () => {
    fill('tideline', 0);
    fill('green-galley', 3);
    const { data } = await visit.call('book', dinner);
    expect(data.alternatives.map(({ target }) => target)).not.toContain('green-galley');
    expect(data.alternatives.every(({ free }) => free >= 4)).toBe(true);
  });

  it('is the nearest time that fits, outside of the hours', async () => {
    const { data } = await visit.call('book', { ...dinner, time: '17:30' });
    expect(data).toMatchObject({
      status: 'no-such-time',
      alternatives: [{ target: 'tideline', time: '18:00' }, { time: '18:30' }, {}, {}],
    });
  });

  it('is a later day where a day has nothing', async () => {
    const { data } = await visit.call('book', { ...dinner, target: 'ember-grill', day: '2026-05-18', time: '19:00' });
    expect(offers(data.alternatives)[0]).toBe('ember-grill 2026-05-19 19:00');
  });

  it('is another departure of the same tour', async () => {
    await visit.call('book', { kind: 'tour', target: 'house-tour', day: DAY, time: '15:00', party: 6 });
    const { data } = await visit.call('book', { kind: 'tour', target: 'house-tour', day: DAY, time: '15:00', party: 6 });
    expect(data).toMatchObject({ status: 'full', alternatives: [{ time: '17:00' }, { time: '11:00' }] });
  });

  it('is a session of the same name, then one of the same sort', async () => {
    const tea = venue.sessions.find(({ id }) => id === 'tea-workshop');
    if (tea === undefined) throw new Error('the demo has no tea workshop');
    const again = { ...tea, id: 'tea-again', startsAt: '2026-05-13T16:00', endsAt: '2026-05-13T17:00' };
    visit.close();
    visit = startBookingVisit({ ...venue, sessions: [...venue.sessions, again] }, NOW);
    await visit.call('book', { kind: 'seat', target: 'tea-workshop', party: 12 });
    const { data } = await visit.call('book', { kind: 'seat', target: 'tea-workshop', party: 2 });
    expect(data.status).toBe('full');
    expect(offers(data.alternatives)[0]).toBe('tea-again 2026-05-13 16:00');
    expect(data.alternatives.map(({ target }) => target)).toContain('calm-workshop');
  });
});

describe('availability', () => {
  it('books nothing', async () => {
    const { data } = await visit.call('availability', dinner);
    expect(data).toMatchObject({ status: 'free', slots: [{ target: 'tideline', time: '19:00', free: 48 }] });
    expect(visit.bookings.between(NOW, '2027-01-01T00:00')).toEqual([]);
  });

  it('lists the times of a day that still fit', async () => {
    fill('tideline', 0, `${DAY}T18:30`, `${DAY}T20:30`);
    const { data } = await visit.call('availability', { kind: 'table', target: 'tideline', day: DAY, party: 2 });
    expect(data.status).toBe('choose');
    expect(data.slots.map(({ time }) => time)).toEqual(['12:00', '12:30', '13:00', '20:30']);
  });

  it('finds something where nothing was named, nearest first', async () => {
    const { data, cards } = await visit.call('availability', { kind: 'table', day: DAY, time: '19:00', party: 2 });
    expect(data.slots.map(({ target }) => target)).toEqual(['green-galley', 'tideline', 'ember-grill']);
    expect(cards).toMatchObject([{ kind: 'list', total: 3, items: [{}, { ask: 'Book a table at Tideline today at 19:00 for 2' }, {}] }]);
    const vegan = await visit.call('availability', { kind: 'table', day: DAY, time: '19:00', party: 2, diets: ['vegan'] });
    expect(vegan.data.slots.map(({ target }) => target)).not.toContain('ember-grill');
  });

  it('says so in a house without bookings', async () => {
    visit.close();
    const places = venue.places.map(({ booking: _, ...place }) => place);
    visit = startBookingVisit({ ...venue, places }, NOW);
    expect((await visit.call('availability', { kind: 'table', party: 2 })).data).toMatchObject({
      status: 'not-bookable',
      slots: [],
      alternatives: [],
    });
  });
});

describe("a guest's own bookings", () => {
  it('are changed as a whole or not at all', async () => {
    const { data } = await visit.call('book', dinner);
    fill('tideline', 2, `${DAY}T20:30`, `${DAY}T22:00`);
    const refused = await visit.call('change_booking', { booking: data.bookings[0]?.reference, time: '20:30' });
    expect(refused.data).toMatchObject({ status: 'full', name: 'Tideline' });
    expect((await visit.call('my_bookings')).data.bookings).toMatchObject([{ time: '19:00', party: 4 }]);
    const changed = await visit.call('change_booking', { booking: 'the table', day: '2026-05-13', party: 6 });
    expect(changed.data).toMatchObject({
      status: 'changed',
      bookings: [{ id: data.bookings[0]?.id, day: '2026-05-13', time: '19:00', party: 6 }],
    });
  });

  it('may grow into the seats they hold', async () => {
    fill('tideline', 5);
    await visit.call('book', dinner);
    expect((await visit.call('change_booking', { booking: '', party: 5 })).data.status).toBe('changed');
    expect((await visit.call('change_booking', { booking: '', party: 6 })).data.status).toBe('full');
  });

  it('are cancelled by what the guest calls them, and their seats are free again', async () => {
    fill('tideline', 4);
    await visit.call('book', dinner);
    expect((await visit.call('cancel_booking', { booking: 'my tour' })).data.status).toBe('unknown');
    expect((await visit.call('cancel_booking', { booking: 'Tideline' })).data).toMatchObject({ status: 'cancelled', name: 'Tideline' });
    expect((await visit.call('my_bookings')).found).toBe(false);
    expect((await visit.call('book', dinner)).data.status).toBe('booked');
  });

  it('are asked for where several fit', async () => {
    await visit.call('book', dinner);
    await visit.call('book', { ...dinner, target: 'ember-grill', day: '2026-05-13' });
    const { data } = await visit.call('cancel_booking', { booking: 'the table' });
    expect(data).toMatchObject({ status: 'which', bookings: [{ name: 'Tideline' }, { name: 'Ember Grill' }] });
  });

  it('are seen and touched by nobody else, who has their reference or not', async () => {
    const { data } = await visit.call('book', dinner);
    const reference = data.bookings[0]?.reference;
    const stranger = { sessionId: 'session-2', owner: { kind: 'session' as const, id: 'session-2' } };
    expect((await visit.call('my_bookings', {}, stranger)).data.bookings).toEqual([]);
    expect((await visit.call('cancel_booking', { booking: reference }, stranger)).data.status).toBe('unknown');
    expect((await visit.call('change_booking', { booking: data.bookings[0]?.id, party: 1 }, stranger)).data.status).toBe('unknown');
    expect((await visit.call('my_bookings')).data.bookings).toMatchObject([{ party: 4, status: 'booked' }]);
  });

  it('of an earlier visit take the PIN, and are not even counted before', async () => {
    const ada = { kind: 'guest' as const, id: 'ada' };
    await visit.call('book', dinner, { owner: ada, sessionId: 'yesterday' });
    const today = { owner: ada, sessionId: 'today' };
    await visit.call('book', { ...dinner, target: 'ember-grill' }, today);
    const before = await visit.call('my_bookings', {}, today);
    expect(before.data).toMatchObject({ bookings: [{ name: 'Ember Grill' }], pinForMore: true });
    expect((await visit.call('book', { kind: 'seat', target: 'conference-dinner', party: 1 }, today)).data.overlaps).toMatchObject([
      { name: 'Ember Grill' },
    ]);
    expect((await visit.call('cancel_booking', { booking: 'Tideline' }, today)).data).toMatchObject({
      status: 'unknown',
      pinForMore: true,
    });
    const after = await visit.call('my_bookings', {}, { ...today, verified: true });
    expect(after.data.bookings.map(({ name }) => name)).toContain('Tideline');
    expect(after.data.pinForMore).toBe(false);
    expect((await visit.call('cancel_booking', { booking: 'Tideline' }, { ...today, verified: true })).data.status).toBe('cancelled');
  });

  it('made before the badge was shown are theirs, in this visit and the next', async () => {
    await visit.call('book', dinner);
    const { data } = await visit.call('my_bookings', {}, { owner: { kind: 'guest', id: 'ada' } });
    expect(data.bookings).toMatchObject([{ name: 'Tideline' }]);
    const later = { owner: { kind: 'guest' as const, id: 'ada' }, sessionId: 'tomorrow', verified: true };
    expect((await visit.call('my_bookings', {}, later)).data.bookings).toMatchObject([{ name: 'Tideline' }]);
  });

  it('tell what staff did to them', async () => {
    const { data } = await visit.call('book', dinner);
    visit.bookings.cancel(data.bookings[0]?.id ?? '', 'A pipe burst.');
    const told = await visit.call('my_bookings');
    expect(told.data.bookings).toMatchObject([{ status: 'cancelled', notice: 'withdrawn', reason: 'A pipe burst.' }]);
    expect(told.cards).toMatchObject([{ kind: 'booking', status: 'cancelled', reason: 'A pipe burst.' }]);
  });
});
