import type { PlanRequest } from '../../../core/agent/planner.ts';
import { TOOLS } from '../../../core/tools/registry.ts';
import { fold, foldedWords } from '../../../core/venue/search/fold.ts';
import { DEED, DIRECTION, FLOOR, FREE, FREE_WORD, NO_FLOOR, SAME_WORDS, WEEKDAY } from './claims.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type StatedFact, statedFacts } from './stated-facts.ts';
import { createNameCheck } from './stated-names.ts';

/** What a sentence states without ground. */
export type Doubt = 'no tool was asked' | 'time' | 'price' | 'number' | 'name' | 'floor' | 'direction' | 'day' | 'deed';

export interface Grounding {
  /** What in the sentence rests on nothing that a tool or memory gave; null: it may be said. */
  doubt(sentence: string): Doubt | null;
}

/**
 * Holds a model to its tools: every time, price, number, name, floor, direction and day in a sentence must stand in
 * what the tools gave in this turn, or in memory; and nothing is said to be done that was not.
 */
export function createGrounding(request: PlanRequest): Grounding {
  const { rounds, context, reading } = request;
  const evidence = evidenceOf(request);
  const names = createNameCheck(context.know, context.locale);
  const hasActed = rounds.flat().some((outcome) => TOOLS[outcome.name].effect !== 'none');
  // Where data is called for and none was fetched, nothing the model says can rest on any.
  const needsData = reading.kind === 'call' && rounds.length === 0;
  return {
    doubt(sentence) {
      if (needsData) return 'no tool was asked';
      const text = fold(sentence);
      if (!hasActed && DEED.test(text)) return 'deed';
      if (FREE.test(text) && !FREE_WORD.test(evidence.words)) return 'price';
      if (!allHold(text, FLOOR, evidence)) return 'floor';
      if (!allHold(text, DIRECTION, evidence)) return 'direction';
      if (!allHold(text, WEEKDAY, evidence)) return 'day';
      const wrong = statedFacts(sentence, context.locale).find((fact) => !holds(fact, evidence));
      if (wrong !== undefined) return wrong.kind === 'time' || wrong.kind === 'price' ? wrong.kind : 'number';
      return names.namesUnknown(sentence, evidence.words) ? 'name' : null;
    },
  };
}

function holds(fact: StatedFact, { times, prices, numbers, spans, words }: Evidence): boolean {
  switch (fact.kind) {
    case 'time':
      return fact.readings.some((reading) => times.has(reading));
    case 'price':
      return prices.has(fact.value);
    case 'span':
      return spans.has(fact.minutes) || numbers.has(fact.value);
    case 'number':
      return (
        numbers.has(fact.value) ||
        (fact.afterAt && [fact.value, fact.value + 12].some((hour) => times.has(`${String(hour).padStart(2, '0')}:00`)))
      );
    case 'code':
      return words.includes(` ${foldedWords(fact.text).join(' ')} `);
  }
}

/** Whether each word that the pattern picks out stands in the evidence. */
function allHold(text: string, pattern: RegExp, { words, numbers }: Evidence): boolean {
  for (const match of text.matchAll(pattern)) {
    const word = match[1] ?? match[2] ?? match[3] ?? '';
    if (
      word === '' ||
      NO_FLOOR.has(word) ||
      [word, match[0]].some((told) => words.includes(` ${foldedWords(told).join(' ')} `)) ||
      numbers.has(Number.parseInt(word, 10))
    )
      continue;
    if (!SAME_WORDS.some((same) => same.includes(word) && same.some((other) => words.includes(` ${other} `)))) return false;
  }
  return true;
}
