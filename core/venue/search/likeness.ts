import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';

/** Sounds a word needs before one of them may differ. */
export const NEAR_SOUND_MIN = 5;
const SPELT_MIN = 4;
/** Letters of a word that may be looked for inside compounds. */
export const PART_MIN = 5;

/** Share of the longer one's letters that stay when one is made the other, 0..1. */
export function lettersAlike(a: string, b: string): number {
  return 1 - distance(a, b) / Math.max(a.length, b.length);
}

/** How alike two whole words are, by letters and by sound, 0..1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const codes = doubleMetaphone(b);
  const heard = [...new Set(doubleMetaphone(a))].map((code) => (codes.includes(code) ? soundLikeness(a, b, code) : 0));
  return Math.max(spellingLikeness(a, b), ...heard);
}

/** By letters; one wrong letter in four is as likely another word, and the first letter is rarely misheard. */
export function spellingLikeness(word: string, term: string): number {
  const length = Math.max(word.length, term.length);
  if (Math.min(word.length, term.length) < SPELT_MIN || /\d/.test(word + term)) return 0;
  const sim = lettersAlike(word, term);
  const needed = length <= 4 ? 0.76 : length <= 6 ? 0.72 : 0.66;
  return sim < needed ? 0 : word[0] === term[0] ? sim : sim - 0.06;
}

/** Of words that sound alike by `code` (double metaphone); a short code is weak evidence and needs more shared letters. */
export function soundLikeness(word: string, term: string, code: string): number {
  const letters = lettersAlike(word, term);
  const needed = code.length >= 4 ? 0.3 : code.length === 3 ? 0.4 : 0.6;
  return letters < needed || code.length < 2 ? 0 : Math.max(letters, 0.6 + 0.36 * letters);
}

/** Of long words whose sounds differ in one: "brekfirst" and "breakfast". */
export function nearSoundLikeness(word: string, term: string): number {
  const letters = lettersAlike(word, term);
  return letters < 0.55 || word[0] !== term[0] ? 0 : Math.max(letters, 0.56 + 0.36 * letters);
}

/** Of a word and a compound that has it. */
export function partLikeness(word: string, term: string): number {
  const [long, short] = word.length > term.length ? [word, term] : [term, word];
  // One or two letters more make another word, and no compound: a galley is no alley.
  return short.length >= PART_MIN && long.length - short.length > 2 && long.includes(short) ? 0.6 + 0.3 * (short.length / long.length) : 0;
}
