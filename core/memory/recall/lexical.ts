import { type Term, termsOf } from './terms.ts';
import { dot, type WordVectors } from './word-vectors.ts';

/** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); turns are short and of like length. */
const K1 = 1.2;
const B = 0.6;

/**
 * Words of like meaning count as each other in part: from here on, up to all of it at a likeness of 1. Each word of the
 * question counts in a turn as the likest word there: Khattab and Zaharia, "ColBERT" (2020), over fixed vectors.
 */
const LIKE_FROM = 0.3;
const LIKE_SHARE = 0.9;

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

  const rarity = (stem: string, word = forms.get(stem) ?? stem) => {
    const found = postings.get(stem)?.length ?? 0;
    const here = Math.log(1 + (lengths.length - found + 0.5) / (found + 0.5));
    return here * (vectors === null ? 1 : rarityAtLarge(vectors, word));
  };

  const saturated = (turn: number, count: number) => {
    const mean = total / Math.max(1, lengths.length);
    return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * (lengths[turn] ?? 0)) / mean));
  };

  /** Stems like this word, and how much of it each counts. */
  const alike = (word: string, stem: string): { stem: string; share: number }[] => {
    const vector = vectors?.vectorOf(word) ?? null;
    if (vectors === null || vector === null) return [];
    const found: { stem: string; share: number }[] = [];
    for (const [other, form] of forms) {
      const its = other === stem ? null : vectors.vectorOf(form);
      const likeness = its === null ? 0 : dot(vector, its);
      if (likeness > LIKE_FROM) found.push({ stem: other, share: (LIKE_SHARE * (likeness - LIKE_FROM)) / (1 - LIKE_FROM) });
    }
    return found;
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
        const best = new Float64Array(lengths.length);
        for (const one of [{ stem, share: 1 }, ...alike(word, stem)]) {
          const weight = one.share * Math.min(rarity(stem, word), rarity(one.stem));
          for (const { turn, count } of postings.get(one.stem) ?? [])
            best[turn] = Math.max(best[turn] ?? 0, weight * saturated(turn, count));
        }
        for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + (best[i] ?? 0);
      }
      return scores;
    },
  };
}

/** In few conversations "give" may be rare; in the language it is not. 0..1. */
function rarityAtLarge(vectors: WordVectors, word: string): number {
  return Math.min(1, Math.log(vectors.frequencyOf(word)) / Math.log(RARE)) ** AT_LARGE;
}
const RARE = 4e-6;
const AT_LARGE = 1;
