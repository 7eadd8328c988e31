import { type Term, termsOf } from './terms.ts';
import { dot, normalised, type WordVectors } from './word-vectors.ts';

/** Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017): frequent words count less. */
const SMOOTHING = 1e-3;

export interface Dense {
  add(text: string): void;
  /** Cosine of each turn's meaning with the question's, -1..1; 0 where either has no known word. */
  score(terms: readonly Term[], rarity: (term: Term) => number): Float64Array;
}

export function createDense(vectors: WordVectors): Dense {
  const rows: (Float32Array | null)[] = [];
  const meaning = (terms: readonly Term[], rarity?: (term: Term) => number): Float32Array | null => {
    const sum = new Float32Array(vectors.dimensions);
    let known = 0;
    for (const term of terms) {
      const vector = vectors.vectorOf(term.word);
      if (vector === null) continue;
      known++;
      const weight = (SMOOTHING / (SMOOTHING + vectors.frequencyOf(term.word))) * (rarity?.(term) ?? 1);
      for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] ?? 0) + weight * (vector[d] ?? 0);
    }
    return known === 0 ? null : normalised(sum);
  };
  return {
    add: (text) => void rows.push(meaning(termsOf(text))),
    score(terms, rarity) {
      const asked = meaning(terms, rarity);
      return Float64Array.from(rows, (row) => (asked === null || row === null ? 0 : dot(asked, row)));
    },
  };
}
