import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type GuestTalk, startGuestTalk } from '../../fakes/guest-talk.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const NOW = '2026-05-12T17:10';
const READ_BACK = 'a table for two at tideline tonight at half past seven';
let venue: Venue;
let talk: GuestTalk | null = null;

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => talk?.close());

/** Everything that can happen without time going by has happened. */
async function settle() {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

describe('a tool that does not answer', () => {
  it('ends within its time, the guest is told that nothing was done, and what comes about later is undone', async () => {
    const clock = createTestClock();
    const gate = Promise.withResolvers<void>();
    talk = startGuestTalk({
      venue,
      now: NOW,
      clock,
      limits: { deadlineMs: 60_000 },
      bookingsThrough: (store) => ({
        ...store,
        async book(...args) {
          await gate.promise;
          return store.book(...args);
        },
      }),
    });
    await talk.say(READ_BACK);
    const turn = talk.say('yes');
    await settle();
    clock.advance(9_999);
    await settle();
    clock.advance(1);
    const { answer, outcome } = await turn;
    expect(answer).toContain('nothing was done');
    expect(outcome).toBe('asked');
    gate.resolve();
    await settle();
    expect(talk.bookings.between(NOW, '2026-06-01T00:00')).toMatchObject([{ status: 'cancelled' }]);
    expect(talk.log.lines.map((line) => JSON.stringify(line)).join()).toContain('agent.tool-undone');
  });
});

describe('a call that is tried again', () => {
  it('has the key of its read-back', async () => {
    const keys: string[] = [];
    talk = startGuestTalk({
      venue,
      now: NOW,
      bookingsThrough: (store) => ({
        ...store,
        book(booking, capacity, key) {
          keys.push(key);
          return store.book(booking, capacity, key);
        },
      }),
    });
    await talk.say(READ_BACK);
    await talk.say('yes');
    await talk.say(READ_BACK);
    await talk.say('yes');
    expect(keys[0]).toContain('session:1:');
    expect(keys[1]).toContain('session:3:');
  });
});
