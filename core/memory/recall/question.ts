import { type Term, termsOf, wordsOf } from './terms.ts';
import { type Period, periodsOf } from './time.ts';

/** What kind of words the answer is made of. */
export type AnswerKind = 'time' | 'name' | 'number' | 'place';

export interface Question {
  readonly terms: readonly Term[];
  /** For each term, whether it is a name. */
  readonly isName: readonly boolean[];
  /** Roles, in lower case, that the question is about: names in it, "guest" where it says "I", "companion" where it says "you". */
  readonly speakers: ReadonlySet<string>;
  readonly expects: ReadonlySet<AnswerKind>;
  /** It asks how things are now, not how they were. */
  readonly asksNow: boolean;
  /** Dates it names. */
  readonly periods: readonly Period[];
}

const FIRST_PERSON = new Set([
  'i',
  'my',
  'me',
  'mine',
  'myself',
  "i'm",
  "i've",
  "i'd",
  'we',
  'our',
  'us',
  'ich',
  'mein',
  'meine',
  'mir',
  'mich',
]);
const SECOND_PERSON = /\byou(?:r|'ve)?\b|\bdu\b|\bsie\b/i;
const GUESTS = ['guest', 'user', 'human'];
const COMPANIONS = ['companion', 'assistant', 'kiosk', 'bot', 'ai'];

const EXPECTS: readonly (readonly [AnswerKind, RegExp])[] = [
  ['time', /\b(?:when|what (?:day|date|month|year|time)|how (?:long ago|recently)|since when|which (?:day|date|month|year)|wann)\b/i],
  ['name', /\b(?:who|whom|whose|wer|wem|wen|names?|called)\b/i],
  [
    'number',
    /\bhow (?:many|much|long|old|far|big|large|often|tall|heavy)\b|\b(?:what|which) (?:price|number|amount|age|size)\b|\bwie(?: ?viele?| alt| lange)\b/i,
  ],
  ['place', /\b(?:where|wo|woher|wohin)\b|\b(?:what|which) (?:city|town|country|place|street|room|venue|restaurant|shop)\b/i],
];

const NOW =
  /\b(?:now|currently?|present(?:ly)?|nowadays|today|these days|at the moment|any ?more|still|latest|most recent(?:ly)?|in the end|finally|jetzt|inzwischen|noch)\b/i;

/** @param roles who has spoken, in lower case. */
export function readQuestion(text: string, roles: ReadonlySet<string>, now?: string): Question {
  const words = wordsOf(text);
  const named = [...roles].filter((role) => wordsOf(role).some((part) => part.length > 1 && words.includes(part)));
  const among = (some: readonly string[]) => some.filter((role) => roles.has(role));
  const own = words.some((word) => FIRST_PERSON.has(word)) ? among(GUESTS) : [];
  const others = SECOND_PERSON.test(text) ? among(COMPANIONS) : [];
  const names = new Set(named.flatMap(wordsOf));
  // Whoever is named is found by who spoke; in what is said, a name is mostly the other one's form of address.
  const terms = termsOf(text).filter(({ word }) => !names.has(word));
  const capital = new Set(wordsOf([...text.matchAll(/(?<=\S\s+["'(]?)\p{Lu}[\p{L}\p{N}'’]*/gu)].join(' ')));
  return {
    terms,
    isName: terms.map(({ word }) => capital.has(word)),
    speakers: new Set([...named, ...(others.length > 0 && named.length === 0 ? others : own)]),
    expects: new Set(EXPECTS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)),
    asksNow: NOW.test(text),
    periods: periodsOf(text, now),
  };
}
