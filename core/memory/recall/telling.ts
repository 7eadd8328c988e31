import type { AnswerKind } from './question.ts';
import { termsOf } from './terms.ts';

/** What kind of things a turn tells, whatever it is about; read once, when the turn is kept. */
export interface Telling {
  /** Kinds of answers it could hold. */
  readonly holds: ReadonlySet<AnswerKind>;
  /** Most of it asks. */
  readonly asks: boolean;
  /** Something is other than it was. */
  readonly ofChange: boolean;
  /** How much it says: logarithm of its words with a meaning of their own. */
  readonly substance: number;
}

const TIME =
  /\b(?:yesterday|today|tonight|tomorrow|last|next|ago|weeks?|weekend|months?|years?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|since|summer|autumn|winter|christmas|easter|\d{4}|\d{1,2}(?:st|nd|rd|th)|\d{1,2}:\d{2}|noon|midnight|o'clock|gestern|heute|morgen|woche|monat|jahr)\b/i;
const NUMBER =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|dozen|half|once|twice|zwei|drei|vier|fünf|zehn)\b/i;
const NAME = /(?<=[^\s.!?:"]\s+)\p{Lu}\p{Ll}+/u;
const PLACE =
  /\b(?:in|at|to|from|near|through|around|behind|beside|opposite|nach|bei)\s+(?:the\s+|a\s+|an\s+|our\s+|my\s+)?(?:\p{Lu}|(?:old|new)\s)|\b(?:street|road|lane|square|floor|room|hall|flat|house|city|town|coast|beach)\b/u;
const CHANGE =
  /\b(?:now|any ?more|instead|changed?|moved|switched|no longer|new|from now on|gave up|not .{1,30} but|rather than|jetzt|nicht mehr|umgezogen)\b/i;

const HOLDS: readonly (readonly [AnswerKind, RegExp])[] = [
  ['time', TIME],
  ['name', NAME],
  ['number', NUMBER],
  ['place', PLACE],
];

/** Beyond so many words, more of them say more things, not more of one. */
const FULL = 25;

export function tellingOf(text: string): Telling {
  return {
    holds: new Set(HOLDS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)),
    asks: isQuestion(text),
    ofChange: CHANGE.test(text),
    substance: Math.log(1 + Math.min(FULL, termsOf(text).length)),
  };
}

function isQuestion(text: string): boolean {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
  return sentences.length > 0 && sentences.filter((sentence) => sentence.trim().endsWith('?')).length * 2 > sentences.length;
}
