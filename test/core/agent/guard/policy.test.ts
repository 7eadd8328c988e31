import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../core/agent/guard/default-policy.ts';
import { type Policy, type PolicyInput, policyOf, policySchema, SITUATIONS } from '../../../../core/agent/guard/policy.ts';
import { ANSWER_LOCALES } from '../../../../core/i18n/catalogues.ts';
import { demoTalks } from '../../../fakes/demo-talks.ts';

const NOW = '2026-05-12T10:40';
const start = demoTalks(NOW);

const house = (input: PolicyInput): Policy => policyOf(policySchema.parse(input), DEFAULT_POLICY);

it('has a text of its own for each thing said in each language', () => {
  for (const situation of SITUATIONS) {
    const { actions, say } = DEFAULT_POLICY[situation];
    if (actions.includes('say')) expect(Object.keys(say).sort()).toEqual([...ANSWER_LOCALES].sort());
  }
});

describe('a lost child', () => {
  it.each([
    ['en', 'I can’t find my mummy'],
    ['en', 'where is my daddy'],
    ['en', 'I lost my parents'],
    ['en', 'we lost our son in the lobby'],
    ['en', 'my little girl has disappeared'],
    ['en', 'there is a little boy here all alone'],
    ['de', 'ich finde meine Mama nicht'],
    ['de', 'wo sind meine Eltern'],
    ['de', 'meine Tochter ist verschwunden'],
    ['de', 'hier steht ein Kind ganz allein'],
    ['fr', 'je ne trouve plus ma maman'],
    ['fr', 'mon fils a disparu'],
    ['es', 'no encuentro a mi mamá'],
    ['es', 'mi hija se ha perdido'],
    ['it', 'non trovo la mia mamma'],
    ['it', 'mio figlio è scomparso'],
  ])('%s: %s: a person comes at once, unasked', async (locale, text) => {
    const talk = start({ locale });
    const answer = await talk.say(text);
    expect(answer.outcome).toBe('answered');
    expect(answer.answer).toContain(DEFAULT_POLICY['lost-child'].say[locale]);
    expect(talk.requests.list()).toMatchObject([{ kind: 'staff-safety', status: 'waiting' }]);
  });

  it.each([
    'I lost my mother last year',
    'I can’t find my mother’s ticket',
    'where is the concert for children',
    'I lost my bag',
    'do you have a menu for kids',
    'is my son allowed in the gym',
  ])('is not in "%s"', async (text) => {
    const talk = start();
    await talk.say(text);
    expect(talk.requests.list()).toHaveLength(0);
  });
});

describe('a child and alcohol', () => {
  it.each([
    ['en', "I'm 15, can I get a beer"],
    ['en', 'my son is sixteen and wants a cocktail'],
    ['de', 'ich bin 14 und möchte ein Bier'],
    ['fr', 'j’ai 15 ans, je voudrais un vin rouge'],
    ['es', 'tengo 16 años y quiero una cerveza'],
    ['it', 'ho quindici anni, vorrei una birra'],
  ])('%s: %s', async (locale, text) => {
    const answer = await start({ locale }).say(text);
    expect(answer.answer).toBe(DEFAULT_POLICY['child-and-alcohol'].say[locale]);
    expect(answer.tools).toHaveLength(0);
  });

  it.each([
    'I am ten minutes late, where is the bar',
    'we are 5 and would like a beer',
    'a beer at 15:00 please',
    'I am 45, where can I get a beer',
  ])('is not in "%s"', async (text) => {
    expect((await start().say(text)).answer).not.toContain(DEFAULT_POLICY['child-and-alcohol'].say.en);
  });
});

describe('insults', () => {
  it.each([
    ['en', 'you stupid machine'],
    ['de', 'du blöde Kiste'],
    ['fr', 'ta gueule connard'],
    ['es', 'eres una mierda'],
    ['it', 'vaffanculo'],
  ])('%s: %s: a patient answer, the offer of a person, and no call without a yes', async (locale, text) => {
    const talk = start({ locale });
    const answer = await talk.say(text);
    expect(answer.answer).toBe(DEFAULT_POLICY.abuse.say[locale]);
    expect(talk.requests.list()).toHaveLength(0);
  });

  it('do not hide a question', async () => {
    expect((await start().say('where is the fucking bar')).answer).not.toBe(DEFAULT_POLICY.abuse.say.en);
  });

  it('are borne twice; then the conversation is over', async () => {
    const talk = start();
    await talk.say('you stupid machine');
    await talk.say('fuck you');
    const events = await talk.events('piece of shit');
    const said = events.flatMap((event) => (event.type === 'sentence' ? [event.text] : [])).join(' ');
    expect(said).toBe(DEFAULT_POLICY['abuse-again'].say.en);
    expect(events.at(-1)).toMatchObject({ type: 'done', ends: true });
  });
});

describe('the policy of the house', () => {
  it('goes over the kiosk’s own, text by text', async () => {
    const policy = house({ abuse: { actions: ['say', 'call-staff'], say: { en: 'Security will have a word with you.' } } });
    const talk = start({ policy });
    const answer = await talk.say('you stupid machine');
    expect(answer.answer).toMatch(/^Security will have a word with you\. /);
    expect(talk.requests.list()).toHaveLength(1);
    expect((await start({ policy, locale: 'de' }).say('du blöde Kiste')).answer).toContain(DEFAULT_POLICY.abuse.say.de);
  });

  it('knows phrases of its own', async () => {
    const policy = house({ 'lost-child': { actions: ['call-staff'], also: { en: ['code Adam'] } } });
    const talk = start({ policy });
    await talk.say('we have a Code Adam here');
    expect(talk.requests.list()).toHaveLength(1);
  });

  it('says its own words to someone in distress, before help is told to be on its way', async () => {
    const policy = house({ 'self-harm': { actions: ['say', 'call-staff'], say: { en: 'We are here for you.' } } });
    const talk = start({ policy });
    const answer = await talk.say('I want to kill myself');
    expect(answer.answer).toMatch(/^We are here for you\. /);
    expect(answer.cards[0]?.kind).toBe('emergency');
    expect(talk.requests.list()).toMatchObject([{ kind: 'staff-distress' }]);
  });

  it.each<[string, unknown]>([
    ['self-harm without a person', { 'self-harm': { actions: ['say'], say: { en: 'Cheer up.' } } }],
    ['an unknown situation', { boredom: { actions: ['say'] } }],
    ['an unknown action', { abuse: { actions: ['lock-doors'] } }],
    ['no action', { abuse: { actions: [] } }],
    ['a language that is none', { abuse: { actions: ['say'], say: { 'not a tag': 'x' } } }],
  ])('is refused with %s', (_name, input) => {
    expect(policySchema.safeParse(input).success).toBe(false);
  });
});
