import { fold } from '../../../venue/search/fold.ts';
import type { WordCutter } from './language.ts';

const LONGEST = 24;
const APART = /[^\p{L}\p{N}:ー]+/gu;
const LATIN = /^[\p{Script=Latin}\p{N}:]+/u;

/**
 * Finds words in a text that sets none apart: from each place the longest that is known, names of the venue before words of
 * the language; what neither has stays together as one word. No dictionary, so no more is found than the lexicon has.
 */
export const cutJapanese: WordCutter = {
  key: joined,
  cut: (text, has, isName) =>
    text
      .normalize('NFKC')
      .replaceAll(/[、,]/gu, '')
      .split(APART)
      .flatMap((run) => cutRun(run, has, isName)),
};

function joined(folded: string): string {
  return folded.replaceAll(APART, '');
}

function cutRun(written: string, has: (word: string) => boolean, isName: (word: string) => boolean): string[] {
  const run = fold(written);
  // A particle is never written in the letters of foreign words: "ト" is no "と".
  const isForeign = (at: number) => run.length === written.length && /\p{Script=Katakana}/u.test(written.charAt(at));
  const words: string[] = [];
  let unknown = '';
  const found = (word: string) => {
    if (unknown !== '') words.push(unknown);
    unknown = '';
    if (word !== '') words.push(word);
  };
  for (let at = 0; at < run.length; ) {
    const rest = run.slice(at);
    const least = isForeign(at) ? 2 : 1;
    const known = longest(rest, (part) => part.length > 1 && isName(part)) ?? longest(rest, (part) => part.length >= least && has(part));
    const taken = known ?? LATIN.exec(rest)?.[0];
    if (taken === undefined) unknown += rest.charAt(0);
    else found(taken);
    at += taken?.length ?? 1;
  }
  found('');
  return words;
}

function longest(text: string, fits: (part: string) => boolean): string | undefined {
  for (let length = Math.min(LONGEST, text.length); length > 0; length--) {
    const part = text.slice(0, length);
    // A number is not cut in two.
    if (fits(part) && !(/\d$/.test(part) && /^\d/.test(text.slice(length)))) return part;
  }
  return undefined;
}
