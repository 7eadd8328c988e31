import { numberAt } from '../../../core/agent/understand/spoken-numbers.ts';
import { fold } from '../../../core/venue/search/fold.ts';
import { romanceInDigits } from './romance-numbers.ts';

/** A number, time or price that a text states. */
export type StatedFact =
  /** Wall clock "14:00"; two readings where the text leaves open which half of the day it means. */
  | { readonly kind: 'time'; readonly readings: readonly string[] }
  | { readonly kind: 'price'; readonly value: number }
  /** So many minutes. */
  | { readonly kind: 'span'; readonly value: number; readonly minutes: number }
  /** "at 9" may be a time. */
  | { readonly kind: 'number'; readonly value: number; readonly afterAt: boolean }
  /** Letters with digits: "B2.04". */
  | { readonly kind: 'code'; readonly text: string };

const CURRENCY = '(?:[€$£¥]|chf|eur|usd|gbp|euros?|cents?|dollars?|pounds?|francs?|franken)';
const NUMBER = '\\d+(?:[.,]\\d+)*';
const HALF = '(?: ?(am|pm|a\\.m\\.?|p\\.m\\.?)(?![a-z]))?';

/** Tried in this order; what one matched is gone for the next. */
const PATTERNS: readonly (readonly [RegExp, (match: RegExpExecArray) => readonly StatedFact[]])[] = [
  [/\d{4}-\d\d-\d\d(?:t(\d\d:\d\d))?(?::\d\d(?:\.\d+)?)?z?/g, isoDate],
  [new RegExp(`${CURRENCY} ?(${NUMBER})|(${NUMBER})(?:\\.-)? ?${CURRENCY}(?![a-z])`, 'g'), (m) => [price(m[1] ?? m[2] ?? '')]],
  [/half past (\d{1,2})|halb (\d{1,2})/g, (m) => [time(m[1] === undefined ? Number(m[2]) - 1 : Number(m[1]), 30)]],
  // "from 10 to 12" is none; "from 9:10 to 12" neither.
  [
    /(?<![\d:.,]|from |between |von |zwischen )(?:(quarter|viertel)|(5|10|20|25)(?: minutes?| minuten)?) (past|to|after|nach|vor) (\d{1,2})(?![\d:]| ?(?:min|m\b|metre|meter|step))/g,
    offset,
  ],
  [new RegExp(`(?<![\\d.,])([01]?\\d|2[0-4])(?::|h)([0-5]\\d)${HALF}`, 'g'), (m) => [time(Number(m[1]), Number(m[2]), m[3])]],
  [/(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d) ?(am|pm|a\.m\.?|p\.m\.?|uhr|h)(?![a-z])/g, (m) => [time(Number(m[1]), Number(m[2]), m[3])]],
  [/(?<![\d.,])(\d{1,2}) ?(am|pm|a\.m\.?|p\.m\.?|o'?clock|uhr)(?![a-z])/g, (m) => [time(Number(m[1]), 0, m[2])]],
  [/\b(?:noon|midday)\b/g, () => [{ kind: 'time', readings: ['12:00'] }]],
  [/\b(?:midnight|mitternacht)\b/g, () => [{ kind: 'time', readings: ['00:00', '24:00'] }]],
  [
    new RegExp(`(${NUMBER})[ -]?(min\\b|mins\\b|minuten?|minutes?|stunden?|hours?|hrs?\\b|heures?|minutos?|horas?|minuti|ore\\b)`, 'g'),
    span,
  ],
  [/\b(\d+)(?:st|nd|rd|th)\b/g, (m) => [{ kind: 'number', value: Number(m[1]), afterAt: false }]],
  [/(?<![\p{L}\d])(?=[\d.-]*\p{L})[\p{L}]*\d[\p{L}\d]*(?:[.-][\p{L}\d]+)*/gu, (m) => [{ kind: 'code', text: m[0] }]],
  [
    new RegExp(`(?:\\b(at|until|till|from|by|to|before|after|um|bis|ab|von|vor|nach|gegen) )?(${NUMBER})`, 'g'),
    (m) => [{ kind: 'number', value: numericValue(m[2] ?? ''), afterAt: m[1] !== undefined }],
  ],
];

/** Every number, time and price in a text, in digits or in words of its language (and of English). */
export function statedFacts(text: string, locale = 'en'): StatedFact[] {
  const language = locale.split('-')[0] ?? locale;
  // Some of their words are English ones of another meaning: "once", "due".
  let rest = /^(fr|es|it)$/.test(language) ? romanceInDigits(ownDigits(text), language) : inDigits(ownDigits(text));
  const facts: StatedFact[] = [];
  for (const [pattern, read] of PATTERNS) {
    for (const match of rest.matchAll(pattern)) facts.push(...read(match));
    rest = rest.replace(pattern, ' | ');
  }
  return facts;
}

/** Digits of every script as ours. */
function ownDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => String(digitOf(digit))).replaceAll(/\s+/g, ' ');
}

/** Folded, and number words as digits; "one" only where it counts something. */
function inDigits(text: string): string {
  const plain = fold(text);
  const tokens = plain.match(/\p{L}+(?:'\p{L}+)*|[^\p{L}]+/gu) ?? [];
  const words = tokens.filter((token) => /\p{L}/u.test(token));
  const out: string[] = [];
  let skip = 0;
  let at = -1;
  for (const [index, token] of tokens.entries()) {
    if (!/\p{L}/u.test(token)) {
      if (skip === 0) out.push(token);
      continue;
    }
    at += 1;
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    const glued = /\d$/.test(tokens[index - 1] ?? '') || /^\d/.test(tokens[index + 1] ?? '');
    const found = glued ? null : numberAt(words, at);
    if (
      found === null ||
      (ONE.test(token) && !COUNTED.test(words[at + 1] ?? '') && !/^(past|to|nach|vor|halb)$/.test(words[at - 1] ?? ''))
    ) {
      out.push(token);
      continue;
    }
    out.push(String(found.value));
    if (found.length === 2) {
      skip = 1;
      out.push(' ');
    }
  }
  return out.join('');
}

const ONE = /^(one|ein|eine|eins|einem|einer)$/;
const COUNTED = /^(o'?clock|am|pm|uhr|euros?|dollars?|pounds?|francs?|franken|hours?|stunden?)$/;

function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  // Decimal digits of a script stand together, from zero to nine.
  let zero = code;
  while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

function isoDate([date = '', clock]: RegExpExecArray): StatedFact[] {
  const number = (text: string): StatedFact => ({ kind: 'number', value: Number(text), afterAt: false });
  const parts = date.slice(0, 10).split('-').map(number);
  return clock === undefined ? parts : [...parts, { kind: 'time', readings: [clock] }];
}

function offset([, quarter, minutes, word = '', hour]: RegExpExecArray): StatedFact[] {
  const away = quarter === undefined ? Number(minutes) : 15;
  const back = word === 'to' || word === 'vor';
  return [back ? time(Number(hour) - 1, 60 - away) : time(Number(hour), away)];
}

function time(hour: number, minute: number, half = ''): StatedFact {
  const clock = (h: number) => `${String(((h % 24) + 24) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const sure = half.replaceAll('.', '');
  if (sure === 'am') return { kind: 'time', readings: [clock(hour % 12)] };
  if (sure === 'pm') return { kind: 'time', readings: [clock(hour < 12 ? hour + 12 : hour)] };
  return { kind: 'time', readings: hour > 12 || hour === 0 ? [clock(hour)] : [clock(hour), clock(hour + 12)] };
}

function span([, number = '', unit = '']: RegExpExecArray): StatedFact[] {
  const value = numericValue(number);
  return [{ kind: 'span', value, minutes: /^(st|h|or)/.test(unit) ? value * 60 : value }];
}

function price(number: string): StatedFact {
  return { kind: 'price', value: numericValue(number) };
}

/** "12,50" and "12.5" are the same; "1,200" and "1.200" are twelve hundred. */
function numericValue(number: string): number {
  const plain = /^\d{1,3}(?:[.,]\d{3})+$/.test(number) ? number.replaceAll(/[.,]/g, '') : number.replace(',', '.');
  return Number.parseFloat(plain);
}
