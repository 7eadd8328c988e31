import type { GoalKind } from '../../goals/goal.ts';
import { GOAL_WORDS_DE } from './goal-words-de.ts';
import { GOAL_WORDS_EN } from './goal-words-en.ts';
import { GOAL_WORDS_ES } from './goal-words-es.ts';
import { GOAL_WORDS_FR } from './goal-words-fr.ts';
import { GOAL_WORDS_IT } from './goal-words-it.ts';

/** How guests put what they want done, in one language; regular expressions over folded words (English and German: tidied). */
export interface GoalWords {
  /** Opens a goal of the kind; the first that fits, in this order. */
  readonly wants: readonly (readonly [GoalKind, RegExp])[];
  /** To book or keep something; what is said besides. */
  readonly book: RegExp;
  /** Nothing is said but that something is to be booked. */
  readonly bookOnly: RegExp;
  /** To cancel, of a booking that the kiosk has just named. */
  readonly cancels: RegExp;
  /** What a goal is called: "forget the table", "back to the tour". */
  readonly names: Readonly<Partial<Record<GoalKind, RegExp>>>;
  /** Not that after all. */
  readonly leave: RegExp;
  /** On with what was begun: "where were we", "back to …". */
  readonly back: RegExp;
  /** A clear yes to a read-back, and what makes it none ("yes, but …"). */
  readonly yes: RegExp;
  readonly yesBut: RegExp;
  /** Says that something is to be different: "no", "actually", "make it". */
  readonly change: RegExp;
  /** So plainly that it is no question of its own, however it begins: "could we make it eight instead". */
  readonly swap: RegExp;
  /** A question of its own begins so. */
  readonly asks: RegExp;
  /** Numbers that the house does not know in this language. */
  readonly numbers: Readonly<Record<string, number>>;
  /** What stands before a number of guests, and after one. */
  readonly partyBefore: RegExp;
  readonly partyAfter: RegExp;
  /** After a number: it is no number of guests. */
  readonly notParty: RegExp;
  readonly alone: RegExp;
  readonly couple: RegExp;
  /** "not today": what follows is taken back. */
  readonly not: RegExp;
  /** The morning is meant. */
  readonly morning: RegExp;
  /** They do not say. */
  readonly declines: RegExp;
}

const WORDS: Readonly<Record<string, GoalWords>> = {
  en: GOAL_WORDS_EN,
  de: GOAL_WORDS_DE,
  fr: GOAL_WORDS_FR,
  es: GOAL_WORDS_ES,
  it: GOAL_WORDS_IT,
};

export const ALL_GOAL_WORDS: readonly GoalWords[] = Object.values(WORDS);

/** Where it is false, goals are read from the English that the question was read into. */
export function hasGoalWords(language: string): boolean {
  return language in WORDS;
}

export function goalWordsOf(language: string): GoalWords {
  return WORDS[language] ?? GOAL_WORDS_EN;
}
