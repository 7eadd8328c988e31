import { texts } from '../../tools/knowledge.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Reading } from '../reading.ts';
import { aspectIn } from './aspect.ts';
import { type Frame, speaksOf } from './frame.ts';
import { numberOf } from './spoken-numbers.ts';
import { callForThing } from './things.ts';

export function answerFaq(id: string): Reading {
  return { kind: 'call', calls: [{ name: 'faq', input: { question: id } }], aspect: 'info' };
}

/** Neither where nor when nor what is on: more likely a matter for the FAQ than a place of that name. */
export function asksForFact({ heard, diets, asked }: Frame): boolean {
  const cues = [
    'where',
    'way',
    'near',
    'exists',
    'hours',
    'openNow',
    'programme',
    'talk',
    'speaker',
    'speak',
    'who',
    'menu',
    'exhibitor',
    'price',
  ] as const;
  return diets.length === 0 && asked.length >= 3 && !cues.some((cue) => heard(cue));
}

/** By the words of the FAQ's questions and answers, when enough of the question is found in one. */
export function readFaqTexts({ context, percept }: Frame): Reading | null {
  const { know, now } = context;
  const hit = know.index
    .search(percept.text, { kinds: ['faq'], limit: 3, now })
    .find(
      ({ faq, nameMatch }) =>
        nameMatch >= 0.7 || speaksOf([...faq.questions, faq.answer].flatMap(texts).concat(faq.tags), percept.words, know),
    );
  return hit !== undefined && hit.confidence >= 0.6 && (hit.nameMatch >= 0.45 || (hit.confidence >= 0.8 && hit.nameMatch >= 0.3))
    ? answerFaq(hit.id)
    : null;
}

/** Enough to search texts for: no number, no letter, no word of asking. */
export function saysSomething(word: string): boolean {
  return word.length > 1 && numberOf(word) === null && !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word);
}

/** Nothing named: the texts of the FAQ, then those of places. Only where enough of the question is found in them. */
export function readTexts(frame: Frame): Reading | null {
  const { context } = frame;
  if (!frame.asked.some(saysSomething)) return null;
  const told = readFaqTexts(frame);
  if (told !== null) return told;
  const place = context.know.index.search(frame.asked.join(' '), { kinds: ['place', 'service'], limit: 3, now: context.now })[0];
  if (place === undefined || place.confidence < 0.64) return null;
  return callForThing({ kind: place.kind, id: place.id, name: '' }, aspectIn(frame) ?? 'where', frame);
}

/** Food that guests brought is a matter of the house's rules, not of its menus. */
export function readOwnFood(frame: Frame): Reading | null {
  if (
    !/\b(our|my|own|brought|bring|packed|eigene[snmr]?|mitgebracht\w*|unsere?) (our |my |own |the |some )?(food|lunch|lunches|sandwich(es)?|snacks?|drinks?|picnic|essen|brote?|getranke?)\b/.test(
      frame.text,
    )
  )
    return null;
  const [hit] = frame.context.know.index.search('own food picnic', { kinds: ['faq'], limit: 1 });
  return hit !== undefined && hit.confidence >= 0.6 ? answerFaq(hit.id) : null;
}
