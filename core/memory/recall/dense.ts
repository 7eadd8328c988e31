import { type Term, termsOf } from './terms.ts';
import { createVectorList } from './vector-list.ts';
import { normalised, type WordVectors } from './word-vectors.ts';

/** Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017): frequent words count less. */
const SMOOTHING = 1e-3;

export interface Dense {
  add(turn: number, passage: string): void;
  /** Cosine of each turn's meaning with the question's, that of its likest passage; 0 where either has no known word, or less. */
  match(terms: readonly Term[], rarity: (term: Term) => number): Float64Array;
}

export function createDense(vectors: WordVectors): Dense {
  const meanings = createVectorList(vectors.dimensions);
  /** The turn that each meaning is of. */
  const turnOf: number[] = [];
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
      if (meaning === null) return;
      meanings.push(meaning);
      turnOf.push(turn);
    },
    match(terms, rarity) {
      const scores = new Float64Array(turns);
      const asked = meaningOf(terms, rarity);
      if (asked === null) return scores;
      meanings.compare(asked, (row, likeness) => {
        const turn = turnOf[row] ?? 0;
        if (likeness > (scores[turn] ?? 0)) scores[turn] = likeness;
      });
      return scores;
    },
  };
}
