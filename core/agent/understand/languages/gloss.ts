import { fold } from '../../../venue/search/fold.ts';
import type { Language, Lexicon } from './language.ts';
import { askedFirst, inEnglishOrder } from './word-order.ts';

/** What must not be taken for a word of the language. */
export interface Names {
  /** "salle turing": neighbouring words of a name of the venue. */
  readonly pairs: ReadonlySet<string>;
  readonly isWord: (word: string) => boolean;
  /** Spans [from, to) that are a whole name of more than one word: "gâteau au chocolat". */
  readonly spans: (words: readonly string[]) => readonly (readonly [number, number])[];
}

export const NO_NAMES: Names = { pairs: new Set(), isWord: () => false, spans: () => [] };

export type Gloss = (text: string, names: Names) => string[];

/** Folded words of a text, apostrophes and hyphens apart: "où est-ce qu'il y a" -> ou est ce qu il y a. */
export function plainWords(text: string): string[] {
  return fold(text)
    .replaceAll(/(\d)[:.](\d\d)(?!\d)/g, '$1:$2')
    .replaceAll(/'s(?=\s|$)/g, '')
    .split(/[^\p{L}\p{N}:]+/u)
    .map((word) => word.replaceAll(/^:+|:+$/g, ''))
    .filter((word) => word !== '');
}

/**
 * Puts a question into the words that the engine's cues know: phrase by phrase, the longest first; what the lexicon
 * does not have stays as it was said, names above all.
 */
export function createGloss({ lexicon }: Language & { readonly lexicon: Lexicon }): Gloss {
  const phrases = phrasesOf(lexicon);
  const inPhrases = new Set(
    [...phrases.keys(), ...[...lexicon.numbers, ...Object.keys(lexicon.moreNumbers)].map((word) => keyOf(lexicon)(fold(word)))].flatMap(
      (phrase) => phrase.split(' '),
    ),
  );
  const cut = (text: string, { isWord }: Names) =>
    lexicon.cut === undefined ? plainWords(text) : lexicon.cut.cut(text, (word) => inPhrases.has(word), isWord);
  const longest = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
  const clock = clockOf(lexicon);
  return (text, names) => {
    const spelled = lexicon.spelling.reduce((sofar, [pattern, into]) => sofar.replaceAll(pattern, into), text);
    const words = clock(cut(spelled, names).join(' ')).split(' ');
    const kept = namesIn(words, phrases, names);
    const said: string[] = [];
    for (let at = 0; at < words.length; ) {
      const found = kept[at] === true ? null : longestAt(words, at, longest, phrases, kept, names);
      said.push(found?.means ?? words[at] ?? '');
      at += found?.length ?? 1;
    }
    return inEnglishOrder((lexicon.asksLast === true ? askedFirst(said) : said).join(' '))
      .split(' ')
      .filter((word) => word !== '');
  };
}

/** Commas as they are written in the languages here. */
export const SEPARATOR = /[,،、]/;

const keyOf =
  ({ cut }: Lexicon) =>
  (phrase: string): string =>
    cut?.key(phrase) ?? phrase;

interface Meaning {
  readonly means: string;
  readonly topic: boolean;
}

function phrasesOf(lexicon: Lexicon): ReadonlyMap<string, Meaning> {
  const { phrases, topics, numbers, moreNumbers, also = {}, dropped = '' } = lexicon;
  const all = new Map<string, Meaning>();
  const key = keyOf(lexicon);
  const add = (means: string, said: string, topic: boolean) => {
    for (const phrase of fold(said.normalize('NFKC')).split(SEPARATOR).flatMap(waysOf).map(key))
      if (phrase !== '' && !all.has(phrase)) all.set(phrase, { means, topic });
  };
  for (const [means, said] of Object.entries(also)) add(means, said, false);
  for (const [means, said] of Object.entries(phrases)) add(means, said, false);
  for (const [means, said] of Object.entries(topics)) add(means, said, true);
  for (const [value, word] of numbers.entries()) if (value > 1) add(String(value), word, false);
  for (const [word, value] of Object.entries(moreNumbers)) if (value > 1) add(String(value), word, false);
  add('', dropped, false);
  return all;
}

/** "ou (est|sont|)" -> "ou est", "ou sont", "ou". */
export function waysOf(pattern: string): string[] {
  const group = /\(([^()]*)\)/.exec(pattern);
  if (group === null) {
    const phrase = pattern.trim().replaceAll(/\s+/g, ' ');
    return phrase === '' ? [] : [phrase];
  }
  const [whole, choices = ''] = group;
  return choices.split('|').flatMap((choice) => waysOf(pattern.slice(0, group.index) + choice + pattern.slice(group.index + whole.length)));
}

function longestAt(
  words: readonly string[],
  at: number,
  longest: number,
  phrases: ReadonlyMap<string, Meaning>,
  kept: readonly boolean[],
  { isWord }: Names,
): { readonly means: string; readonly length: number } | null {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    if (kept.slice(at, at + length).some(Boolean)) continue;
    const span = words.slice(at, at + length);
    const meaning = phrases.get(span.join(' '));
    if (meaning === undefined || (meaning.topic && span.every(isWord))) continue;
    return { means: meaning.means, length };
  }
  return null;
}

/** Words of the venue's names: beside a word that is no word of the language, and known as its neighbour. */
function namesIn(words: readonly string[], phrases: ReadonlyMap<string, Meaning>, { pairs, spans }: Names): boolean[] {
  const kept = words.map(() => false);
  for (const [from, to] of spans(words)) kept.fill(true, from, to);
  for (let at = 0; at + 1 < words.length; at++) {
    const [one = '', two = ''] = words.slice(at, at + 2);
    if (!pairs.has(`${one} ${two}`) || (phrases.has(one) && phrases.has(two))) continue;
    kept[at] = true;
    kept[at + 1] = true;
  }
  return kept;
}

/** Number words as digits where a clock time is said, and the time as English has it. */
function clockOf(lexicon: Lexicon): (text: string) => string {
  const { numbers, moreNumbers, clock } = lexicon;
  const key = keyOf(lexicon);
  const values = new Map<string, number>([
    ...numbers.map((word, value): [string, number] => [key(fold(word)), value]),
    ...Object.entries(moreNumbers).map(([word, value]): [string, number] => [key(fold(word)), value]),
  ]);
  const words = [...values.keys()].sort((a, b) => b.length - a.length);
  const number = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const source = clock.time.source.replaceAll('\\d{1,2}', `(?:\\d{1,2}|${words.join('|')})`);
  const time = new RegExp(source, clock.time.flags);
  const value = (said: string | undefined): number | undefined =>
    said === undefined ? undefined : Number(said.replace(number, (word) => String(values.get(word))));
  return (text) =>
    text.replace(time, (whole: string, ...rest: readonly unknown[]) => {
      const said = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      const hour = value(said.hour ?? said.hour24);
      if (hour === undefined || hour > 24) return whole;
      const minute = value(said.minute ?? said.minute2 ?? said.colon);
      return `${said.from === undefined ? 'at' : 'from'} ${englishTime(hour, said, minute, value(said.less))}`;
    });
}

function englishTime(
  hour: number,
  said: Readonly<Record<string, string | undefined>>,
  minute: number | undefined,
  less: number | undefined,
): string {
  const half = said.pm !== undefined ? ' pm' : said.am !== undefined ? ' am' : '';
  const past = said.half !== undefined ? 30 : said.quarter !== undefined ? 15 : (minute ?? 0);
  const before = said.lessQuarter !== undefined ? 15 : (less ?? 0);
  const total = (hour * 60 + past - before + 24 * 60) % (24 * 60);
  const [h, m] = [Math.floor(total / 60), total % 60];
  if (h > 12 || h === 0) return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  if (half !== '') return `${h}:${String(m).padStart(2, '0')}${half}`;
  if (m === 0) return String(h);
  if (m === 30) return `half past ${h}`;
  return m === 15 ? `quarter past ${h}` : m === 45 ? `quarter to ${(h % 12) + 1}` : `${h}:${String(m).padStart(2, '0')}`;
}
