import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RememberedTurn } from '../../../core/memory/recall/recall-index.ts';
import type { Fact, GuestMemory } from '../../../core/ports.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { createArrayMemory } from '../../fakes/array-memory.ts';
import { type GuestTalk, type GuestTalkOptions, startGuestTalk } from '../../fakes/guest-talk.ts';

/** A Tuesday. */
const NOW = '2026-05-12T10:40';
const PIN = { verified: true, guestRef: 'guest-1' } as const;
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
const kept = (memory: GuestMemory) => memory.profile().facts.map(({ kind, value }) => `${kind} ${value}`);

function fact(more: Partial<Fact> & Pick<Fact, 'kind' | 'value'>): Fact {
  const at = '2026-05-10T08:00:00.000Z';
  return { id: `f-${more.value}`, source: 'explicit', recordedAt: at, sessionId: 'before', turn: 1, ...more };
}
/** Sunday's conversation, in the venue's time zone. */
function sunday(): RememberedTurn[] {
  const said = (turn: number, role: string, text: string): RememberedTurn => ({
    id: `before.${turn}.${role}`,
    sessionId: 'before',
    role,
    text,
    at: `2026-05-10T09:${String(10 + turn)}:00.000Z`,
  });
  return [
    said(1, 'guest', 'Is there a talk about beekeeping?'),
    said(1, 'companion', 'The Bees of the Harbour is in the Lantern Ballroom.'),
    said(2, 'guest', 'Where can I charge my phone?'),
    said(2, 'companion', 'There are sockets in the reading room.'),
  ];
}

describe('what is delicate', () => {
  it('is used at once, kept only on a yes', async () => {
    const memory = createArrayMemory();
    const talk = start({ memory });
    const first = await talk.say('I use a wheelchair, how do I get to the lantern ballroom?');
    expect(first.answer).toMatch(/Shall I remember that you need step-free ways/);
    const card = first.cards.find(({ kind }) => kind === 'place');
    expect(card?.kind === 'place' && card.route?.stepFree).toBe(true);
    expect(kept(memory)).toEqual([]);
    await talk.say('yes');
    expect(kept(memory)).toEqual(['access step-free']);
    expect(memory.profile().facts[0]).toMatchObject({ turn: 1, said: expect.stringContaining('wheelchair'), place: 'Lobby' });
  });

  it.each(['no', 'no thank you', 'where are the toilets?'])('is not kept after "%s"', async (reply) => {
    const memory = createArrayMemory();
    const talk = start({ memory });
    expect((await talk.say("I'm allergic to nuts")).answer).toContain('Shall I remember');
    await talk.say(reply);
    expect(kept(memory)).toEqual([]);
  });

  it('is kept at once where the guest asks for it in so many words', async () => {
    const memory = createArrayMemory();
    const { answer } = await start({ memory }).say("Please remember that I'm allergic to nuts");
    expect(answer).not.toContain('Shall I remember');
    expect(kept(memory)).toEqual(['allergy nuts']);
  });

  it('of health and faith is asked about only where the guest wants something by it', async () => {
    const memory = createArrayMemory();
    expect((await start({ memory }).say("I'm diabetic")).answer).not.toContain('Shall I remember');
    expect((await start({ memory }).say("I'm diabetic, where can I eat?")).answer).toContain('Shall I remember');
    expect(kept(memory)).toEqual([]);
  });

  it.each([
    ['de', 'Ich bin gegen Nüsse allergisch', 'ja', /Soll ich mir auch/],
    ['fr', 'Je suis allergique aux noix', 'oui', /Dois-je aussi retenir/],
    ['es', 'Soy alérgica a los frutos secos', 'sí', /¿Recuerdo también/],
    ['it', 'Sono allergica alle noci', 'sì', /Devo ricordare anche/],
  ])('is asked about in %s', async (locale, text, yes, asked) => {
    const memory = createArrayMemory();
    const talk = start({ memory, locale });
    expect((await talk.say(text)).answer).toMatch(asked);
    await talk.say(yes);
    expect(kept(memory)).toEqual(['allergy nuts']);
  });

  it('is never asked about while memory is paused, or of a guest who is not remembered', async () => {
    const memory = createArrayMemory();
    memory.pause(true);
    expect((await start({ memory }).say("I'm allergic to nuts")).answer).toContain('this conversation only');
    expect((await start().say("I'm allergic to nuts")).answer).toContain('this conversation only');
    expect(kept(memory)).toEqual([]);
  });
});

describe('taking back', () => {
  it.each([
    ['en', "I'm not vegetarian any more"],
    ['fr', 'Je ne suis plus végétarien'],
    ['es', 'Ya no soy vegetariana'],
  ])('one fact, in %s', async (locale, text) => {
    const memory = createArrayMemory([fact({ kind: 'diet', value: 'vegetarian' }), fact({ kind: 'name', value: 'Ada' })]);
    await start({ memory, locale }).say(text, PIN);
    expect(kept(memory)).toEqual(['name Ada']);
  });
});

describe('putting right', () => {
  it.each([
    ['en', "I'm vegetarian", 'sorry, I meant vegan', ['diet vegan']],
    ['de', 'Ich bin Vegetarierin', 'Entschuldigung, ich meinte vegan', ['diet vegan']],
    ['fr', 'Je suis végétarien', 'pardon, je voulais dire végan', ['diet vegan']],
  ])('%s: %s … %s', async (locale, first, then, expected) => {
    const memory = createArrayMemory();
    const talk = start({ memory, locale });
    await talk.say(first);
    await talk.say(then);
    expect(kept(memory)).toEqual(expected);
  });
});

it('hears the question beside the fact', async () => {
  const cake = await start().say("I'm allergic to milk, does the soup of the day contain milk?");
  expect(cake.answer).toMatch(/Soup of the day .*contains celery/);
  const talk = start({ memory: createArrayMemory() });
  expect((await talk.say('any place to sit quietly, I am autistic')).answer).toMatch(/floor.*Shall I remember/);
  expect((await talk.say('any place to sit quietly, my son is autistic')).answer).not.toContain('remember');
});

describe('recalling', () => {
  it('what was asked yesterday, or on a day', async () => {
    const memory = createArrayMemory([], [], sunday());
    const talk = start({ memory });
    const { answer } = await talk.say('What did I ask you on Sunday?', PIN);
    expect(answer).toContain('on Sunday');
    expect(answer).toContain('Is there a talk about beekeeping?');
    expect(answer).toContain('Where can I charge my phone?');
    expect((await talk.say('What did I ask you yesterday?', PIN)).answer).not.toContain('beekeeping');
  });

  it.each([
    ['en', 'Where was that talk about beekeeping you told me about?', /The Bees of the Harbour/],
    ['en', 'What did you tell me about charging my phone?', /sockets in the reading room/],
    ['de', 'Was habe ich letztes Mal gefragt?', /beekeeping/],
    ['de', 'Was habe ich dich am Sonntag gefragt?', /beekeeping.*charge my phone/],
    ['fr', 'Qu’est-ce que j’ai demandé dimanche ?', /beekeeping.*charge my phone/],
    ['es', '¿Qué sitio me recomendó el domingo?', /Bees of the Harbour/],
    ['fr', 'Qu’est-ce que je vous ai demandé la dernière fois ?', /beekeeping/],
    ['es', '¿Qué le pregunté la última vez?', /beekeeping/],
    ['it', 'Che cosa Le ho chiesto l’ultima volta?', /beekeeping/],
  ])('%s: %s', async (locale, text, expected) => {
    const memory = createArrayMemory([], [], sunday());
    expect((await start({ memory, locale }).say(text, PIN)).answer).toMatch(expected);
  });

  it('tells it as it is now, with its card, and all of a day where nothing in particular was asked', async () => {
    const answer = { id: 'before.3.companion', sessionId: 'before', role: 'companion', at: '2026-05-10T09:20:00.000Z' };
    const turns = [...sunday(), { ...answer, text: 'Sunrise yoga on the roof is at 05:30.' }];
    const talk = start({ memory: createArrayMemory([], [], turns) });
    const told = await talk.say('When was that yoga session you told me about?', PIN);
    expect(told.answer).toMatch(/I told you on Sunday: “Sunrise yoga.*in Roof Garden/);
    expect(told.cards.map(({ kind }) => kind)).toEqual(['session']);
    const day = await talk.say('What did you tell me on Sunday?', PIN);
    expect(day.answer).toMatch(/The Bees of the Harbour.*sockets in the reading room.*Sunrise yoga/);
  });

  it('needs the PIN for what was said before this visit', async () => {
    const memory = createArrayMemory([], [], sunday());
    const { answer } = await start({ memory }).say('What did I ask you on Sunday?');
    expect(answer).toContain('PIN');
    expect(answer).not.toContain('beekeeping');
  });

  it('looks back on this conversation for a guest who is not remembered', async () => {
    const talk = start();
    await talk.say('Where are the toilets?');
    expect((await talk.say('What was my last question?')).answer).toContain('Where are the toilets?');
  });

  it('says how it knows', async () => {
    const said = 'I am vegetarian, what can I eat';
    const memory = createArrayMemory([fact({ kind: 'diet', value: 'vegetarian', said, place: 'Lobby east' })]);
    const { answer } = await start({ memory }).say("How do you know that I'm vegetarian?", PIN);
    expect(answer).toContain('on Sunday');
    expect(answer).toContain('Lobby east');
    expect(answer).toContain(said);
    expect((await start({ memory }).say('How do you know that?')).answer).not.toContain('vegetarian');
  });
});

it.each([
  ['en', "what's new?"],
  ['de', 'Gibt es etwas Neues für mich?'],
  ['fr', 'Du nouveau pour moi ?'],
  ['es', '¿Hay novedades para mí?'],
  ['it', 'Ci sono novità per me?'],
])('news is asked for in %s', async (locale, text) => {
  const { tools } = await start({ memory: createArrayMemory(), locale }).say(text);
  expect(tools.map(({ name }) => name)).toEqual(['whats_new']);
});

describe('news', () => {
  const owner = { kind: 'guest', id: 'guest-1' } as const;
  function lost(talk: GuestTalk): string {
    const kept = { owner, sessionId: 'before', key: 'before:1', createdAt: '2026-05-10T11:00' };
    return talk.desk.lostFound.reportLost({ what: 'charger', where: 'bar', details: '', day: '2026-05-10', ...kept }).id;
  }

  it('of a lost thing that was found, once asked for', async () => {
    const talk = start({ memory: createArrayMemory() });
    const id = lost(talk);
    expect((await talk.say('any news for me?', PIN)).answer).toContain('still looking');
    const found = talk.desk.lostFound.reportFound({
      ...{ what: 'white charger', where: 'bar', details: '', day: '2026-05-10', createdAt: '2026-05-11T09:00' },
    });
    talk.desk.lostFound.decide(id, found.id, true);
    expect((await talk.say('hello', PIN)).answer).not.toContain('charger');
    const { answer } = await talk.say('is there anything new for me?', PIN);
    expect(answer).toContain('charger');
    expect(answer).toMatch(/on Sunday.*has been found/);
  });

  it('of what a badge alone does not name is held back, and of what it names is told', async () => {
    const talk = start({ memory: createArrayMemory() });
    lost(talk);
    const badge = { guestRef: 'guest-1', hasPin: true };
    const events = await talk.events('any news for me?', badge);
    expect(JSON.stringify(events)).not.toContain('charger');
    expect(events.at(-1)).toMatchObject({ type: 'done', needsPin: true });
    expect((await talk.say('have you found my charger?', badge)).answer).toMatch(/charger/i);
  });

  it('is not of other guests', async () => {
    const talk = start({ memory: createArrayMemory() });
    lost(talk);
    expect((await talk.say('any news for me?', { guestRef: 'guest-2' })).answer).toContain('Nothing new');
  });
});

describe('how a guest likes to be answered', () => {
  const QUESTION = 'What can I eat that is vegetarian?';
  const visit = (n: number) => ({
    ...{ episodeId: `s${n}`, startedAt: `2026-05-0${n}T10:00:00.000Z`, endedAt: `2026-05-0${n}T10:05:00.000Z`, locale: 'en', turns: 2 },
    ...{ topics: [], names: [], wishes: ['short' as const] },
  });
  const sentences = async (memory: GuestMemory) => {
    const events = await start({ memory }).events(QUESTION);
    return events.filter(({ type }) => type === 'sentence').length;
  };

  it('is kept to: in short where they said so, or asked for it time and again', async () => {
    const usual = await sentences(createArrayMemory());
    expect(usual).toBeGreaterThan(2);
    expect(await sentences(createArrayMemory([fact({ kind: 'answers', value: 'short' })]))).toBe(2);
    const memory = createArrayMemory();
    memory.saveEpisode(visit(1));
    expect(await sentences(memory)).toBe(usual);
    memory.saveEpisode(visit(2));
    expect(await sentences(memory)).toBe(2);
  });
});

it('what was concluded against the guest’s word is asked about, once they ask for news and gave their PIN', async () => {
  const said = fact({ kind: 'role', value: 'speaker' });
  const memory: GuestMemory = {
    ...createArrayMemory([said]),
    profile: () => ({
      ...createArrayMemory([said]).profile(),
      doubts: [{ said, inferred: { ...said, value: 'buyer', source: 'inferred' } }],
    }),
  };
  const talk = start({ memory });
  expect((await talk.say('any news for me?')).answer).not.toContain('buyer');
  expect((await talk.say('any news for me?', PIN)).answer).toMatch(/as speaker; lately it sounded as if you are here as buyer/);
});
