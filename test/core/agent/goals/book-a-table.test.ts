import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Venue } from '../../../../core/venue/model.ts';
import { rollVenue } from '../../../../core/venue/rolling.ts';
import { readDemo } from '../../../assets/demo-venue.ts';
import { sayAll } from '../../../fakes/demo-talks.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from '../../../fakes/guest-talk.ts';

const NOW = '2026-05-12T17:10';
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

/** What is booked: place, start, party. */
function booked({ bookings }: GuestTalk) {
  return bookings
    .between('2026-05-01T00:00', '2026-06-30T00:00')
    .filter(({ status }) => status === 'booked')
    .map(({ target, from, party }) => [target.id, from, party]);
}

const AT_TIDELINE = ['tideline', '2026-05-12T19:30', 2];

describe('slots, in whatever order and however many at once', () => {
  it.each([
    ['all at once', ['a table for two at tideline tonight at half past seven', 'yes please']],
    ['one by one', ['i would like to book a table', 'tideline', 'tonight', 'half past seven', 'two of us', 'yes']],
    ['the other way round', ['we are two and would like a table', 'at half past seven tonight', 'tideline please', 'sure']],
    ['a bare number for what was asked', ['a table at tideline tonight at 7:30', '2', 'correct']],
    ['half a name', ['book the tideline for 2 people at 19:30', 'go ahead']],
  ])('%s', async (_, lines) => {
    const talk = start();
    expect(await sayAll(talk, lines)).toMatch(/Code [A-Z]\d/);
    expect(booked(talk)).toEqual([AT_TIDELINE]);
  });

  it('a place by its turn in what was offered, with what else is said', async () => {
    const talk = start();
    await sayAll(talk, ['can I get a table for tonight', 'the first one, two of us']);
    await sayAll(talk, ['half past seven', 'yes']);
    expect(booked(talk)).toEqual([AT_TIDELINE]);
  });

  it('and "make it" means the booking, whatever was asked in between', async () => {
    const talk = start();
    await sayAll(talk, ['a table at tideline tonight at half past seven for four', 'when does the spa close', 'make it two people', 'yes']);
    expect(booked(talk)).toEqual([AT_TIDELINE]);
  });

  it.each([
    ['de', ['Ich möchte einen Tisch reservieren', 'im Tideline', 'heute um halb acht', 'zu zweit', 'ja bitte']],
    ['fr', ['Je voudrais réserver une table', 'au Tideline', 'ce soir à dix-neuf heures trente', 'nous sommes deux', 'oui merci']],
    ['es', ['Quiero reservar una mesa para dos en Tideline', 'hoy a las siete y media', 'sí, por favor']],
    ['it', ['Vorrei prenotare un tavolo per due al Tideline', 'stasera alle sette e mezza', 'sì, grazie']],
  ])('in %s', async (locale, lines) => {
    const talk = start({ locale });
    await sayAll(talk, lines, locale);
    expect(booked(talk)).toEqual([AT_TIDELINE]);
  });
});

describe('nothing is booked without a yes', () => {
  const READ_BACK = 'a table for two at tideline tonight at half past seven';

  it.each([
    '',
    'hmm',
    'what does the pool cost',
    'maybe later',
    'yes but is it quiet there',
    'no',
    'never mind',
    'cancel it',
    'thanks',
    'ok, and the toilet?',
    'right, so the sauna is open too',
    'great, tell me about the keynote',
    'where is the toilet',
  ])('%j is none', async (said) => {
    const talk = start();
    const { answer, outcome } = await talk.say(READ_BACK);
    expect([answer, outcome]).toEqual([expect.stringMatching(/2 at Tideline, today at 19:30/), 'asked']);
    await talk.say(said);
    expect(booked(talk)).toEqual([]);
  });

  it('counts a yes that follows an interruption, as the question was asked again', async () => {
    const talk = start();
    const back = await sayAll(talk, [READ_BACK, 'wait, where is the loo first?']);
    expect(back).toMatch(/Toilets.*Back to the table: a table for 2 at Tideline, today at 19:30. Shall I book it\?$/);
    await talk.say('yes');
    expect(booked(talk)).toEqual([AT_TIDELINE]);
  });

  it('stops leading back, and takes no yes then', async () => {
    const talk = start();
    await sayAll(talk, [READ_BACK, 'where is the loo', 'where is the gym']);
    const { answer, chips } = await talk.say('where is the library');
    expect(answer).not.toContain('Back to the table');
    expect(chips).toContain('Back to the table');
    await talk.say('yes');
    expect(booked(talk)).toEqual([]);
    await sayAll(talk, ['back to the table', 'yes']);
    expect(booked(talk)).toEqual([AT_TIDELINE]);
  });
});

describe('corrections and changes of mind', () => {
  const READ_BACK = 'a table for two at tideline tonight at half past seven';

  it.each([
    ['no, six people', ['tideline', '2026-05-12T19:30', 6]],
    ['for three, sorry', ['tideline', '2026-05-12T19:30', 3]],
    ["make it eight o'clock instead", ['tideline', '2026-05-12T20:00', 2]],
    ['hmm, rather eight', ['tideline', '2026-05-12T20:00', 2]],
    ['actually tomorrow', ['tideline', '2026-05-13T19:30', 2]],
    ['no no, tomorrow, not today', ['tideline', '2026-05-13T19:30', 2]],
    ['no, at green galley', ['green-galley', '2026-05-12T19:30', 2]],
    ['could we do eight, and for four people', ['tideline', '2026-05-12T20:00', 4]],
  ])('%s', async (said, row) => {
    const talk = start();
    await talk.say(READ_BACK);
    expect((await talk.say(said)).outcome).toBe('asked');
    expect(booked(talk)).toEqual([]);
    await talk.say('yes');
    expect(booked(talk)).toEqual([row]);
  });

  it('leaves it and answers what comes with that', async () => {
    const talk = start();
    const { answer, tools } = await talk.say('a table for two tonight').then(() => talk.say('forget the table, what is on?'));
    expect(answer).toContain('leave that');
    expect(tools.map(({ name }) => name)).toEqual(['whats_on']);
    await talk.say('yes');
    expect(booked(talk)).toEqual([]);
  });

  it('moves, and cancels, what was booked', async () => {
    const talk = start();
    await sayAll(talk, [READ_BACK, 'yes', 'can you move it to half past eight?']);
    expect(booked(talk)).toEqual([AT_TIDELINE]);
    await talk.say('yes');
    expect(booked(talk)).toEqual([['tideline', '2026-05-12T20:30', 2]]);
    await sayAll(talk, ['sorry, we have to cancel the table', 'yes, cancel it']);
    expect(booked(talk)).toEqual([]);
  });
});

describe('a full house', () => {
  it('offers the nearest that fits, and books what is chosen', async () => {
    const full = { ...venue, places: venue.places.map((place) => (place.id === 'tideline' ? { ...place, booking: { seats: 2 } } : place)) };
    const talk = start({ venue: full });
    await sayAll(talk, ['a table for two at tideline tonight at half past seven', 'yes']);
    const answer = await sayAll(talk, ['and another table for two at tideline at half past seven']);
    expect(answer).toMatch(/Tideline is full/);
    const chosen = /(Green Galley|Ember Grill), today at (\d\d:\d\d)/.exec(answer);
    expect(chosen).not.toBeNull();
    await sayAll(talk, [`${chosen?.[1]} please`, 'yes']);
    expect(booked(talk)).toHaveLength(2);
    expect(booked(talk)).toContainEqual([chosen?.[1]?.toLowerCase().replace(' ', '-'), `2026-05-12T${chosen?.[2]}`, 2]);
  });
});
