import { afterEach, describe, expect, it } from 'vitest';
import { readDemo } from '../../assets/demo-venue.ts';
import { type GuestTalk, startGuestTalk } from '../../fakes/guest-talk.ts';

const { venue } = readDemo();
const talks: GuestTalk[] = [];
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});

function start(locale = 'en') {
  const talk = startGuestTalk({ venue, now: '2026-05-12T10:00', locale });
  talks.push(talk);
  return talk;
}
const statuses = ({ requests }: GuestTalk) => requests.list().map(({ kind, status }) => `${kind} ${status}`);

/** What a guest has asked staff for, and now asks about or does not want. */
describe('a guest who does not want it any more', () => {
  it.each([
    ['en', 'a taxi at 7 please', 'yes', 'cancel the taxi'],
    ['en', 'a taxi at 7 please', 'yes', "I don't need the taxi any more"],
    ['en', 'a taxi at 7 please', 'yes', 'please cancel my request'],
    ['de', 'ein Taxi um 7 bitte', 'ja', 'das Taxi brauche ich doch nicht'],
    ['de', 'ein Taxi um 7 bitte', 'ja', 'stornieren Sie das Taxi'],
    ['fr', 'un taxi à 7 heures s’il vous plaît', 'oui', 'annulez le taxi'],
    ['es', 'un taxi a las 7 por favor', 'sí', 'ya no necesito el taxi'],
    ['it', 'un taxi alle 7 per favore', 'sì', 'annulli il taxi'],
  ])('%s: %s, %s, %s', async (locale, wish, yes, words) => {
    const talk = start(locale);
    await talk.say(wish);
    await talk.say(yes);
    expect(statuses(talk)).toEqual(['service-taxi waiting']);
    const asked = await talk.say(words);
    expect([asked.outcome, asked.answer]).toEqual(['asked', expect.stringContaining('Taxi')]);
    expect(statuses(talk)).toEqual(['service-taxi waiting']);
    await talk.say(yes);
    expect(statuses(talk)).toEqual(['service-taxi cancelled']);
  });

  it('withdraws nothing on a no', async () => {
    const talk = start();
    for (const words of ['a taxi at 7 please', 'yes', 'cancel the taxi', 'no']) await talk.say(words);
    expect(statuses(talk)).toEqual(['service-taxi waiting']);
  });

  it('is told when somebody is on the way already', async () => {
    const talk = start();
    for (const words of ['a taxi at 7 please', 'yes']) await talk.say(words);
    talk.requests.update(talk.requests.list()[0]?.id ?? '', 'coming');
    await talk.say('cancel the taxi');
    expect((await talk.say('yes')).answer).toMatch(/on the way already/);
    expect(statuses(talk)).toEqual(['service-taxi coming']);
  });

  it('withdraws nothing of somebody else', async () => {
    const talk = start();
    for (const words of ['a taxi at 7 please', 'yes']) await talk.say(words, { sessionId: 'one' });
    await talk.say('cancel the taxi', { sessionId: 'two' });
    await talk.say('no', { sessionId: 'two' });
    expect(statuses(talk)).toEqual(['service-taxi waiting']);
  });
});

describe('a guest who waits', () => {
  it.each([
    ['en', 'two towels to room 12 please', 'yes', 'is somebody coming?'],
    ['de', 'zwei Handtücher bitte', 'ja', 'kommt da noch jemand?'],
    ['fr', 'deux serviettes s’il vous plaît', 'oui', 'est-ce que quelqu’un vient ?'],
    ['es', 'dos toallas por favor', 'sí', '¿viene alguien?'],
    ['it', 'due asciugamani per favore', 'sì', 'sta arrivando qualcuno?'],
  ])('%s: %s, %s, %s', async (locale, wish, yes, words) => {
    const talk = start(locale);
    await talk.say(wish);
    await talk.say(yes);
    const { tools, cards } = await talk.say(words);
    expect(tools.map(({ name }) => name)).toEqual(['request_status']);
    expect(cards).toMatchObject([{ kind: 'request', status: 'waiting' }]);
  });

  it('asks by the number, also in another session', async () => {
    const talk = start();
    for (const words of ['two towels to room 12 please', 'yes']) await talk.say(words, { sessionId: 'one' });
    const ticket = talk.requests.list()[0]?.ticket;
    const { answer, cards } = await talk.say(`what about number ${ticket}?`, { sessionId: 'two' });
    expect(answer).toBe('Fresh towels: staff have your request.');
    expect(JSON.stringify(cards)).not.toContain('room 12');
  });
});
