import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../core/agent/agent.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type GuestTalk, startGuestTalk } from '../../fakes/guest-talk.ts';
import { createMemoryGuests } from '../../fakes/scripted.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
let talk: GuestTalk | null = null;

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => talk?.close());

/** Everything that can happen before the guest is known to have finished has happened. */
async function settle() {
  for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Begins a turn on a guess. */
function ahead(text: string) {
  if (talk === null) throw new Error('no conversation');
  const gate = Promise.withResolvers<void>();
  const events: Promise<AgentEvent[]> = talk.events(text, { committed: gate.promise });
  events.catch(() => undefined);
  return { ...gate, events };
}

describe('a turn that runs ahead of what the guest has finished saying', () => {
  it.each(['someone collapsed in the lobby', 'there is a fire'])('calls nobody before they have: "%s"', async (text) => {
    talk = startGuestTalk({ venue, now: NOW });
    const turn = ahead(text);
    await settle();
    expect(talk.requests.list()).toEqual([]);
    turn.resolve();
    await turn.events;
    expect(talk.requests.list()).toHaveLength(1);
  });

  it('sends for nothing on a "yes" that was not one, and the question it would have answered still stands', async () => {
    talk = startGuestTalk({ venue, now: NOW });
    await talk.say('can i have two more towels in room 212');
    const guess = ahead('yes');
    await settle();
    expect(talk.requests.list()).toEqual([]);
    guess.reject(new Error('the guest went on'));
    await settle();
    expect(talk.requests.list()).toEqual([]);
    await talk.say('yes please');
    expect(talk.requests.list()).toHaveLength(1);
  });

  it('writes nothing about the guest into their memory', async () => {
    const guests = createMemoryGuests();
    const memory = guests.open('ada');
    talk = startGuestTalk({ venue, now: NOW, memory });
    const turn = ahead('i am vegetarian');
    await settle();
    expect(memory.profile().facts).toEqual([]);
    turn.resolve();
    await turn.events;
    expect(memory.profile().facts).toMatchObject([{ kind: 'diet', value: 'vegetarian' }]);
  });

  it('leaves no trace in the conversation when it is dropped', async () => {
    talk = startGuestTalk({ venue, now: NOW });
    await talk.say('where is the spa');
    const guess = ahead('where is the gym');
    await settle();
    guess.reject(new Error('the guest went on'));
    await settle();
    const then = await talk.say('and how do i get there');
    expect(then.answer).toMatch(/spa/i);
  });
});
