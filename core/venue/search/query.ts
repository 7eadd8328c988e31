import { isNumber, wordsOf } from './normalise.ts';
import { STOPWORDS } from './stopwords.ts';
import { phraseAt } from './synonyms.ts';
import type { TermIndex } from './term-index.ts';

/** One thing the query asks about: a word or a phrase, with everything that may be meant by it. */
export interface QueryUnit {
  readonly terms: Map<number, number>;
  /** Its share of what the query says. */
  readonly weight: number;
}

const CONCEPT = 0.96;
const JOINED = 0.94;
const SPLIT = 0.88;
const PHRASE_WORD = 0.9;
/** Words joined by a recogniser's mistake may be misspelt too, but not by much. */
const JOINED_LEAST = 0.78;

export function readQuery(text: string, index: TermIndex): QueryUnit[] {
  const words = wordsOf(text);
  const keepAll = words.every((word) => STOPWORDS.has(word));
  const units: { words: string[]; terms: Map<number, number>; weight: number }[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(words, i);
    const taken = words.slice(i, i + (phrase?.length ?? 1));
    i += taken.length;
    if (phrase === null && !keepAll && STOPWORDS.has(taken[0] ?? '')) continue;
    units.push(unitOf(taken, phrase?.concepts ?? [], index));
  }
  joinNeighbours(units, index);
  return units;
}

function unitOf(
  words: string[],
  concepts: readonly string[],
  index: TermIndex,
): { words: string[]; terms: Map<number, number>; weight: number } {
  const { vocabulary } = index;
  const terms = new Map<number, number>();
  const whole = words.length === 1;
  for (const word of words) {
    if (!whole && STOPWORDS.has(word)) continue;
    for (const [term, sim] of vocabulary.expand(word)) add(terms, term, whole ? sim : sim * PHRASE_WORD);
  }
  const first = words[0] ?? '';
  if (whole && vocabulary.idOf(first) === undefined) for (const term of vocabulary.split(first)) add(terms, term, SPLIT);
  for (const concept of concepts) {
    const term = vocabulary.idOf(concept);
    if (term !== undefined) add(terms, term, CONCEPT);
  }
  return { words, terms, weight: weightOf(terms, index) };
}

/** A query word tells as much as the likeliest term behind it; a name heard wrong keeps its weight. */
function weightOf(terms: ReadonlyMap<number, number>, index: TermIndex): number {
  let best = 0;
  let weight = index.unknownInformation;
  for (const [term, sim] of terms) {
    if (sim <= best) continue;
    best = sim;
    weight = index.information(term);
  }
  return best >= 0.9 ? weight : Math.max(weight, index.unknownInformation);
}

/** "key note" is "keynote", "b 12" is "b12": neighbours that make one indexed word share it. */
function joinNeighbours(units: { words: string[]; terms: Map<number, number> }[], index: TermIndex): void {
  for (let i = 0; i + 1 < units.length; i += 1) {
    const left = units[i];
    const right = units[i + 1];
    if (left === undefined || right === undefined || left.words.length > 1 || right.words.length > 1) continue;
    const joined = `${left.words[0]}${right.words[0]}`;
    const exact = index.vocabulary.idOf(joined);
    const found = exact !== undefined ? [[exact, 1] as const] : isNumber(joined) ? [] : [...index.vocabulary.expand(joined)];
    for (const [term, sim] of found) {
      if (sim < JOINED_LEAST) continue;
      add(left.terms, term, sim * JOINED);
      add(right.terms, term, sim * JOINED);
    }
  }
}

function add(terms: Map<number, number>, term: number, sim: number): void {
  if (sim > (terms.get(term) ?? 0)) terms.set(term, sim);
}
