import { distance } from 'fastest-levenshtein';
import { wordsOf } from '../../../core/venue/search/normalise.ts';

/** Counts that add up over many recordings. */
export interface ErrorCounts {
  readonly words: number;
  readonly wordErrors: number;
  readonly characters: number;
  readonly characterErrors: number;
  readonly recordings: number;
  /** Recordings of which nothing was written down. */
  readonly empty: number;
  readonly names: number;
  /** Of the names said, those that are in the text. */
  readonly namesHeard: number;
  readonly namesRepaired: number;
}

export const NO_ERRORS: ErrorCounts = {
  words: 0,
  wordErrors: 0,
  characters: 0,
  characterErrors: 0,
  recordings: 0,
  empty: 0,
  names: 0,
  namesHeard: 0,
  namesRepaired: 0,
};

/** Case, punctuation, accents and "seven" for "7" make no difference. */
export function countErrors(said: string, heard: string, names: readonly string[] = [], repaired: string = heard): ErrorCounts {
  const reference = wordsOf(said);
  const hypothesis = wordsOf(heard);
  const has = (text: string, name: string) => ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(name).join(' ')} `);
  return {
    words: reference.length,
    wordErrors: editDistance(reference, hypothesis),
    characters: reference.join(' ').length,
    characterErrors: distance(reference.join(' '), hypothesis.join(' ')),
    recordings: 1,
    empty: hypothesis.length === 0 ? 1 : 0,
    names: names.length,
    namesHeard: names.filter((name) => has(heard, name)).length,
    namesRepaired: names.filter((name) => has(repaired, name)).length,
  };
}

export function addErrors(a: ErrorCounts, b: ErrorCounts): ErrorCounts {
  return Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof ErrorCounts]])) as unknown as ErrorCounts;
}

/** Fewest insertions, deletions and substitutions that make one list of words into the other. */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  a.forEach((word, i) => {
    const row = [i + 1];
    b.forEach((other, j) => {
      const change = (above[j] ?? 0) + (word === other ? 0 : 1);
      row.push(Math.min(change, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    });
    above = row;
  });
  return above[b.length] ?? 0;
}
