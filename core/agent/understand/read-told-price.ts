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

/** Who pays, and for what: each row is one thing said in several ways, English and German. */
const SAME: readonly ReadonlySet<string>[] = [
  'adult adults grown grownup grownups erwachsene erwachsener erwachsenen',
  'child children kid kids son daughter boy girl kind kinder under unter year olds',
  'student students studying studierende studenten student',
  'senior seniors pensioner pensioners retired elderly oap rentner senioren',
  'family families familie familien',
  'group groups school class gruppe gruppen schulklasse',
  'ticket tickets entry entrance admission enter getting in eintritt eintrittskarte karten',
  'disabled wheelchair carer carers companion behinderte begleitperson',
  'member members membership mitglied mitglieder',
].map((row) => new Set(row.split(' ')));

/** A price the venue tells in its own words: tickets, groups, parking. The entry that speaks of most of what was asked. */
export function readToldPrice(frame: Frame): Reading | null {
  const { heard, text, percept, context, targets } = frame;
  if (!heard('price') && !ASKS.test(text)) return null;
  if (frame.diets.length + frame.avoid.length > 0) return null;
  if (targets.best.has('service') || targets.best.has('dish')) return null;
  const asked = percept.words
    .filter((word) => !PRICING.test(word))
    .filter((word) => sameAs(word) !== null || !(STOP_WORDS.has(word) || PLAIN_WORDS.has(word)));
  const scored = context.know.venue.faqs
    .filter((faq) => PRICE.test(textIn(faq.answer, context.locale)))
    .map((faq) => {
      const questions = wordsOf([...faq.questions.flatMap(texts), ...faq.tags]);
      const answer = wordsOf(texts(faq.answer));
      const score = asked.reduce((sum, word) => sum + (says(questions, word) ? 1 : says(answer, word) ? 0.8 : 0), 0);
      return { id: faq.id, score };
    })
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best === undefined || best.score < 0.8
    ? null
    : { kind: 'call', calls: [{ name: 'faq', input: { question: best.id } }], aspect: 'price' };
}

/** Somebody is named who may pay less. */
export function saysWhoPays({ percept, heard }: Frame): boolean {
  return percept.words.some((word) => sameAs(word) !== null) && !heard('menu') && !heard('eat') && !heard('talk') && !heard('programme');
}

function wordsOf(all: readonly string[]): ReadonlySet<string> {
  return new Set(all.flatMap(foldedWords).flatMap((word) => [word, stem(word)]));
}

function sameAs(word: string): ReadonlySet<string> | null {
  return SAME.find((row) => row.has(word)) ?? null;
}

function says(words: ReadonlySet<string>, word: string): boolean {
  return words.has(word) || words.has(stem(word)) || [...(sameAs(word) ?? [])].some((other) => words.has(other));
}
