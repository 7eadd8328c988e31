import type { PlanRequest } from '../../../core/agent/planner.ts';
import { TOOLS } from '../../../core/tools/registry.ts';
import { fold, foldedWords } from '../../../core/venue/search/fold.ts';
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
      if (claimsFree(text) && !FREE_WORD.test(evidence.words)) return 'price';
      if (!allHold(text, FLOOR, evidence) || !allHold(text, UPSTAIRS, evidence)) return 'floor';
      if (!allHold(text, DIRECTION, evidence)) return 'direction';
      if (!allHold(text, WEEKDAY, evidence)) return 'day';
      const wrong = statedFacts(sentence).find((fact) => !holds(fact, evidence));
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

/** "I have called a taxi", "towels are on their way", "ist bestellt": only a tool with an effect makes that true. */
const DEED =
  /\b(?:i|we)(?:'ve| have|'ll have)?(?: just| already| now)? (?:called|booked|ordered|reserved|sent|notified|informed|arranged|requested|told|alerted|cancelled|scheduled|dispatched|unlocked|opened|refunded|charged)\b|\b(?:on (?:its|their|the|his|her) way)\b(?! to)|\b(?:is|are|has been|have been) (?:now )?(?:booked|ordered|reserved|requested|confirmed|arranged|cancelled|notified|unlocked|refunded)\b(?= (?:for you|now)|[.!]|$)|\bhabe (?:ich )?.{0,60}(?:gerufen|bestellt|gebucht|reserviert|informiert|benachrichtigt|verstandigt|veranlasst|storniert|geschickt)\b|\b(?:ist|sind) unterwegs\b|\b(?:ist|sind|wurde|wurden) (?:fur sie )?(?:bestellt|gebucht|reserviert|informiert|storniert)\b/;

const FREE =
  /\b(?:free of charge|for free|(?:is|are|its|it's) free|complimentary|no (?:extra )?(?:charge|cost)|kostenlos\w*|kostenfrei\w*|gratis|umsonst|inbegriffen|included)\b/;
const FREE_WORD = / (?:free|complimentary|included|charge|kostenlos\w*|kostenfrei\w*|gratis|umsonst|inbegriffen|inklusive) /;
/** "Free" may be a seat or a moment as well. */
function claimsFree(text: string): boolean {
  return FREE.test(text);
}

const FLOOR = /\b([\p{L}\d]+)[ -](?:floor|level|storey|story|stock|stockwerk|etage|obergeschoss|untergeschoss)\b/gu;
const UPSTAIRS = /\b(upstairs|downstairs|basement|rooftop|erdgeschoss|keller|dachterrasse)\b/g;
const DIRECTION = /\b(?:turn|on the|on your|to the|to your|keep|bear|first|second|the) (left|right)\b|\b(links|rechts)\b/g;
const NO_FLOOR = new Set(
  'the this that which what same each every my your our any a one another der die das dem den im diesem dieser welchem jedem jeder'.split(
    ' ',
  ),
);

/** Whether each word that the pattern picks out stands in the evidence. */
function allHold(text: string, pattern: RegExp, { words, numbers }: Evidence): boolean {
  for (const match of text.matchAll(pattern)) {
    const word = match[1] ?? match[2] ?? '';
    if (word === '' || NO_FLOOR.has(word) || words.includes(` ${word} `) || numbers.has(Number.parseInt(word, 10))) continue;
    if (!SAME_WORDS.some((same) => same.includes(word) && same.some((other) => words.includes(` ${other} `)))) return false;
  }
  return true;
}

const SAME_WORDS = [
  ['first', '1', '1st', 'ersten', 'erste'],
  ['second', '2', '2nd', 'zweiten', 'zweite'],
  ['third', '3', '3rd', 'dritten', 'dritte'],
  ['fourth', '4', '4th', 'vierten', 'vierte'],
  ['fifth', '5', '5th', 'funften', 'funfte'],
  ['ground', 'erdgeschoss', 'eg'],
  ['links', 'left'],
  ['rechts', 'right'],
];

const WEEKDAY =
  /\b((?:sun|mon|tues|wednes|thurs|fri|satur)day|sonntag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend)(?:s|abend|nachmittag|vormittag|morgen)?\b/g;
