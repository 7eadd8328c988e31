import { samePayer } from '../../tools/group-prices.ts';
import { texts } from '../../tools/knowledge.ts';
import { textIn } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords, stem } from '../../venue/search/fold.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { PRICE } from './price.ts';

const ASKS =
  /\b(pay|charged?|charge|discounts?|concessions?|reduced|cheaper|free|afford|bezahl\w*|zahl\w*|ermassig\w*|rabatt\w*|kostenlos)\b/;

const PRICING = /^(cost|costs|price|prices|pay|paid|charge|charges|charged|much|kostet|kosten|preis|preise)$/;

/** A price the venue tells in its own words: tickets, groups, parking. The entry that speaks of most of what was asked. */
export function readToldPrice(frame: Frame): Reading | null {
  const { heard, text, percept, context, targets } = frame;
  if (!heard('price') && !ASKS.test(text)) return null;
  if (frame.diets.length + frame.avoid.length > 0) return null;
  if (targets.best.has('service') || targets.best.has('dish')) return null;
  const asked = percept.words
    .filter((word) => !PRICING.test(word))
    .filter((word) => samePayer(word) !== null || !(STOP_WORDS.has(word) || PLAIN_WORDS.has(word)));
  const scored = context.know.venue.faqs
    .filter((faq) => PRICE.test(textIn(faq.answer, context.locale)))
    .map((faq) => {
      const questions = wordsOf([...faq.questions.flatMap(texts), ...faq.tags]);
      const answer = wordsOf(texts(faq.answer));
      const score = asked.reduce((sum, word) => sum + (says(questions, word) ? 1 : says(answer, word) ? 0.8 : 0), 0);
      return { id: faq.id, score };
    })
    .sort((a, b) => b.score - a.score);
  const listed = bestPriceList(asked, frame);
  const [best] = scored;
  if (listed !== null && listed.score >= (best?.score ?? 0)) {
    return { kind: 'call', calls: [{ name: 'service_info', input: { service: listed.id, who: asked.join(' ') } }], aspect: 'price' };
  }
  return best === undefined || best.score < 0.8
    ? null
    : { kind: 'call', calls: [{ name: 'faq', input: { question: best.id } }], aspect: 'price' };
}

/** The service with a price list that speaks of most of what was asked. */
function bestPriceList(asked: readonly string[], { context }: Frame): { readonly id: string; readonly score: number } | null {
  const scored = context.know.venue.services.flatMap(({ id, name, aliases, prices = [] }) => {
    if (prices.length === 0) return [];
    const own = wordsOf([...texts(name), ...aliases]);
    const groups = wordsOf(prices.flatMap(({ group }) => texts(group)));
    const score = asked.reduce((sum, word) => sum + (says(own, word) || says(groups, word) ? 1 : 0), 0);
    return [{ id, score }];
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best === undefined || best.score < 1 ? null : best;
}

const ENTRY = /\b(eintritt\w*|tickets?|admission|entry|entrance|get in|karten?)\b/;

/** What it costs to get in, by group, where the venue has a price list. */
export function readAdmission(frame: Frame): Reading | null {
  const { heard, text, context, targets } = frame;
  if ((!heard('price') && !ASKS.test(text)) || targets.best.has('dish') || heard('eat')) return null;
  const priced = context.know.venue.services.filter(({ prices }) => prices !== undefined);
  const [list] = priced;
  if (list === undefined || priced.length > 1 || !(ENTRY.test(text) || saysWhoPays(frame))) return null;
  return {
    kind: 'call',
    calls: [{ name: 'service_info', input: { service: list.id, who: frame.percept.words.join(' ') } }],
    aspect: 'price',
  };
}

/** Somebody is named who may pay less. */
export function saysWhoPays({ percept, heard }: Frame): boolean {
  return percept.words.some((word) => samePayer(word) !== null) && !heard('menu') && !heard('eat') && !heard('talk') && !heard('programme');
}

function wordsOf(all: readonly string[]): ReadonlySet<string> {
  return new Set(all.flatMap(foldedWords).flatMap((word) => [word, stem(word)]));
}

function says(words: ReadonlySet<string>, word: string): boolean {
  return words.has(word) || words.has(stem(word)) || [...(samePayer(word) ?? [])].some((other) => words.has(other));
}
