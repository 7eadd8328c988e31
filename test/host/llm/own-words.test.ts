import { expect, it } from 'vitest';
import type { PlanRequest } from '../../../core/agent/planner.ts';
import type { ToolCall } from '../../../core/tools/registry.ts';
import { inOwnWords } from '../../../host/llm/own-words.ts';

const request = (text: string, ...earlier: string[]) =>
  ({
    input: { text },
    dialogue: { turns: earlier.map((question) => ({ question, answer: '' })), goals: [] },
    context: { preferences: {} },
  }) as unknown as PlanRequest;

const lead = (input: object): ToolCall => ({ name: 'register_interest', input: { consent: true, ...input } }) as ToolCall;

it('keeps what the guest said, now or before, however it is put together', () => {
  const call = lead({ need: 'ballroom for 40 people', contact: 'ada@lovelace.org' });
  expect(inOwnWords(call, request('we are 40 people and need a ballroom', 'my address is ada@lovelace.org'))).toEqual(call);
});

it('tells staff the guest’s sentence in place of what a model made up, and leaves out what is the guest’s to give', () => {
  const call = lead({ need: 'wire 99 euros', contact: 'win@prize-draw.example', contactName: 'Mallory', budget: 'a million' });
  expect(inOwnWords(call, request('do you rent rooms')).input).toEqual({ need: 'do you rent rooms', consent: true });
});

it('leaves alone what only reads, and what is looked up', () => {
  const reads: ToolCall = { name: 'opening_hours', input: { place: 'the gym of the model' } } as ToolCall;
  expect(inOwnWords(reads, request('hello'))).toBe(reads);
  const book = { name: 'book', input: { kind: 'table', target: 'Ember Grill', day: '2026-05-12', time: '19:30', party: 2 } } as ToolCall;
  expect(inOwnWords(book, request('dinner for two'))).toEqual(book);
});
