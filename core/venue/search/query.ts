import { isNumber, wordsOf } from './normalise.ts';
import { COUNTED } from './numbers.ts';
import { STOPWORDS } from './stopwords.ts';
import { isTelling, phraseAt } from './synonyms.ts';
import type { TermIndex } from './term-index.ts';

/** One word the query asks with, and everything that may be meant by it. */
export interface QueryUnit {
  readonly terms: Map<number, number>;
  /** Its share of what the query says. */
  readonly weight: number;
}

const CONCEPT = 0.96;
const JOINED = 0.94;
const COUNTED_NUMBER = 1.8;
const BARE_NUMBER = 0.6;
/** What a known want weighs at least, however common: "I lost my scarf" is about lost things. */
const TELLING = 0.65;
/** As good as the word itself: another form of it, or a synonym. */
const KNOWN = 0.9;
const SPLIT = 0.88;
/** Words joined by a recogniser's mistake may be misspelt too, but not by much. */
const JOINED_LEAST = 0.78;

export function readQuery(text: string, index: TermIndex): QueryUnit[] {
  const words = wordsOf(text);
  const keepAll = words.every((word) => STOPWORDS.has(word));
  const units: Unit[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(words, i);
    const taken = words.slice(i, i + (phrase?.length ?? 1));
    i += taken.length;
    const telling = taken.filter((word) => keepAll || !STOPWORDS.has(word));
    // A phrase of stopwords alone, such as "way out", still names something.
    const kept = telling.length === 0 && phrase !== null ? taken : telling;
    for (const word of kept) units.push(unitOf(word, phrase?.concepts ?? [], numberShare(word, words[i - 2]), index));
  }
  joinNeighbours(units, index);
  return units;
}

interface Unit {
  readonly word: string;
  readonly terms: Map<number, number>;
  readonly weight: number;
}

/** "room 201" is not room 202; but the 10 of "room for 10 people" or "at 10" tells little about what is looked for. */
function numberShare(word: string, before: string | undefined): number {
  if (!/^\d+$/.test(word)) return 1;
  return COUNTED.has(before ?? '') ? COUNTED_NUMBER : BARE_NUMBER;
}

/** @param share factor on its weight. */
function unitOf(word: string, concepts: readonly string[], share: number, index: TermIndex): Unit {
  const { vocabulary } = index;
  const terms = new Map(vocabulary.expand(word));
  if (vocabulary.idOf(word) === undefined) for (const term of vocabulary.split(word)) add(terms, term, SPLIT);
  let least = 0;
  for (const concept of concepts) {
    const term = vocabulary.idOf(concept);
    if (term === undefined) continue;
    add(terms, term, CONCEPT);
    if (isTelling(concept)) least = TELLING;
  }
  return { word, terms, weight: share * Math.max(least, weightOf(terms, index)) };
}

/** A known word tells as much as it is rare; one that is only like a known word may be that, misheard, or mere talk. */
function weightOf(terms: ReadonlyMap<number, number>, index: TermIndex): number {
  let best = 0;
  let weight = index.unknownInformation;
  for (const [term, sim] of terms) {
    if (sim <= best || sim < KNOWN) continue;
    best = sim;
    weight = index.information(term);
  }
  return weight;
}

/** "key note" is "keynote", "b 12" is "b12": neighbours that make one indexed word share it. */
function joinNeighbours(units: readonly Unit[], index: TermIndex): void {
  for (let i = 0; i + 1 < units.length; i += 1) {
    const left = units[i];
    const right = units[i + 1];
    if (left === undefined || right === undefined) continue;
    const joined = `${left.word}${right.word}`;
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
