import { type Term, termsOf } from './terms.ts';
import { dot, normalised, type WordVectors } from './word-vectors.ts';

/** Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017): frequent words count less. */
const SMOOTHING = 1e-3;

export interface Dense {
  add(turn: number, passage: string): void;
  /** Cosine of each turn's meaning with the question's, that of its likest passage; 0 where either has no known word, or less. */
  match(terms: readonly Term[], rarity: (term: Term) => number): Float64Array;
}

export function createDense(vectors: WordVectors): Dense {
  const rows: { readonly turn: number; readonly meaning: Float32Array }[] = [];
  let turns = 0;
  const meaningOf = (terms: readonly Term[], rarity?: (term: Term) => number): Float32Array | null => {
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
    add(turn, passage) {
      turns = turn + 1;
      const meaning = meaningOf(termsOf(passage));
      if (meaning !== null) rows.push({ turn, meaning });
    },
    match(terms, rarity) {
      const scores = new Float64Array(turns);
      const asked = meaningOf(terms, rarity);
      if (asked === null) return scores;
      for (const { turn, meaning } of rows) scores[turn] = Math.max(scores[turn] ?? 0, dot(asked, meaning));
      return scores;
    },
  };
}
