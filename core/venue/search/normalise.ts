import { fold } from './fold.ts';
import { digitsInWords } from './numbers.ts';
import { spaced } from './spaced.ts';

/** Words as the index and a query share them: lower case, no diacritics, ß as ss, numbers as digits. */
export function wordsOf(text: string): string[] {
  const folded = fold(spaced(text)).replace(/'s\b/gu, '').replaceAll("'", '').replaceAll('&', ' and ');
  return digitsInWords((folded.match(/[\p{L}\p{N}]+/gu) ?? []).map(withoutArticle));
}

/** A common English or German ending taken off, for comparing forms of one word. */
export function stemOf(word: string): string {
  if (word.endsWith('ss') || isNumber(word)) return word;
  if (word.length < 5) return word.length === 4 && word.endsWith('s') ? word.slice(0, 3) : word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  const stem = word.replace(/(?:ings?|ers|ern|es|en|er|ed|e|s|n)$/, '');
  return stem.length >= 4 ? stem : word.replace(/s$/, '');
}

export function isNumber(word: string): boolean {
  return /\d/.test(word);
}

/** The Arabic article and the particles that are written before it. */
function withoutArticle(word: string): string {
  return /^[\u0621-\u064a]/u.test(word) ? word.replace(/^(?:[وفبك]?ال|لل|ولل)(?=..)/u, '') : word;
}
