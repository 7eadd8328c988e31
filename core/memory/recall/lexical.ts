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
const MOST_ALIKE = 60;

export interface Lexical {
  add(text: string): void;
  /** A score for each turn, by the words it shares with the question and those like them. */
  score(terms: readonly Term[]): Float64Array;
  /** Inverse document frequency of a stem. */
  rarity(stem: string): number;
}

/** A stem as it is kept: `places` holds passage and count by turns. */
interface Entry {
  readonly stem: string;
  /** Of the form that came first, which stands for it among the vectors. */
  readonly vector: Float32Array | null;
  readonly atLarge: number;
  readonly places: number[];
}

export function createLexical(vectors: WordVectors | null): Lexical {
  const entries = new Map<string, Entry>();
  const lengths: number[] = [];
  let total = 0;

  const rarity = (stem: string, word?: string): number => {
    const entry = entries.get(stem);
    const found = (entry?.places.length ?? 0) / 2;
    const here = Math.log(1 + (lengths.length - found + 0.5) / (found + 0.5));
    return here * (word === undefined ? (entry?.atLarge ?? 1) : rarityAtLarge(vectors, word));
  };

  /** Stems like this word, and how much of it each counts. */
  const alike = (word: string, stem: string): { entry: Entry; share: number }[] => {
    const vector = vectors?.vectorOf(word) ?? null;
    if (vector === null) return [];
    const found: { entry: Entry; share: number }[] = [];
    for (const entry of entries.values()) {
      const likeness = entry.vector === null || entry.stem === stem ? 0 : dot(vector, entry.vector);
      if (likeness > LIKE_FROM) found.push({ entry, share: (LIKE_SHARE * (likeness - LIKE_FROM)) / (1 - LIKE_FROM) });
    }
    return found.sort((a, b) => b.share - a.share).slice(0, MOST_ALIKE);
  };

  return {
    rarity: (stem) => rarity(stem),
    add(text) {
      const terms = termsOf(text);
      const passage = lengths.push(terms.length) - 1;
      total += terms.length;
      const counts = new Map<string, number>();
      for (const { word, stem } of terms) {
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
        if (entries.has(stem)) continue;
        entries.set(stem, { stem, vector: vectors?.vectorOf(word) ?? null, atLarge: rarityAtLarge(vectors, word), places: [] });
      }
      for (const [stem, count] of counts) entries.get(stem)?.places.push(passage, count);
    },
    score(terms) {
      const mean = total / Math.max(1, lengths.length);
      const norms = Float64Array.from(lengths, (length) => K1 * (1 - B + (B * length) / mean));
      const scores = new Float64Array(lengths.length);
      const best = new Float64Array(lengths.length);
      for (const { word, stem } of terms) {
        best.fill(0);
        const own = rarity(stem, word);
        const exact = entries.get(stem);
        for (const { entry, share } of [...(exact === undefined ? [] : [{ entry: exact, share: 1 }]), ...alike(word, stem)]) {
          raise(best, entry.places, norms, share * Math.min(own, rarity(entry.stem)));
        }
        for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + (best[i] ?? 0);
      }
      return scores;
    },
  };
}

/** Where a word stands, its weight, saturated by how often it does, if that is more than what stood there. */
function raise(best: Float64Array, places: readonly number[], norms: Float64Array, weight: number): void {
  for (let i = 0; i < places.length; i += 2) {
    const passage = places[i] ?? 0;
    const count = places[i + 1] ?? 0;
    const score = (weight * count * (K1 + 1)) / (count + (norms[passage] ?? 0));
    if (score > (best[passage] ?? 0)) best[passage] = score;
  }
}

/** In few conversations "give" may be rare; in the language it is not. 0..1. */
function rarityAtLarge(vectors: WordVectors | null, word: string): number {
  return vectors === null ? 1 : Math.min(1, Math.log(vectors.frequencyOf(word)) / Math.log(RARE));
}
const RARE = 4e-6;
