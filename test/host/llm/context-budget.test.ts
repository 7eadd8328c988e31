import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../../core/agent/planner.ts';
import { knowledgeOf } from '../../../core/tools/knowledge.ts';
import { cutTo, estimateTokens, fitData, fitTurns } from '../../../host/llm/context-budget.ts';
import { promptFor, requestTokens } from '../../../host/llm/prompt.ts';
import { toolDefinitions } from '../../../host/llm/tool-definitions.ts';
import { readDemo } from '../../assets/demo-venue.ts';

const places = Array.from({ length: 200 }, (_, n) => ({
  id: `p${n}`,
  name: n === 150 ? 'Sushi Corner' : `Room ${n}`,
  description: 'x'.repeat(300),
}));

it('estimates rather too much, in every script', () => {
  // As counted by OpenAI's tokenizer o200k: 10, 14, 13.
  expect(estimateTokens('The gym closes at eleven in the evening.')).toBeGreaterThanOrEqual(10);
  expect(estimateTokens('Der Fitnessraum schließt um dreiundzwanzig Uhr.')).toBeGreaterThanOrEqual(14);
  expect(estimateTokens('健身房晚上十一点关门。')).toBeGreaterThanOrEqual(11);
});

describe('data of a tool', () => {
  it('stays as it is while it fits, but for what is drawn', () => {
    expect(JSON.parse(fitData({ name: 'Gym', at: { x: 1, y: 2 } }, 'gym', 100))).toEqual({ name: 'Gym' });
  });

  it.each([2000, 600, 200, 60])('keeps within %i tokens, and what was asked about with it', (most) => {
    const text = fitData({ places }, 'where is the sushi corner', most);
    expect(estimateTokens(text)).toBeLessThanOrEqual(most);
    const whole: unknown = JSON.parse(text);
    if (most >= 200) {
      expect(text).toContain('Sushi Corner');
      expect(JSON.stringify(whole)).toMatch(/… \d+ more/);
    }
  });
});

it('keeps the latest exchanges, and cuts a long one', () => {
  const turns = Array.from({ length: 6 }, (_, n) => ({ question: `question ${n}`, answer: 'word '.repeat(n === 5 ? 2000 : 20) }));
  const kept = fitTurns(turns, 400);
  expect(kept.at(-1)?.question).toBe('question 5');
  expect(kept.length).toBeGreaterThan(1);
  expect(kept.length).toBeLessThan(6);
  expect(estimateTokens(JSON.stringify(kept))).toBeLessThan(450);
  expect(estimateTokens(cutTo('word '.repeat(500), 50))).toBeLessThanOrEqual(51);
});

it.each([3000, 6000, 20_000])('a request keeps within %i tokens, however long everything is', (contextTokens) => {
  const know = knowledgeOf(readDemo().venue);
  const long = 'where is the sushi corner '.repeat(400);
  const request = {
    input: { text: long, heardOfLastAnswer: long },
    dialogue: { turns: Array.from({ length: 12 }, () => ({ question: long, answer: long })) },
    rounds: [
      [{ name: 'find_places', input: {}, found: true, data: { places }, cards: [] }],
      [{ name: 'find_places', input: {}, found: true, data: { places }, cards: [] }],
    ],
    context: { know, now: NOW, locale: 'en', here: null, preferences: { diets: Array(200).fill('vegan'), avoid: [], stepFree: true } },
  } as unknown as PlanRequest;
  const tools = toolDefinitions();
  const prompt = promptFor(request, { tools, contextTokens, canary: 'foyer-x', sendMemory: true });
  // Rules and tools are never cut: what they take is the least a request has.
  const least = requestTokens(
    promptFor(
      { ...request, rounds: [], dialogue: { ...request.dialogue, turns: [] } },
      { tools, contextTokens, canary: 'foyer-x', sendMemory: true },
    ),
  );
  expect(requestTokens(prompt)).toBeLessThanOrEqual(Math.max(contextTokens, least + 600));
  expect(prompt.messages.at(-1)).toMatchObject({ role: 'result' });
});

const NOW = '2026-05-12T10:40';
