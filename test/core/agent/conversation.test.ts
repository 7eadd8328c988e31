import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardSchema } from '../../../core/contract/index.ts';
import type { Fact } from '../../../core/ports.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { createArrayMemory } from '../../fakes/array-memory.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from '../../fakes/guest-talk.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
const talks: GuestTalk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});

function start(options: Partial<GuestTalkOptions> = {}): GuestTalk {
  const talk = startGuestTalk({ venue, now: NOW, ...options });
  talks.push(talk);
  return talk;
}

describe('follow-ups', () => {
  it('knows what "there" and "it" are', async () => {
    const talk = start();
    await talk.say('where is the quiet room');
    const way = await talk.say('and how do i get there');
    expect(way.tools.map((tool) => tool.name)).toEqual(['directions']);
    expect(way.answer).toContain('Quiet room');
    expect((await talk.say('when does it close')).answer).toContain('22:00');
  });

  it('asks the same at another time', async () => {
    const talk = start();
    await talk.say('when does the ferryman bar open');
    const tomorrow = await talk.say('what about tomorrow');
    expect(tomorrow.tools[0]).toMatchObject({ name: 'opening_hours', input: { date: '2026-05-13' } });
  });

  it('goes into a list and back out to the other entry', async () => {
    const talk = start();
    const list = await talk.say("what's on right now");
    const card = list.cards[0];
    if (card?.kind !== 'sessions') throw new Error('expected a list of sessions');
    const second = await talk.say('the second one');
    expect(second.answer).toContain(card.sessions[1]?.title);
    const who = await talk.say('who is speaking');
    expect(who.answer).toContain(card.sessions[1]?.speakers[0]?.name);
  });

  it('asks where to when nothing was talked about', async () => {
    const talk = start();
    const asked = await talk.say('how do i get there');
    expect(asked.outcome).toBe('asked');
    expect((await talk.say('the roof garden')).tools[0]).toMatchObject({ name: 'directions', input: { to: 'roof-garden' } });
  });
});

describe('effects', () => {
  it('makes a request only after a yes', async () => {
    const talk = start();
    const readBack = await talk.say('can you bring me two towels');
    expect(readBack.outcome).toBe('asked');
    expect(talk.requests.list()).toHaveLength(0);
    const done = await talk.say('yes please');
    expect(done.cards[0]?.kind).toBe('request');
    expect(talk.requests.list()).toMatchObject([{ kind: 'service-towels', status: 'waiting', detail: 'can you bring me two towels' }]);
  });

  it.each(['no', 'where is the gym', '', 'hmm'])('takes %j for no yes', async (reply) => {
    const talk = start();
    await talk.say('i want to talk to a person');
    await talk.say(reply);
    await talk.say('yes');
    expect(talk.requests.list()).toHaveLength(0);
  });

  it('calls staff at once from the help button', async () => {
    const talk = start();
    await talk.say('', { source: 'help' });
    expect(talk.requests.list()).toMatchObject([{ kind: 'staff-help' }]);
  });

  it.each([
    ['someone has collapsed', 'staff-medical'],
    ['i smell smoke', 'staff-safety'],
    ['i want to kill myself', 'staff-distress'],
    ['bitte einen krankenwagen', 'staff-medical'],
  ])('does not wait for a yes when it hears %j', async (text, kind) => {
    const talk = start();
    await talk.say('can you bring me two towels');
    const answer = await talk.say(text);
    expect(answer.cards[0]?.kind).toBe('emergency');
    expect(talk.requests.list()).toMatchObject([{ kind }]);
  });

  it('shows what to do when a guest only asks about emergencies', async () => {
    const talk = start();
    const answer = await talk.say('what should i do in an emergency');
    expect(answer.cards[0]?.kind).toBe('emergency');
    expect(talk.requests.list()).toHaveLength(0);
  });
});

describe('what guests say of themselves', () => {
  it('counts for this conversation without a badge', async () => {
    const talk = start();
    await talk.say("i'm vegetarian");
    const answer = await talk.say('where can i eat');
    const list = answer.cards[0];
    expect(answer.answer).toContain('vegetarian');
    expect(list?.kind).toBe('list');
    expect((await talk.say('forget that')).answer).toContain('Forgotten');
    expect((await talk.say('where can i eat')).answer).not.toContain('vegetarian');
  });

  it('is kept in the memory of a recognised guest, and used by another conversation', async () => {
    const memory = createArrayMemory();
    const first = start({ memory });
    await first.say('i am vegan and i use a wheelchair');
    await first.say('yes please');
    expect(memory.profile().facts.map(({ kind, value }) => `${kind}=${value}`)).toEqual(['diet=vegan', 'access=step-free']);
    const other = start({ memory });
    expect((await other.say('where can i eat')).answer).toContain('vegan');
    const way = await other.say('how do i get to the lantern ballroom');
    const card = way.cards[0];
    expect(card?.kind === 'place' && card.route?.stepFree).toBe(true);
  });

  it('never volunteers what is open, and tells when asked', async () => {
    const memory = createArrayMemory();
    await start({ memory }).say('i lost my charger');
    expect(memory.profile().threads).toMatchObject([{ topic: 'lost charger', status: 'open' }]);
    const later = start({ memory });
    expect((await later.say('hello')).answer).not.toContain('charger');
    expect((await later.say('is there anything open for me')).answer).toMatch(/^(?!.*charger).*PIN/);
    expect((await later.say('it is sorted')).answer).not.toContain('charger');
    expect(memory.profile().threads).toMatchObject([{ status: 'open' }]);
    const proven = start({ memory });
    expect((await proven.say('is there anything open for me', { verified: true })).answer).toContain('charger');
    await proven.say('i found it', { verified: true });
    expect(memory.profile().threads).toMatchObject([{ status: 'resolved' }]);
  });

  it('is not in the trace or the log', async () => {
    const talk = start({ memory: createArrayMemory() });
    const events = await talk.events('my name is Ottilie and i am allergic to nuts');
    const steps = JSON.stringify(events.filter((event) => event.type === 'step'));
    expect(steps).not.toMatch(/ottilie|nuts/i);
    expect(JSON.stringify(talk.log.lines)).not.toMatch(/ottilie|nuts/i);
  });
});

describe('"forget me"', () => {
  const known = (): Fact => ({ id: 'f', kind: 'diet', value: 'vegan', source: 'explicit', recordedAt: NOW, sessionId: 's', turn: 1 });

  it.each([
    ['en', 'please forget me', 'yes', /erased/],
    ['de', 'vergiss mich bitte', 'ja', /gelöscht/],
  ])('in %s erases a recognised guest after a yes, and not before', async (locale, words, yes, done) => {
    let erased = 0;
    const memory = createArrayMemory([known()]);
    const options = { memory, locale, forgetGuest: () => ++erased > 0 };
    const talk = start({ memory, locale });
    const question = await talk.say(words, options);
    expect(question.outcome).toBe('asked');
    expect(erased).toBe(0);
    const answer = await talk.say(yes, options);
    expect(erased).toBe(1);
    expect(answer.answer).toMatch(done);
  });

  it('is not done on a no, nor for one fact, nor for a guest nobody knows', async () => {
    let erased = 0;
    const memory = createArrayMemory([known()]);
    const options = { memory, forgetGuest: () => ++erased > 0 };
    const talk = start({ memory });
    await talk.say('forget me', options);
    await talk.say('no', options);
    await talk.say('forget that i am vegan', options);
    await start().say('forget me');
    expect(erased).toBe(0);
  });
});

describe('answers', () => {
  it('gives an exact FAQ answer word for word', async () => {
    const exact = venue.faqs.filter((entry) => entry.exact);
    expect(exact.length).toBeGreaterThan(3);
    const talk = start();
    for (const entry of exact) {
      const question = entry.questions[0];
      const wording = entry.answer;
      if (typeof question !== 'object' || typeof wording !== 'object') throw new Error('the demo has both languages');
      expect((await talk.say(question.en ?? '')).answer).toContain(wording.en);
      expect((await talk.say(question.de ?? '', { locale: 'de' })).answer).toContain(wording.de);
    }
  });

  it('says that it has no answer, and offers a person', async () => {
    const talk = start();
    const answer = await talk.say('what is the capital of france');
    expect(answer.outcome).toBe('nothing-found');
    await talk.say('yes');
    expect(talk.requests.list()).toHaveLength(0);
    await talk.say('yes');
    expect(talk.requests.list()).toHaveLength(1);
  });

  it('asks which one is meant and takes the answer', async () => {
    const twins: Venue = {
      ...venue,
      speakers: [...venue.speakers, { id: 'ada-1', name: 'Ada King' }, { id: 'ada-2', name: 'Ada Byron' }],
      sessions: venue.sessions.map((session, i) =>
        i === 9 ? { ...session, speakerIds: ['ada-1'] } : i === 14 ? { ...session, speakerIds: ['ada-2'] } : session,
      ),
    };
    const talk = start({ venue: twins });
    const asked = await talk.say('when does ada speak');
    expect(asked.outcome).toBe('asked');
    expect(asked.answer).toContain('Ada King');
    expect((await talk.say('ada byron')).answer).toContain('Ada Byron speaks');
  });

  it('changes the language when asked to', async () => {
    const talk = start();
    const events = await talk.events('deutsch bitte');
    expect(events).toContainEqual({ type: 'locale', locale: 'de' });
    expect((await talk.say('wo ist die bibliothek', { locale: 'de' })).answer).toContain('Sie finden Bibliothek');
  });

  it('shows only cards of the contract', async () => {
    const talk = start();
    for (const text of [
      'where is the gym',
      "what's on",
      'menu of the green galley',
      'who makes luggage robots',
      'who is amara okafor',
      'can i bring my dog',
      'where can i eat',
      'what services do you offer',
    ]) {
      const { cards } = await talk.say(text);
      expect(cards.length).toBeGreaterThan(0);
      for (const card of cards) expect(cardSchema.safeParse(card).error).toBeUndefined();
    }
  });

  it('says so without venue data, and still calls for help', async () => {
    const talk = start({ venue: null });
    expect((await talk.say('where is the gym')).outcome).toBe('failed');
    await talk.say('there is a fire in the kitchen');
    expect(talk.requests.list()).toMatchObject([{ kind: 'staff-safety' }]);
  });
});
