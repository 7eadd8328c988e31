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
const MOST_COMPARED = 2000;
const BUCKETS = 512;
const TEXT_SHARE = 0.6;
const NAME_SHARE = 0.4;

export interface Ranking {
  /** Documents that account for at least `least` of the query, 0..1, and that `accept` lets through; in no order. */
  rank(units: readonly QueryUnit[], least: number, accept: (document: number) => boolean): Ranked[];
}

/**
 * Two steps: every document by how much of the query it accounts for (each query unit counts once,
 * by its best term), then the best of them by how well a name is covered too.
 */
export function createRanking(index: TermIndex): Ranking {
  const size = index.labels.length;
  const sums = new Float32Array(size);
  const best = new Float32Array(size);

  function rank(units: readonly QueryUnit[], least: number, accept: (document: number) => boolean): Ranked[] {
    const total = units.reduce((sum, unit) => sum + unit.weight, 0);
    if (total === 0) return [];
    const touched = accumulate(units);
    const enough = Math.max(least * total, Number.EPSILON);
    const likely = touched.filter((document) => (sums[document] ?? 0) >= enough && accept(document));
    const meant = bestSimilarities(units);
    const ranked = topOf(likely, sums, total).map((document) => {
      const confidence = Math.min(1, (sums[document] ?? 0) / total);
      let nameMatch = 0;
      for (const label of index.labels[document] ?? []) nameMatch = Math.max(nameMatch, coverage(label, meant));
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

/** The best by sum, found by a histogram; with them those about as good as the last. */
function topOf(documents: readonly number[], sums: Float32Array, total: number): readonly number[] {
  if (documents.length <= COMPARED) return documents;
  const bucketOf = (document: number): number => Math.min(BUCKETS - 1, Math.floor(((sums[document] ?? 0) / total) * BUCKETS));
  const counts = new Uint32Array(BUCKETS);
  for (const document of documents) counts[bucketOf(document)] = (counts[bucketOf(document)] ?? 0) + 1;
  let bucket = BUCKETS - 1;
  for (let better = counts[bucket] ?? 0; better < COMPARED && bucket > 0; better += counts[bucket] ?? 0) bucket -= 1;
  const better = documents.filter((document) => bucketOf(document) > bucket);
  const equal = documents.filter((document) => bucketOf(document) === bucket);
  return [...better, ...equal.slice(0, MOST_COMPARED - better.length)];
}

function bestSimilarities(units: readonly QueryUnit[]): ReadonlyMap<number, number> {
  const meant = new Map<number, number>();
  for (const { terms } of units) for (const [term, sim] of terms) if (sim > (meant.get(term) ?? 0)) meant.set(term, sim);
  return meant;
}

/** Share of a name's information that the query says. */
function coverage(label: Label, meant: ReadonlyMap<number, number>): number {
  if (label.total === 0) return 0;
  let covered = 0;
  for (let i = 0; i < label.terms.length; i += 1) {
    let said = meant.get(label.terms[i] ?? -1) ?? 0;
    for (const concept of label.concepts[i] ?? []) said = Math.max(said, meant.get(concept) ?? 0);
    covered += said * (label.weights[i] ?? 0);
  }
  return covered / label.total;
}
