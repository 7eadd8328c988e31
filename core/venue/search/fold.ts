/**
 * Text as it is compared: lower case, no diacritics, letters and digits only. Two spellings that a
 * recogniser or a hurried typist might choose for one word come out the same where that is safe.
 */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ı: 'i', đ: 'd', ð: 'd', þ: 'th' };

export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[ßæœøłıđðþ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll(/[’‘`´]/g, "'");
}

/** Words of a name or title, folded. "K.1.105 (La Fontaine)" -> k, 1, 105, la, fontaine. */
export function foldedWords(text: string): string[] {
  return fold(text)
    .replaceAll(/'s\b/g, '')
    .replaceAll("'", '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Without its plural ending; good enough to compare with, not a linguistic stem. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^su]s$/.test(word)) return word.slice(0, -1);
  if (word.length > 5 && word.endsWith('en')) return word.slice(0, -2);
  if (word.length > 5 && /[^e]e$/.test(word)) return word.slice(0, -1);
  return word;
}
