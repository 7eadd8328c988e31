/** Small numbers as guests say them, English and German, for times, ordinals and counts. */

const list = (words: string) => words.split(' ');

const EN = list(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const DE = list(
  'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
);
const EN_TENS = list('twenty thirty forty fifty');
const DE_TENS = list('zwanzig dreissig vierzig funfzig');
const DE_UNITS = list('ein zwei drei vier funf sechs sieben acht neun');

const VALUES = new Map<string, number>([
  ...EN.map((word, value): [string, number] => [word, value]),
  ...DE.map((word, value): [string, number] => [word, value]),
  ...EN_TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ...DE_TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ...DE_TENS.flatMap((tens, t) => DE_UNITS.map((unit, u): [string, number] => [`${unit}und${tens}`, (t + 2) * 10 + u + 1])),
  ['ein', 1],
  ['einem', 1],
  ['einer', 1],
  ['zwo', 2],
  ['fuenf', 5],
  ['zwoelf', 12],
]);

/** The number a word stands for, or null. */
export function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (/^\d{1,4}$/.test(word)) return Number(word);
  return VALUES.get(word) ?? null;
}

/** A number of one or two words from `at`: "twenty five". */
export function numberAt(words: readonly string[], at: number): { readonly value: number; readonly length: number } | null {
  const value = numberOf(words[at]);
  if (value === null) return null;
  const unit = numberOf(words[at + 1]);
  const tens = EN_TENS.includes(words[at] ?? '');
  return tens && unit !== null && unit > 0 && unit < 10 ? { value: value + unit, length: 2 } : { value, length: 1 };
}

const ORDINALS = new Map<string, number>([
  ...list('first second third fourth fifth sixth seventh eighth ninth tenth').map((word, i): [string, number] => [word, i]),
  ...list('erste zweite dritte vierte funfte sechste siebte achte neunte zehnte').flatMap((word, i): [string, number][] => [
    [word, i],
    [`${word}n`, i],
    [`${word}r`, i],
    [`${word}s`, i],
  ]),
  ...list('1st 2nd 3rd 4th 5th').map((word, i): [string, number] => [word, i]),
  ['last', -1],
  ['letzte', -1],
  ['letzten', -1],
  ['letzter', -1],
  ['letztes', -1],
]);

/** Position of an ordinal, from 0; -1 is the last; null when it is none. */
export function ordinalOf(word: string): number | null {
  return ORDINALS.get(word) ?? null;
}
