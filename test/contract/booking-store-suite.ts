import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewBooking } from '../../core/booking/booking.ts';
import type { BookingStore } from '../../core/ports.ts';

export const dinner: NewBooking = {
  kind: 'table',
  target: { type: 'place', id: 'tideline' },
  title: 'Tideline',
  placeId: 'tideline',
  from: '2026-05-12T19:00',
  to: '2026-05-12T20:30',
  party: 4,
  note: 'window',
  owner: { kind: 'guest', id: 'ada' },
  sessionId: 'session-1',
  createdAt: '2026-05-12T10:00',
};
const SEATS = 10;
const NOW = '2026-05-12T10:00';

interface Opened {
  readonly store: BookingStore;
  close(): unknown;
}

/** What every BookingStore does, wherever it keeps its bookings. */
export function describeBookingStore(name: string, open: () => Opened | Promise<Opened>): void {
  describe(name, () => {
    let opened: Opened;
    let store: BookingStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    const booked = async (wish: Partial<NewBooking>, key: string) => {
      const result = await store.book({ ...dinner, ...wish }, SEATS, key);
      if (!result.ok) throw new Error(`full: ${result.free} free`);
      return result.booking;
    };
    const mine = async () => (await store.ofOwner(dinner.owner, NOW)).map(({ id }) => id);

    it('books while there is room and tells what is left when there is not', async () => {
      await booked({ party: 6 }, 'a');
      expect(await store.book({ ...dinner, party: 5 }, SEATS, 'b')).toEqual({ ok: false, free: 4 });
      expect(await store.book(dinner, SEATS, 'c')).toMatchObject({
        ok: true,
        repeated: false,
        booking: { ...dinner, status: 'booked', notice: null },
      });
      expect(await store.book({ ...dinner, party: 1 }, SEATS, 'd')).toEqual({ ok: false, free: 0 });
    });

    it('counts the fullest moment of a stay, not everybody who comes by', async () => {
      await booked({ from: '2026-05-12T18:00', to: '2026-05-12T19:30', party: 6 }, 'early');
      await booked({ from: '2026-05-12T19:30', to: '2026-05-12T21:00', party: 6 }, 'late');
      expect(await store.book(dinner, SEATS, 'both')).toMatchObject({ ok: true });
      expect(await store.book({ ...dinner, party: 1 }, SEATS, 'more')).toEqual({ ok: false, free: 0 });
      expect(await store.book({ ...dinner, target: { type: 'place', id: 'ember-grill' } }, SEATS, 'elsewhere')).toMatchObject({ ok: true });
      expect(await store.book({ ...dinner, target: { type: 'session', id: 'tideline' } }, SEATS, 'other type')).toMatchObject({ ok: true });
    });

    it('takes a repeated key for the same booking', async () => {
      const first = await booked({ party: SEATS }, 'key');
      expect(await store.book({ ...dinner, party: 1 }, SEATS, 'key')).toEqual({ ok: true, booking: first, repeated: true });
      expect(await mine()).toEqual([first.id]);
    });

    it('keeps the old where the new does not fit, and may use its own seats', async () => {
      const { id } = await booked({ party: 6 }, 'a');
      await booked({ from: '2026-05-12T21:00', to: '2026-05-12T22:30', party: 8, owner: { kind: 'guest', id: 'bo' } }, 'b');
      const later = { from: '2026-05-12T20:30', to: '2026-05-12T22:00', party: 6 };
      expect(await store.change(id, later, SEATS, 'c')).toEqual({ ok: false, free: 2 });
      expect(await store.ofOwner(dinner.owner, NOW)).toMatchObject([{ id, from: dinner.from, party: 6 }]);
      const bigger = { from: '2026-05-12T19:30', to: '2026-05-12T21:00', party: SEATS };
      expect(await store.change(id, bigger, SEATS, 'd')).toMatchObject({ ok: true, repeated: false, booking: { id, ...bigger } });
      expect(await store.change(id, later, SEATS, 'd')).toMatchObject({ ok: true, repeated: true, booking: bigger });
      expect(await store.change('nobody', later, SEATS, 'e')).toBeNull();
    });

    it('frees the seats of a cancelled booking, which cannot be changed any more', async () => {
      const { id } = await booked({ party: SEATS }, 'a');
      expect(await store.cancel(id, null)).toMatchObject({ id, status: 'cancelled', notice: null });
      expect(await store.taken(dinner.target, dinner)).toEqual([]);
      expect(await store.change(id, dinner, SEATS, 'b')).toBeNull();
      expect(await mine()).toEqual([]);
      await booked({ party: SEATS }, 'c');
      expect(await store.cancel('nobody', null)).toBeNull();
    });

    it('shows a guest what staff withdrew, and why, until they have taken note', async () => {
      const { id } = await booked({}, 'a');
      await store.cancel(id, 'The kitchen is closed.');
      expect(await store.ofOwner(dinner.owner, NOW)).toMatchObject([
        { id, status: 'cancelled', notice: 'withdrawn', reason: 'The kitchen is closed.' },
      ]);
      await store.cancel(id, null);
      expect(await mine()).toEqual([]);
    });

    it('shows each owner their own, soonest first, and nothing that is over', async () => {
      const late = await booked({ from: '2026-05-13T19:00', to: '2026-05-13T20:30' }, 'a');
      const soon = await booked({}, 'b');
      await booked({ owner: { kind: 'guest', id: 'bo' }, party: 1 }, 'c');
      await booked({ owner: { kind: 'session', id: 'ada' }, party: 1 }, 'd');
      expect(await mine()).toEqual([soon.id, late.id]);
      expect((await store.ofOwner(dinner.owner, dinner.to)).map(({ id }) => id)).toEqual([late.id]);
      expect(await store.between('2026-05-12T00:00', '2026-05-13T00:00')).toHaveLength(3);
    });

    it('follows the venue', async () => {
      const moved = await booked({ target: { type: 'session', id: 'tea' }, kind: 'seat' }, 'a');
      const off = await booked({ target: { type: 'session', id: 'run' }, kind: 'seat', party: SEATS }, 'b');
      const span = { from: '2026-05-13T09:00', to: '2026-05-13T10:00' };
      await store.follow([
        { id: moved.id, notice: 'moved', targetId: 'tea-2', span, placeId: 'roof' },
        { id: off.id, notice: 'cancelled' },
        { id: 'nobody', notice: 'gone' },
      ]);
      await store.follow([{ id: moved.id, notice: 'gone' }]);
      await store.follow([{ id: moved.id, notice: null }]);
      expect(await store.ofOwner(dinner.owner, '2026-05-13T00:00')).toMatchObject([
        { id: moved.id, status: 'booked', notice: null, ...span },
      ]);
      await store.follow([{ id: moved.id, notice: 'moved' }]);
      expect(await store.ofOwner(dinner.owner, NOW)).toMatchObject([
        { id: off.id, status: 'cancelled', notice: 'cancelled', from: off.from },
        { id: moved.id, status: 'booked', notice: 'moved', placeId: 'roof', target: { type: 'session', id: 'tea-2' }, ...span },
      ]);
      expect(await store.taken({ type: 'session', id: 'tea-2' }, span)).toEqual([{ ...span, party: 4 }]);
      expect(await store.taken({ type: 'session', id: 'run' }, dinner)).toEqual([]);
    });

    it('gives a guest who is recognised what they booked before in the session', async () => {
      const { id } = await booked({ owner: { kind: 'session', id: 'session-1' } }, 'a');
      await booked({ owner: { kind: 'session', id: 'session-2' }, party: 1 }, 'b');
      expect(await mine()).toEqual([]);
      await store.adopt('session-1', dinner.owner);
      expect(await mine()).toEqual([id]);
      await store.adopt('ada', { kind: 'guest', id: 'bo' });
      expect(await mine()).toEqual([id]);
    });

    it('forgets a guest with their bookings, and gives their seats to others', async () => {
      await booked({ party: SEATS }, 'a');
      await booked({ owner: { kind: 'session', id: 'ada' }, target: { type: 'place', id: 'spa' } }, 'b');
      await store.forget(dinner.owner);
      expect(await mine()).toEqual([]);
      expect(await store.between('2026-05-12T00:00', '2026-05-13T00:00')).toMatchObject([{ owner: { kind: 'session', id: 'ada' } }]);
      await booked({ party: SEATS, owner: { kind: 'guest', id: 'bo' } }, 'c');
    });

    it('gives every booking a reference of its own', async () => {
      const references = [];
      for (let n = 0; n < 200; n++) references.push((await booked({ target: { type: 'place', id: `place-${n}` } }, `key-${n}`)).reference);
      expect(new Set(references).size).toBe(200);
      expect(references.filter((reference) => !/^([FHKLMRWXY][2-9]){2,3}$/.test(reference))).toEqual([]);
    });

    it('tells watchers of changes until they stop, and of nothing else', async () => {
      let told = 0;
      const stop = store.watch(() => told++);
      const { id } = await booked({ party: SEATS }, 'a');
      await booked({}, 'a');
      await store.book(dinner, SEATS, 'full');
      expect(told).toBe(1);
      await store.cancel(id, null);
      expect(told).toBe(2);
      stop();
      await booked({}, 'b');
      expect(told).toBe(2);
    });
  });
}
