import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { companionSchema } from '../../../../core/contract/companion.ts';
import type { Venue } from '../../../../core/venue/model.ts';
import { rollVenue } from '../../../../core/venue/rolling.ts';
import { readDemo } from '../../../assets/demo-venue.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from '../../../fakes/guest-talk.ts';
import { fakeTool, LANES, MASSAGE } from '../../../fakes/pool-tool.ts';

const NOW = '2026-05-12T10:40';
let venue: Venue;
const talks: GuestTalk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});

function start(options: Partial<GuestTalkOptions> = {}) {
  const lanes = fakeTool(LANES, () => [
    { lane: 'Lane 1', free: 3 },
    { lane: 'Lane 2', free: 0 },
  ]);
  const massage = fakeTool(MASSAGE, () => [{ code: 'M7' }]);
  const talk = startGuestTalk({ venue, now: NOW, connected: [lanes, massage], ...options });
  talks.push(talk);
  return { talk, lanes, massage };
}

const said = ({ answer }: { readonly answer: string }) => answer;

describe('a connected tool, without a language model', () => {
  it('is found by its phrases, takes the day from the words and speaks declared values', async () => {
    const { talk, lanes } = start();
    const answer = await talk.say('Which swimming lanes are free tomorrow?');
    expect(said(answer)).toBe('The pool has 2 lanes: Lane 1 with 3 places and Lane 2 with 0 places.');
    expect(lanes.calls.map(({ input }) => input)).toEqual([{ day: '2026-05-13' }]);
  });

  it('asks for what is missing, one thing at a time', async () => {
    const { talk, lanes } = start();
    expect(said(await talk.say('how busy is the pool?'))).toBe('For which day?');
    expect(lanes.calls).toEqual([]);
    await talk.say('on Thursday');
    expect(lanes.calls.map(({ input }) => input)).toEqual([{ day: '2026-05-14' }]);
  });

  it('answers another question in between, and in the language of the guest', async () => {
    const { talk, lanes } = start({ locale: 'de' });
    expect(said(await talk.say('Welche Bahnen im Schwimmbecken sind frei?'))).toBe('Für welchen Tag?');
    expect((await talk.say('Wo ist die Toilette?')).tools.map(({ name }) => name)).toContain('find_places');
    expect(lanes.calls).toEqual([]);
  });

  it('reads a request back and runs it after a yes alone', async () => {
    const { talk, massage } = start();
    expect(said(await talk.say('I would like a hot stone massage please'))).toBe('For how many minutes?');
    expect(said(await talk.say('hm let me think'))).toContain('For how many minutes?');
    expect(said(await talk.say('sixty'))).toBe('A hot stone massage of 60 minutes: shall I book it?');
    expect(massage.calls).toEqual([]);
    expect(said(await talk.say('yes please'))).toBe('Your massage is booked, the code is M7.');
    expect(massage.calls.map(({ input }) => input)).toEqual([{ kind: 'hot_stone', minutes: 60 }]);
  });

  it('drops it at a no', async () => {
    const { talk, massage } = start();
    await talk.say('massage please');
    await talk.say('sports');
    await talk.say('30');
    await talk.say('no');
    await talk.say('yes');
    expect(massage.calls).toEqual([]);
  });

  it('says so when there is nothing, and when it cannot be reached', async () => {
    const none = fakeTool(LANES, () => []);
    const { talk } = start({ connected: [none] });
    expect(said(await talk.say('which swimming lanes are free today'))).toContain('The pool is closed then.');
  });

  it('leaves other questions alone', async () => {
    const { talk, lanes, massage } = start();
    for (const text of ['Where is the pool?', 'What is on today?', 'Is there a massage?', 'When does the pool open?']) await talk.say(text);
    expect([...lanes.calls, ...massage.calls]).toEqual([]);
  });
});

describe('a tool for guests who gave their PIN', () => {
  const MINE = { ...MASSAGE, permission: 'verified' };
  it('asks for the PIN before anything else, and for the rest after it', async () => {
    const { talk } = start({ connected: [fakeTool(MINE, () => [{ code: 'M7' }])] });
    const events = await talk.events('massage please', { guestRef: 'ada', hasPin: true });
    expect(JSON.stringify(events)).toMatch(/I need your PIN/);
    expect(JSON.stringify(events)).not.toMatch(/Hot stone or sports/);
    expect(events.at(-1)).toMatchObject({ type: 'done', needsPin: true });
    expect(said(await talk.say('massage please', { guestRef: 'ada', verified: true }))).toBe('Hot stone or sports?');
  });
});

describe('a companion', () => {
  const companionOf = (tools: object) => ({ ...companionSchema.parse({ name: 'Nils', tools }), id: 'nils' });

  it('has no denied tool run, and offers a person instead', async () => {
    const { talk, lanes } = start({ companion: companionOf({ denied: ['pool_lanes'] }) });
    const answer = await talk.say('which swimming lanes are free today');
    expect(said(answer)).toContain('not something I can do here');
    expect(lanes.calls).toEqual([]);
    await talk.say('yes');
    await talk.say('yes');
    expect(talk.requests.list()).toHaveLength(1);
  });

  it('asks none of the questions of what it would not do', async () => {
    const { talk } = start({ companion: companionOf({ denied: ['book_massage', 'book'] }) });
    for (const text of ['massage please', 'I would like to book a table for tonight']) {
      const answer = said(await talk.say(text));
      expect(answer).toContain('not something I can do here');
      expect(answer).not.toMatch(/how many|which|where would/i);
    }
  });

  it('may only have allowed ones run, but always gets help', async () => {
    const { talk } = start({ companion: companionOf({ allowed: ['find_places'] }) });
    expect((await talk.say('What is on today?')).tools).toEqual([]);
    expect((await talk.say('Somebody has collapsed, call an ambulance!')).tools.map(({ name }) => name)).toContain('emergency');
  });

  it('greets in its own words, in the languages it has some for', async () => {
    const companion = { ...companionSchema.parse({ name: 'Nils', greeting: { en: 'Ahoy. What do you need?' } }), id: 'nils' };
    expect(said(await start({ companion }).talk.say('Hello!'))).toBe('Ahoy. What do you need?');
    expect(said(await start({ companion, locale: 'de' }).talk.say('Hallo!'))).not.toContain('Ahoy');
  });

  it('offers a person to a guest who complains, where its rules say so', async () => {
    const nils = (onComplaint: boolean) => ({ ...companionSchema.parse({ name: 'Nils', escalation: { onComplaint } }), id: 'nils' });
    const words = 'Where is the toilet? This is ridiculous.';
    expect(said(await start({ companion: nils(true) }).talk.say(words))).toContain('Shall I call a person');
    expect(said(await start({ companion: nils(false) }).talk.say(words))).not.toContain('Shall I call a person');
  });
});
