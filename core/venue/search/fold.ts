/** Diacritics, but not the marks that make another kana of one. */
const DIACRITICS = /[^\P{M}\u3099\u309a]+/gu;
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ı: 'i', đ: 'd', ð: 'd', þ: 'th' };

/**
 * Text as it is compared: lower case, no diacritics, letters and digits only. Two spellings that a
 * recogniser or a hurried typist might choose for one word come out the same where that is safe.
 */
export function fold(text: string): string {
  return OTHER_SCRIPTS.test(text) ? foldOther(text) : foldLatin(text);
}

/** Arabic; kana, Han and what is written as wide as they are. */
const OTHER_SCRIPTS = /[\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]/u;
/** Arabic letters in the ways they are typed in a hurry; hamza above or below its letter goes with the diacritics. */
const PLAIN_ARABIC: Readonly<Record<string, string>> = { ة: 'ه', ى: 'ي', ٱ: 'ا' };
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;

function foldOther(text: string): string {
  return foldLatin(text.replaceAll(/[\uff01-\uff9f]+/gu, (wide) => wide.normalize('NFKC')))
    .normalize('NFC')
    .replaceAll('\u0640', '')
    .replaceAll(/[ةىٱ]/gu, (letter) => PLAIN_ARABIC[letter] ?? letter)
    .replaceAll(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replaceAll(/[\u30a1-\u30f6]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

function foldLatin(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[ßæœøłıđðþ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(DIACRITICS, '')
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
