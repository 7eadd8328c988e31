import { expect, it } from 'vitest';
import type { PlanRequest } from '../../../core/agent/planner.ts';
import { knowledgeOf } from '../../../core/tools/knowledge.ts';
import { createGrounding } from '../../../host/llm/grounding/create-grounding.ts';
import { readDemo } from '../../assets/demo-venue.ts';

const know = knowledgeOf(readDemo().venue);

/** A model's turn after a tool named one speaker and one room. */
function request(): PlanRequest {
  const data = { name: 'Amara Okafor', room: 'Lantern Ballroom', startsAt: '09:00', distanceM: 34 };
  return {
    rounds: [[{ name: 'find_people', input: {}, data, cards: [] }]],
    input: { text: 'who opens the conference' },
    context: { know, now: '2026-05-12T08:40', locale: 'en', kioskName: 'Lobby', preferences: { diets: [], avoid: [], stepFree: false } },
    dialogue: { said: [], stated: [] },
    reading: { kind: 'call', calls: [], aspect: 'who' },
  } as unknown as PlanRequest;
}

it.each([
  ['Amara Okafor speaks at 9:00 in the Lantern Ballroom.', true],
  ['It is about 35 metres from here.', true],
  ['Amara Okafor speaks at 10:15.', false],
  ['Grace Kim speaks at 9:00.', false],
  ['It is in the Beacon Room.', false],
  ['You might also like the Sweet potato curry.', false],
])('%s -> %s', (sentence, allowed) => {
  expect(createGrounding(request()).doubt(sentence) === null).toBe(allowed);
});
