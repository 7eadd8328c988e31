import type { QueryUnit } from './query.ts';
import type { Label, TermIndex } from './term-index.ts';

export interface Ranked {
  readonly document: number;
  readonly score: number;
  readonly confidence: number;
  readonly nameMatch: number;
}

/** Documents whose names are compared word by word, after the index has ordered all of them. */
const COMPARED = 80;
/** Equals of the last one compared are compared too, up to this many: 200 toilets are ordered by distance. */
const MOST_COMPARED = 400;
const TEXT_SHARE = 0.6;
const NAME_SHARE = 0.4;

export interface Ranking {
  rank(units: readonly QueryUnit[], accept: (document: number) => boolean): Ranked[];
}

/**
 * Two steps: every document by how much of the query it accounts for (each query unit counts once,
 * by its best term), then the best of them by how well a name is covered too.
 */
export function createRanking(index: TermIndex): Ranking {
  const size = index.labels.length;
  const sums = new Float32Array(size);
  const best = new Float32Array(size);

  function rank(units: readonly QueryUnit[], accept: (document: number) => boolean): Ranked[] {
    const total = units.reduce((sum, unit) => sum + unit.weight, 0);
    if (total === 0) return [];
    const touched = accumulate(units);
    const accepted = touched.filter((document) => (sums[document] ?? 0) > 0 && accept(document));
    const candidates = topOf(accepted, sums);
    const ranked = candidates.map((document) => {
      const confidence = Math.min(1, (sums[document] ?? 0) / total);
      const nameMatch = Math.max(0, ...(index.labels[document] ?? []).map((label) => coverage(label, units)));
      return { document, confidence, nameMatch, score: confidence * (TEXT_SHARE + NAME_SHARE * nameMatch) };
    });
    for (const document of touched) sums[document] = 0;
    return ranked;
  }

  function accumulate(units: readonly QueryUnit[]): number[] {
    const touched: number[] = [];
    for (const unit of units) {
      const here: number[] = [];
      for (const [term, sim] of unit.terms) {
        const posting = index.postings[term];
        if (posting === undefined) continue;
        for (let i = 0; i < posting.documents.length; i += 1) {
          const document = posting.documents[i] ?? 0;
          const value = sim * (posting.weights[i] ?? 0);
          const before = best[document] ?? 0;
          if (before === 0) here.push(document);
          if (value > before) best[document] = value;
        }
      }
      for (const document of here) {
        if (sums[document] === 0) touched.push(document);
        sums[document] = (sums[document] ?? 0) + (best[document] ?? 0) * unit.weight;
        best[document] = 0;
      }
    }
    return touched;
  }

  return { rank };
}

/** The best by sum; with them those that are as good as the last. */
function topOf(documents: readonly number[], sums: Float32Array): number[] {
  if (documents.length <= COMPARED) return [...documents];
  const values = Float32Array.from(documents, (document) => sums[document] ?? 0).sort();
  const least = values[values.length - COMPARED] ?? 0;
  const better = documents.filter((document) => (sums[document] ?? 0) > least);
  const equal = documents.filter((document) => sums[document] === least);
  return [...better, ...equal.slice(0, MOST_COMPARED - better.length)];
}

/** Share of a name's information that the query says. */
function coverage(label: Label, units: readonly QueryUnit[]): number {
  if (label.total === 0) return 0;
  let covered = 0;
  label.terms.forEach((term, i) => {
    let sim = 0;
    for (const unit of units) sim = Math.max(sim, unit.terms.get(term) ?? 0);
    covered += sim * (label.weights[i] ?? 0);
  });
  return covered / label.total;
}
