import { fold } from '../search/fold.ts';

/** A word of a text and where it stands in it. */
export interface SpanWord {
  /** Lower case, no diacritics, no apostrophes. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Words of a text in order; "Al-Sayed" is two, "O'Brien" and "it's" one, "the Ferryman's" is "the ferryman". */
export function spanWords(text: string): SpanWord[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’‘`][\p{L}\p{M}]+)*/gu)].map((match) => ({
    word: foldWord(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function foldWord(text: string): string {
  return fold(text).replace(/'s$/u, '').replaceAll("'", '');
}
