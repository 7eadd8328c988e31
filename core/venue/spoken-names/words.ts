/** A word of a text and where it stands in it. */
export interface SpanWord {
  /** Lower case, no diacritics, no apostrophes. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ı: 'i', đ: 'd', ð: 'd', þ: 'th' };

/** Words of a text in order; "Al-Sayed" is two, "O'Brien" and "it's" one, "the Ferryman's" is "the ferryman". */
export function spanWords(text: string): SpanWord[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’‘`][\p{L}\p{M}]+)*/gu)].map((match) => ({
    word: foldWord(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function foldWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’‘`]s$/u, '')
    .replace(/[ßæœøłıđðþ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\p{M}'’‘`]/gu, '');
}
