import type { PlanRequest } from '../../core/agent/planner.ts';

export interface Grounding {
  /** False for a sentence that states a number no tool gave, or reads out a link. */
  allows(sentence: string): boolean;
}

/**
 * Holds a model to its tools: every number in a sentence (a time, a price, a room) must stand in what
 * the tools gave, in the guest's own words or in the present time. Names are not checked here.
 */
export function createGrounding({ rounds, input, context, dialogue, reading }: PlanRequest): Grounding {
  const given = JSON.stringify([rounds.flat().map(({ data, cards }) => ({ data, cards })), input.text, context.now, dialogue.said]);
  const numbers = new Set((given.match(/\d+/g) ?? []).map((digits) => Number(digits)));
  for (const metres of (given.match(/\d+(\.\d+)?/g) ?? []).map(Number))
    numbers
      .add(Math.round(metres))
      .add(Math.round(metres / 5) * 5)
      .add(Math.round(metres / 10) * 10);
  // Where data is called for and none was fetched, nothing the model says can rest on any.
  const needsData = reading.kind === 'call' && rounds.length === 0;
  return {
    allows(sentence) {
      if (needsData || /https?:\/\/|www\./i.test(sentence)) return false;
      return (sentence.match(/\d+/g) ?? []).every((digits) => numbers.has(Number(digits)));
    },
  };
}
