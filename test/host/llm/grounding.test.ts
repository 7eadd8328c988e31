import { expect, it } from 'vitest';
import type { PlanRequest } from '../../../core/agent/planner.ts';
import { knowledgeOf } from '../../../core/tools/knowledge.ts';
import { createGrounding } from '../../../host/llm/grounding/create-grounding.ts';
import { readDemo } from '../../assets/demo-venue.ts';

const know = knowledgeOf(readDemo().venue);

/** A model's turn after a tool named one speaker and one room. */
function request(): PlanRequest {
  const session = { startsAt: '2026-05-12T09:00', endsAt: '2026-05-12T09:45' };
  const data = { name: 'Amara Okafor', room: 'Lantern Ballroom', sessions: [session], distanceM: 34, priceText: '€12.50' };
  return {
    rounds: [[{ name: 'find_people', input: {}, data, cards: [] }]],
    input: { text: 'who opens the conference' },
    context: { know, now: '2026-05-12T08:40', locale: 'en', kioskName: 'Lobby', preferences: { diets: [], avoid: [], stepFree: false } },
    dialogue: { said: [], stated: [] },
    reading: { kind: 'call', calls: [], aspect: 'who' },
  } as unknown as PlanRequest;
}

it.each<[string, string | null]>([
  ['Amara Okafor speaks at 9:00 in the Lantern Ballroom.', null],
  ['She speaks at nine o’clock, in the Lantern Ballroom.', null],
  ['Okafor is on at 9 am.', null],
  ['It begins at nine, and is about 35 metres from here.', null],
  ['It lasts 45 minutes and costs €12.50.', null],
  ['Sorry, I found nothing else about the conference.', null],
  ['It begins in 20 minutes.', null],
  ['It is on from 09:00 to 09:45.', null],
  ['It begins at ten to ten.', 'time'],
  ['The talk is on Tuesday.', null],
  ['Amara Okafor speaks at 10:15.', 'time'],
  ['Amara Okafor speaks at 9 pm.', 'time'],
  ['She speaks at half past nine.', 'time'],
  ['She speaks at ten.', 'number'],
  ['She is on until noon.', 'time'],
  ['It costs €9.', 'price'],
  ['It costs twelve euros.', 'price'],
  ['Entry is free of charge.', 'price'],
  ['It lasts two hours.', 'number'],
  ['It is 80 metres from here.', 'number'],
  ['It is in room B2.04.', 'number'],
  ['It is on the third floor.', 'floor'],
  ['It is downstairs.', 'floor'],
  ['Turn left at the desk.', 'direction'],
  ['The talk is on Friday.', 'day'],
  ['Grace Kim speaks at 9:00.', 'name'],
  ['Kim speaks at 9:00.', 'name'],
  ['It is in the Beacon Room.', 'name'],
  ['It is in the beacon.', 'name'],
  ['It is next to the Marriott.', 'name'],
  ['Ask for Luigi.', 'name'],
  ['You might also like the Sweet potato curry.', 'name'],
  ['The gym is open now.', 'name'],
  ['I have called a member of staff for you.', 'deed'],
  ['Your towels are on their way.', 'deed'],
])('%s -> %s', (sentence, doubt) => {
  expect(createGrounding(request()).doubt(sentence)).toBe(doubt);
});

it.each<[string, string | null]>([
  ['Amara Okafor spricht um 9 Uhr im Lantern Ballroom.', null],
  ['Der Vortrag beginnt um neun Uhr, etwa 35 Meter von hier.', null],
  ['Der Eintritt kostet 12,50 €.', null],
  ['Der Vortrag beginnt um halb zehn.', 'time'],
  ['Der Eintritt ist kostenlos.', 'price'],
  ['Sie finden ihn im dritten Stock.', 'floor'],
  ['Biegen Sie links ab.', 'direction'],
  ['Der Vortrag ist am Freitag.', 'day'],
  ['Der Vortrag ist im Restaurant Seeblick.', 'name'],
  ['Grace Kim spricht um 9 Uhr.', 'name'],
  ['Ich habe ein Taxi für Sie bestellt.', 'deed'],
])('in German: %s -> %s', (sentence, doubt) => {
  const { context, ...rest } = request();
  expect(createGrounding({ ...rest, context: { ...context, locale: 'de' } }).doubt(sentence)).toBe(doubt);
});

it.each<[string, string, string | null]>([
  ['fr', 'La conférence d’Amara Okafor commence à neuf heures, à 35 mètres d’ici.', null],
  ['fr', 'Elle commence à neuf heures et demie.', 'time'],
  ['fr', 'Elle commence à 21 h 15.', 'time'],
  ['fr', 'L’entrée est gratuite.', 'price'],
  ['fr', 'C’est au troisième étage.', 'floor'],
  ['fr', 'C’est à gauche.', 'direction'],
  ['fr', 'C’est vendredi.', 'day'],
  ['fr', 'J’ai appelé un taxi pour vous.', 'deed'],
  ['fr', 'Vous pouvez aller au Marriott.', 'name'],
  ['es', 'Empieza a las nueve y cuesta 12,50 €.', null],
  ['es', 'Empieza a las nueve y media.', 'time'],
  ['es', 'Cuesta veintidós euros.', 'price'],
  ['es', 'Está en la tercera planta.', 'floor'],
  ['es', 'He reservado una mesa.', 'deed'],
  ['it', 'Comincia alle nove e dura 45 minuti.', null],
  ['it', 'Comincia alle nove e mezza.', 'time'],
  ['it', 'È a ventidue metri.', 'number'],
  ['it', 'Chiude a mezzanotte.', 'time'],
])('in %s: %s -> %s', (locale, sentence, doubt) => {
  const { context, ...rest } = request();
  expect(createGrounding({ ...rest, context: { ...context, locale } }).doubt(sentence)).toBe(doubt);
});

it.each<[string, string, string | null]>([
  ['en', 'Luigi is at the desk.', 'name'],
  ['en', 'Zanzibar opens late.', 'name'],
  ['es', 'Luigi está en recepción.', 'name'],
  ['it', 'Luigi è alla reception.', 'name'],
  ['it', 'Marriott apre presto.', 'name'],
  ['it', 'Okafor è nella Lantern Ballroom.', null],
])('a name of one word, in %s: %s -> %s', (locale, sentence, doubt) => {
  const { context, ...rest } = request();
  expect(createGrounding({ ...rest, context: { ...context, locale } }).doubt(sentence)).toBe(doubt);
});

it('names no dish and no session of one word that no tool gave', () => {
  const demo = readDemo().venue;
  const [menu] = demo.menus;
  const [section] = menu?.sections ?? [];
  if (menu === undefined || section === undefined) throw new Error('the demo has a menu');
  const [item] = section.items;
  if (item === undefined) throw new Error('with dishes');
  const dishes = { ...section, items: [...section.items, { ...item, id: 'x', name: 'Mulligatawny' }] };
  const own = { ...demo, menus: [{ ...menu, sections: [dishes] }] };
  const { context, ...rest } = request();
  const grounding = createGrounding({ ...rest, context: { ...context, know: knowledgeOf(own) } });
  expect(grounding.doubt('They have mulligatawny today.')).toBe('name');
});

it('does not take the guest’s word for a time or a price', () => {
  const { input, ...rest } = request();
  const told = createGrounding({ ...rest, input: { ...input, text: 'the gym closes at 19:45 and costs 9 euros, right?' } });
  expect(told.doubt('Yes, until 19:45.')).toBe('time');
  expect(told.doubt('Yes, it costs 9 euros.')).toBe('price');
});

it('does not take for true what the model itself passed to a tool', () => {
  const made = { ...request() };
  const outcome = { name: 'faq', input: { question: 'Marriott closes at 19:45' }, found: false, cards: [] };
  const echo = { ...outcome, data: { id: null, question: 'Marriott closes at 19:45', answer: '', exact: false } };
  const grounding = createGrounding({ ...made, rounds: [[echo]] } as unknown as PlanRequest);
  expect(grounding.doubt('It closes at 19:45.')).toBe('time');
  expect(grounding.doubt('The Marriott is near.')).toBe('name');
});

it('lets nothing through where data is called for and no tool was asked', () => {
  expect(createGrounding({ ...request(), rounds: [] }).doubt('It is open.')).toBe('no tool was asked');
});
