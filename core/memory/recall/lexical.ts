import { type Term, termsOf } from './terms.ts';
import { dot, type WordVectors } from './word-vectors.ts';

/** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); turns are short and of like length. */
const K1 = 1.2;
const B = 0.6;

/** Words this like in meaning count as each other, in part. */
const LIKE = 0.62;
const MOST_LIKE = 8;
/** Of what the word itself would count. */
const LIKE_SHARE = 0.55;

export interface Lexical {
  add(text: string): void;
  /** A score for each turn, by the words it shares with the question and those like them. */
  score(terms: readonly Term[]): Float64Array;
  /** Inverse document frequency of a stem. */
  rarity(stem: string): number;
}

export function createLexical(vectors: WordVectors | null): Lexical {
  const postings = new Map<string, { turn: number; count: number }[]>();
  const lengths: number[] = [];
  /** The commonest form of a stem stands for it among the vectors. */
  const forms = new Map<string, string>();
  let total = 0;

  const rarity = (stem: string) => {
    const found = postings.get(stem)?.length ?? 0;
    return Math.log(1 + (lengths.length - found + 0.5) / (found + 0.5));
  };

  const addTerm = (scores: Float64Array, stem: string, weight: number) => {
    const mean = total / Math.max(1, lengths.length);
    for (const { turn, count } of postings.get(stem) ?? []) {
      const length = K1 * (1 - B + (B * (lengths[turn] ?? 0)) / mean);
      scores[turn] = (scores[turn] ?? 0) + (weight * count * (K1 + 1)) / (count + length);
    }
  };

  const alike = (word: string): { stem: string; likeness: number }[] => {
    const vector = vectors?.vectorOf(word) ?? null;
    if (vectors === null || vector === null) return [];
    const found: { stem: string; likeness: number }[] = [];
    for (const [stem, form] of forms) {
      const other = vectors.vectorOf(form);
      const likeness = other === null ? 0 : dot(vector, other);
      if (likeness >= LIKE) found.push({ stem, likeness });
    }
    return found.sort((a, b) => b.likeness - a.likeness).slice(0, MOST_LIKE);
  };

  return {
    rarity,
    add(text) {
      const terms = termsOf(text);
      const turn = lengths.push(terms.length) - 1;
      total += terms.length;
      const counts = new Map<string, number>();
      for (const { word, stem } of terms) {
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
        if (!forms.has(stem)) forms.set(stem, word);
      }
      for (const [stem, count] of counts) {
        const list = postings.get(stem);
        if (list === undefined) postings.set(stem, [{ turn, count }]);
        else list.push({ turn, count });
      }
    },
    score(terms) {
      const scores = new Float64Array(lengths.length);
      for (const { word, stem } of terms) {
        const own = rarity(stem);
        addTerm(scores, stem, own);
        for (const other of alike(word)) {
          if (other.stem !== stem) addTerm(scores, other.stem, LIKE_SHARE * other.likeness * Math.min(own, rarity(other.stem)));
        }
      }
      return scores;
    },
  };
}
