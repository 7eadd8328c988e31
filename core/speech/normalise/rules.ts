import { CURRENCIES, UNITS } from './lexicon.ts';
import { cardinal, digits, number, ordinal, roomNumber, year } from './numbers.ts';
import {
  clockTime,
  DAY_MONTH,
  halfOfDay,
  ISO_DATE,
  MONTH_DAY,
  NUMERIC_DATE,
  sayDate,
  sayTime,
  sayTimeRange,
  TIME_SOURCE,
} from './times.ts';

/** What stands before a match, lower case: "room", "at", … */
export interface RuleContext {
  readonly previousWord: string;
}

/** A pattern tried at the start of a word, and what to say for it; null: not this one after all. */
export interface Rule {
  readonly pattern: RegExp;
  readonly say: (match: RegExpExecArray, context: RuleContext) => readonly string[] | null;
}

const words = (text: string) => text.split(' ');
const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const UNIT = [...UNITS.keys()]
  .sort((a, b) => b.length - a.length)
  .map(escapePattern)
  .join('|');
const CURRENCY = '€|\\$|£|¥|EUR|USD|GBP|CHF|JPY';
const ROOM_WORDS = new Set('room rooms suite gate desk stand booth counter locker apartment table'.split(' '));
const TIME_WORDS = new Set('at from until till to by between and before after around since'.split(' '));
const DIALLING_WORDS = new Set('extension ext dial pin code number'.split(' '));
const FRACTIONS: Readonly<Record<string, string>> = {
  '1/2': 'half',
  '1/3': 'one third',
  '2/3': 'two thirds',
  '1/4': 'one quarter',
  '3/4': 'three quarters',
};

/** In order; the first whose pattern matches and that has something to say wins. */
export const RULES: readonly Rule[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/y, say: () => words('the address on screen') },
  { pattern: /(?:https?:\/\/|www\.)\S*[\w/]/iy, say: () => words('the link on screen') },
  {
    pattern: /(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|eu|de|at|ch|fr|it|es|uk|example|info|app|events?|hotel)(?:\/\S*[\w/])?(?![\w.@-])/iy,
    say: () => words('the link on screen'),
  },
  { pattern: /w\/(?=\s)/iy, say: () => ['with'] },
  { pattern: /w\/o(?=\s)/iy, say: () => ['without'] },
  { pattern: /24\/7/y, say: () => words('twenty four seven') },
  {
    pattern: new RegExp(`${TIME_SOURCE}\\s?(?:-|–|—|to|until)\\s?${TIME_SOURCE}(?!\\d)`, 'iy'),
    say: ([, h1 = '', m1 = '', half1, h2 = '', m2 = '', half2]) => {
      const first = half1 ?? (half2 !== undefined && Number(h1) <= Number(h2) ? half2 : half1);
      return sayTimeRange(clockTime(h1, m1, first), clockTime(h2, m2, half2));
    },
  },
  { pattern: new RegExp(`${TIME_SOURCE}(?!\\d)`, 'iy'), say: ([, hour = '', minute = '', half]) => sayTime(hour, minute, half) },
  { pattern: /(1[0-2]|\d)\.([0-5]\d)\s?([ap])\.?\s?m\b\.?/iy, say: ([, hour = '', minute = '', half]) => sayTime(hour, minute, half) },
  {
    pattern: /(1\d|2[0-3]|\d)\.([0-5]\d)(?![\d.])/y,
    say: ([, hour = '', minute = ''], { previousWord }) => (TIME_WORDS.has(previousWord) ? sayTime(hour, minute, undefined) : null),
  },
  {
    pattern: /(1[0-2]|[1-9])\s?([ap])\.?\s?m\b\.?/iy,
    say: ([, hour = '', half = '']) => [...cardinal(Number(hour)), ...halfOfDay(half.toLowerCase() === 'a' ? 'a' : 'p')],
  },
  { pattern: /((?:1[1-9]|20)\d0)s\b/y, say: ([, value]) => plural(year(Number(value))) },
  { pattern: ISO_DATE, say: ([, y, month, day]) => sayDate(Number(day), Number(month), y) },
  { pattern: NUMERIC_DATE, say: ([, day, month, y]) => sayDate(Number(day), Number(month), y) },
  { pattern: DAY_MONTH, say: ([, day, month = '', y]) => sayDate(Number(day), month, y) },
  { pattern: MONTH_DAY, say: ([, month = '', day, y]) => sayDate(Number(day), month, y) },
  {
    pattern: new RegExp(`(${CURRENCY})\\s?(${NUMBER})(?![\\d])`, 'iy'),
    say: ([, sign = '', amount = '']) => money(sign, amount),
  },
  {
    pattern: new RegExp(`(${NUMBER})\\s?(${CURRENCY})(?![\\w])`, 'iy'),
    say: ([, amount = '', sign = '']) => money(sign, amount),
  },
  {
    pattern: new RegExp(`(${NUMBER})\\s?(?:-|–|to)\\s?(${NUMBER})\\s?(${UNIT})(?![\\w²/])`, 'iy'),
    say: ([, from = '', to = '', unit = '']) => [...number(from), 'to', ...number(to), ...unitWords(unit, to)],
  },
  {
    pattern: new RegExp(`(${NUMBER})\\s?(${UNIT})(?![\\w²/])\\.?(?!\\w)`, 'iy'),
    say: ([, amount = '', unit = '']) => [...number(amount), ...unitWords(unit, amount)],
  },
  { pattern: /\+?\(?\d[\d\s()/-]{5,}\d/y, say: ([text]) => phone(text) },
  {
    pattern: /([A-Z]{1,2})[-.]?(\d{1,5})((?:[.-]\d{1,4})*)([A-Za-z])?(?![\w@])/y,
    say: ([, letters = '', first = '', rest = '', last = '']) => code(letters, first, rest, last),
  },
  {
    pattern: /(\d{1,5})((?:\.\d{1,4})*)([a-zA-Z])?(?![\w:%]|[.,]\d)/y,
    say: ([, first = '', rest = '', last = ''], { previousWord }) => (ROOM_WORDS.has(previousWord) ? code('', first, rest, last) : null),
  },
  { pattern: /(\d{3,})(?![\w.,]\d)/y, say: ([, text = ''], { previousWord }) => (DIALLING_WORDS.has(previousWord) ? digits(text) : null) },
  { pattern: /(\d+)(?:st|nd|rd|th)\b/iy, say: ([, value]) => ordinal(Number(value)) },
  {
    pattern: /(\d+\/\d+)(?![\d/])/y,
    say: ([, text = '']) =>
      text in FRACTIONS
        ? words(FRACTIONS[text] as string)
        : text.split('/').flatMap((part, i) => [...(i === 0 ? [] : ['of']), ...number(part)]),
  },
  {
    pattern: new RegExp(`(${NUMBER})\\s?[-–]\\s?(${NUMBER})(?![\\d-])`, 'y'),
    say: ([, from = '', to = '']) => [...number(from), 'to', ...number(to)],
  },
  { pattern: /((?:19|20)\d{2})(?![\d.,]\d|\d)/y, say: ([, value]) => year(Number(value)) },
  { pattern: new RegExp(`[-−]?(?:${NUMBER})`, 'y'), say: ([text]) => number(text) },
];

function money(sign: string, amount: string): string[] | null {
  const names = CURRENCIES.get(sign.toLowerCase());
  if (names === undefined) return null;
  const [whole = '0', fraction = ''] = amount.replaceAll(',', '').split('.');
  if (fraction.length > 2) return [...number(amount), names[1]];
  const units = Number(whole);
  const cents = Number(fraction.padEnd(2, '0'));
  const main = [...cardinal(units), units === 1 ? names[0] : names[1]];
  if (cents === 0) return main;
  if (units === 0) return [...cardinal(cents), cents === 1 ? names[2] : names[3]];
  return [...main, ...(cents < 10 ? ['and', ...cardinal(cents), cents === 1 ? names[2] : names[3]] : cardinal(cents))];
}

function unitWords(unit: string, amount: string): string[] {
  const names = UNITS.get(unit.toLowerCase());
  return names === undefined ? [] : words(amount === '1' ? names[0] : names[1]);
}

function phone(text: string): string[] | null {
  const count = text.replace(/\D/g, '').length;
  const looksDialled = /^[+(0]/.test(text) || /\d[\s/-]\d{2,}[\s/-]?\d/.test(text);
  if (count < 7 || count > 15 || !looksDialled) return null;
  return [...(text.startsWith('+') ? ['plus'] : []), ...digits(text)];
}

function code(letters: string, first: string, rest: string, last: string): string[] {
  const numbers = [first, ...rest.split(/[.-]/).filter((part) => part !== '')];
  return [...letters.toLowerCase(), ...numbers.flatMap(roomNumber), ...(last === '' ? [] : [last.toLowerCase()])];
}

function plural(spoken: readonly string[]): string[] {
  const last = spoken.at(-1) ?? '';
  return [...spoken.slice(0, -1), last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`];
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
