import type { Steps } from '../../steps.ts';
import type { SearchDocument } from './documents.ts';
import { wordsOf } from './normalise.ts';
import { STOPWORDS } from './stopwords.ts';
import { conceptsIn, conceptsOfKind, conceptsOfPhrase, isSynonym } from './synonyms.ts';
import { type Vocabulary, vocabularySteps } from './vocabulary.ts';

/** What a word is worth by where it stands. */
const LABEL = 1;
const LABEL_CONCEPT = 0.95;
const FACET = 0.8;
const PROSE = 0.45;
/** A word no record has may be a name heard wrong, or mere talk. */
const UNKNOWN = 0.62;
/** A name word like "the" or "of" counts, but hardly. */
const STOPWORD_SHARE = 0.1;

/** Documents with a term, ascending, and what the term is worth in each. */
export interface Posting {
  readonly documents: Uint32Array;
  readonly weights: Float32Array;
}

export interface TermIndex {
  readonly vocabulary: Vocabulary;
  readonly postings: readonly Posting[];
  /** How much a term tells: 1 for one document in many, near 0 for a word in all of them. */
  information(term: number): number;
  /** Information of a word that no document has. */
  readonly unknownInformation: number;
  /** Labels of each document as terms with their share of information. */
  readonly labels: readonly (readonly Label[])[];
}

export interface Label {
  readonly terms: readonly number[];
  /** Of each term the concepts it stands for: a synonym names the record as well. */
  readonly concepts: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly total: number;
}

/** Documents taken in before others are let in. */
const AT_ONCE = 200;

export function* termIndexSteps(documents: readonly SearchDocument[]): Steps<TermIndex> {
  const ids = new Map<string, number>();
  const postings: { readonly documents: number[]; readonly weights: number[] }[] = [];

  function termOf(word: string): number {
    const known = ids.get(word);
    if (known !== undefined) return known;
    const id = postings.length;
    ids.set(word, id);
    postings.push({ documents: [], weights: [] });
    return id;
  }

  function post(word: string, document: number, weight: number): void {
    const posting = postings[termOf(word)];
    if (posting === undefined) return;
    const last = posting.documents.length - 1;
    if (posting.documents[last] !== document) {
      posting.documents.push(document);
      posting.weights.push(weight);
    } else if ((posting.weights[last] ?? 0) < weight) posting.weights[last] = weight;
  }

  const takeIn = (document: SearchDocument, d: number): string[][] => {
    const labels = document.labels.map(wordsOf).filter((words) => words.length > 0);
    for (const words of labels) {
      for (const word of words) post(word, d, LABEL);
      for (const concept of conceptsIn(words)) post(concept, d, LABEL_CONCEPT);
    }
    for (const concept of conceptsOfKind(document.placeKind)) post(concept, d, LABEL_CONCEPT);
    for (const words of document.facets.map(wordsOf)) {
      for (const word of [...words, ...conceptsIn(words)]) post(word, d, FACET);
    }
    for (const words of document.prose.map(wordsOf)) {
      for (const word of [...words, ...conceptsIn(words)]) post(word, d, PROSE);
    }
    return labels;
  };
  const labelWords: string[][][] = [];
  for (const [d, document] of documents.entries()) {
    labelWords.push(takeIn(document, d));
    if (d % AT_ONCE === AT_ONCE - 1) yield;
  }

  const names = new Set(documents.flatMap(({ record, labels }) => (record.kind === 'speaker' ? labels.flatMap(wordsOf) : [])));
  const scale = Math.log(2 + documents.length);
  const information = (term: number): number => {
    const frequency = postings[term]?.documents.length ?? 0;
    return Math.max(0.12, Math.log(1 + documents.length / Math.max(1, frequency)) / scale);
  };
  const toLabel = (words: readonly string[]): Label => {
    const terms = words.map(termOf);
    const weights = words.map((word, i) => information(terms[i] ?? 0) * (STOPWORDS.has(word) ? STOPWORD_SHARE : 1));
    const concepts = words.map((word) =>
      conceptsOfPhrase([word])
        .filter(isSynonym)
        .flatMap((concept) => ids.get(concept) ?? []),
    );
    return { terms, concepts, weights, total: weights.reduce((a, b) => a + b, 0) };
  };
  const labels = labelWords.map((all) => all.map(toLabel));
  yield;
  const frozen = postings.map(({ documents: of, weights }) => ({ documents: Uint32Array.from(of), weights: Float32Array.from(weights) }));
  const vocabulary = yield* vocabularySteps([...ids.keys()], names);
  return { vocabulary, postings: frozen, information, unknownInformation: UNKNOWN, labels };
}
