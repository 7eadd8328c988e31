import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EASILY_SAID, piecesOf } from '../../../core/agent/answers/shorten.ts';
import { warmUp } from '../../../core/agent/warm-up.ts';
import { knowledgeOf } from '../../../core/tools/knowledge.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { type GuestTalk, startGuestTalk } from '../../fakes/guest-talk.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
const talks: GuestTalk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});

function start(locale = 'en'): GuestTalk {
  const talk = startGuestTalk({ venue, now: NOW, locale });
  talks.push(talk);
  return talk;
}

const toolsOf = ({ tools }: { tools: readonly { name: string }[] }) => tools.map((tool) => tool.name);

describe('the way, after a place', () => {
  it.each(['show me the way', 'take me there', 'show me', 'ok show me please', 'can you take me there'])(
    '"%s" leads there',
    async (text) => {
      const talk = start();
      await talk.say('where is the quiet room');
      const way = await talk.say(text);
      expect(toolsOf(way)).toEqual(['directions']);
      expect(way.answer).toContain('Quiet room');
    },
  );

  it.each(['zeig mir den weg', 'bring mich hin', 'zeig es mir'])('German: "%s" leads there', async (text) => {
    const talk = start('de');
    await talk.say('wo ist der ruheraum');
    const way = await talk.say(text);
    expect(toolsOf(way)).toEqual(['directions']);
    expect(way.answer).toContain('Ruheraum');
  });

  it('answers a question that leaves the place as it was heard, and offers the way back first', async () => {
    const talk = start();
    await talk.say('where is the library');
    const left = await talk.say('and how do i get to the airport');
    expect(left.answer).toContain('bus 7');
    expect(left.chips[0]).toBe('The way to Library');
    const back = await talk.say(left.chips[0] ?? '', { source: 'chip' });
    expect(back.answer).toContain('Library');
    expect(toolsOf(back)).toEqual(['directions']);
  });

  it('offers no way back on a follow-up to the same place', async () => {
    const talk = start();
    await talk.say('where is the library');
    expect((await talk.say('and how do i get there')).chips.join()).not.toContain('The way to');
  });

  it('says the way in two sentences and agrees with the card', async () => {
    const way = await start().say('how do i get to springwell spa');
    expect(piecesOf(way.answer)).toHaveLength(2);
    const card = way.cards.find((candidate) => candidate.kind === 'place');
    const shown = card?.kind === 'place' ? (card.route?.distanceM ?? 0) : 0;
    const said = Number(/(\d+) metres/.exec(way.answer)?.[1]);
    expect(Math.abs(said - shown)).toBeLessThanOrEqual(2.5);
  });
});

describe('names alone', () => {
  it.each(['gym', 'the gym please', 'springwell spa', 'Library?'])('"%s" is the place, with its card', async (text) => {
    const answer = await start().say(text);
    expect(answer.answer).toMatch(/^You’ll find/);
    expect(answer.cards[0]?.kind).toBe('place');
  });

  it('says Yes to a question that asks for it, and not to a name', async () => {
    expect((await start().say('is there a gym')).answer).toMatch(/^Yes/);
    expect((await start().say('where can i work out')).answer).not.toMatch(/^Yes/);
  });

  it('takes "night owl" for a name and no time', async () => {
    expect((await start().say('i am coeliac what can i have at the night owl')).answer).toMatch(/Noodle soup|Brownie/);
  });

  it('does not take a stranger for a guest speaker', async () => {
    expect((await start().say('what time is elon musk speaking')).outcome).toBe('nothing-found');
    expect((await start().say('when is voytech stepanski speaking')).answer).toContain('Wojciech');
  });
});

describe('times and corrections', () => {
  it('reads a meal as a time where it is one', async () => {
    const after = await start().say('what can i see after lunch');
    expect(toolsOf(after)).toEqual(['whats_on']);
    expect(after.answer).toContain('13:30');
    expect(toolsOf(await start().say('where can i have lunch'))).toContain('find_places');
  });

  it('asks the list again at another time after one of it was talked about', async () => {
    const talk = start('de');
    await talk.say('was läuft um halb drei');
    await talk.say('wer hält den zweiten');
    expect((await talk.say('nein ich meinte morgen um halb drei')).answer).toContain('morgen um 14:30');
  });

  it('keeps German "im" a word of its own', async () => {
    expect((await start('de').say('letzter vortrag im raum beacon am mittwoch')).answer).toContain('Robots in the corridor');
  });
});

describe('prices and dishes', () => {
  it.each([
    ['how much is a beer', '€5.20'],
    ['what is the cheapest beer', '€4.20'],
    ['how much is the rib-eye', '€39.00'],
    ['what do you charge for parking', '22 euros'],
    ['do you have any cake', 'Apple cake'],
    ['is there a cake without milk', 'Apple cake'],
    ['does the lamb have gluten', 'contains gluten'],
  ])('%s', async (text, wanted) => {
    expect((await start().say(text)).answer).toContain(wanted);
  });

  it('names no price that the venue does not name', async () => {
    expect((await start().say('how much is a room')).outcome).toBe('nothing-found');
  });

  it('vouches for no diet that the kitchen does not', async () => {
    expect((await start().say('gluten free cocktails')).answer).not.toContain('Harbour Fog');
  });
});

describe('what is said at once', () => {
  it('splits an answer for speech without changing it', () => {
    const text = `${'A title, in a room; '.repeat(20)}and the last. Is it? Yes. Panel: Should it be? at 16:45.`;
    const pieces = piecesOf(text);
    expect(pieces.join(' ')).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(EASILY_SAID);
    expect(pieces.at(-1)).toContain('at 16:45');
  });

  it('says what a service is before it asks to confirm it', async () => {
    const asked = await start().say('could i get a late checkout');
    expect(asked.answer).toContain('14:00');
    expect(asked.answer).not.toContain('could i get');
    expect((await start().say('two more towels to room 212 please')).answer).toContain('room 212');
  });

  it('builds the lookups once for a venue, ahead of the first guest', async () => {
    const opened = structuredClone(venue);
    await warmUp({ venue: opened, version: 'test' }, NOW);
    const first = knowledgeOf(opened);
    await warmUp({ venue: opened, version: 'test' }, NOW);
    expect(knowledgeOf(opened)).toBe(first);
    await expect(warmUp(null, NOW)).resolves.toBeUndefined();
  });
});
