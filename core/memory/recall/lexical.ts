import { type Term, termsOf } from './terms.ts';
import { createVectorList } from './vector-list.ts';
import type { WordVectors } from './word-vectors.ts';

/** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); turns are short and of like length. */
const K1 = 1.2;
const B = 0.6;

/**
 * Words of like meaning count as each other in part: from here on, up to all of it at a likeness of 1. Each word of the
 * question counts in a turn as the likest word there: Khattab and Zaharia, "ColBERT" (2020), over fixed vectors.
 */
const LIKE_FROM = 0.3;
const LIKE_SHARE = 0.9;
const MOST_ALIKE = 60;

/** Where one word of the question stands, turn by turn. */
export interface TermMatch {
  /** Inverse document frequency, less for words that are common in the language. */
  readonly weight: number;
  /** By the word itself, and by the likest word: `weight` times a share that grows with how often it stands there. */
  readonly exact: Float64Array;
  readonly like: Float64Array;
}

export interface Lexical {
  add(turn: number, passage: string): void;
  /** Good until the next call. */
  match(terms: readonly Term[]): TermMatch[];
  /** Inverse document frequency of a stem. */
  rarity(stem: string): number;
}

/** A stem as it is kept. */
interface Entry {
  readonly stem: string;
  readonly atLarge: number;
  /** Passage and count by turns. */
  readonly places: number[];
}

interface Passage {
  readonly turn: number;
  readonly length: number;
}

export function createLexical(vectors: WordVectors | null): Lexical {
  const entries = new Map<string, Entry>();
  /** Entries whose word has a vector: that of the form that came first. */
  const placed: Entry[] = [];
  const wordVectors = createVectorList(vectors?.dimensions ?? 0);
  const passages: Passage[] = [];
  let total = 0;
  let turns = 0;

  /** Columns are used again: at thousands of turns, making new ones for each word of each question is what takes longest. */
  const columns: Float64Array[] = [];
  const blank = (i: number): Float64Array => {
    let column = columns[i];
    if (column === undefined || column.length < turns) {
      column = new Float64Array(Math.max(256, turns * 2));
      columns[i] = column;
    }
    const used = column.subarray(0, turns);
    used.fill(0);
    return used;
  };

  const rarity = (entry: Entry | undefined, atLarge: number): number => {
    const found = (entry?.places.length ?? 0) / 2;
    return Math.log(1 + (passages.length - found + 0.5) / (found + 0.5)) * atLarge;
  };

  /** Stems like this word, and how much of it each counts. */
  const alike = (word: string, stem: string): { entry: Entry; share: number }[] => {
    const vector = vectors?.vectorOf(word) ?? null;
    if (vector === null) return [];
    const found: { entry: Entry; share: number }[] = [];
    wordVectors.compare(vector, (row, likeness) => {
      const entry = placed[row];
      if (likeness <= LIKE_FROM || entry === undefined || entry.stem === stem) return;
      found.push({ entry, share: (LIKE_SHARE * (likeness - LIKE_FROM)) / (1 - LIKE_FROM) });
    });
    return found.sort((a, b) => b.share - a.share).slice(0, MOST_ALIKE);
  };

  /** In each turn where the stem stands: the weight, saturated by how often it does, if that is more than what is there. */
  const raise = (best: Float64Array, { places }: Entry, weight: number): void => {
    const mean = total / Math.max(1, passages.length);
    for (let i = 0; i < places.length; i += 2) {
      const passage = passages[places[i] ?? 0];
      if (passage === undefined) continue;
      const count = places[i + 1] ?? 0;
      const score = (weight * count * (K1 + 1)) / (count + K1 * (1 - B + (B * passage.length) / mean));
      if (score > (best[passage.turn] ?? 0)) best[passage.turn] = score;
    }
  };

  return {
    rarity: (stem) => rarity(entries.get(stem), entries.get(stem)?.atLarge ?? 1),
    add(turn, text) {
      const terms = termsOf(text);
      const passage = passages.push({ turn, length: terms.length }) - 1;
      turns = turn + 1;
      total += terms.length;
      const counts = new Map<string, number>();
      for (const { word, stem } of terms) {
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
        if (entries.has(stem)) continue;
        const entry = { stem, atLarge: rarityAtLarge(vectors, word), places: [] };
        entries.set(stem, entry);
        const vector = vectors?.vectorOf(word) ?? null;
        if (vector === null) continue;
        placed.push(entry);
        wordVectors.push(vector);
      }
      for (const [stem, count] of counts) entries.get(stem)?.places.push(passage, count);
    },
    match: (terms) =>
      terms.map(({ word, stem }, t) => {
        const entry = entries.get(stem);
        const weight = rarity(entry, rarityAtLarge(vectors, word));
        const exact = blank(2 * t);
        if (entry !== undefined) raise(exact, entry, weight);
        const like = blank(2 * t + 1);
        like.set(exact);
        for (const { entry: other, share } of alike(word, stem)) raise(like, other, share * Math.min(weight, rarity(other, other.atLarge)));
        return { exact, like, weight };
      }),
  };
}

/** In few conversations "give" may be rare; in the language it is not. 0..1. */
export function rarityAtLarge(vectors: WordVectors | null, word: string): number {
  return vectors === null ? 1 : Math.min(1, Math.log(vectors.frequencyOf(word)) / Math.log(RARE));
}
const RARE = 4e-6;
