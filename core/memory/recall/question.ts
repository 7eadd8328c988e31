import { type Term, termsOf, wordsOf } from './terms.ts';
import { type Period, periodsOf } from './time.ts';

export interface Question {
  readonly terms: readonly Term[];
  /** Roles, in lower case, that the question is about: names in it, or "guest" where it says "I". */
  readonly speakers: ReadonlySet<string>;
  /** It asks when something was. */
  readonly asksWhen: boolean;
  /** Dates it names. */
  readonly periods: readonly Period[];
}

const FIRST_PERSON = new Set(['i', 'my', 'me', 'mine', 'myself', "i'm", "i've", "i'd", 'we', 'our', 'ich', 'mein', 'meine', 'mir', 'mich']);
const OWN_ROLES = ['guest', 'user', 'human'];

/** @param roles who has spoken, in lower case. */
export function readQuestion(text: string, roles: ReadonlySet<string>, now?: string): Question {
  const words = wordsOf(text);
  const named = [...roles].filter((role) => wordsOf(role).some((part) => part.length > 1 && words.includes(part)));
  const own = words.some((word) => FIRST_PERSON.has(word)) ? OWN_ROLES.filter((role) => roles.has(role)) : [];
  const names = new Set(named.flatMap(wordsOf));
  return {
    // Whoever is named is found by who spoke; in what is said, a name is mostly the other one's form of address.
    terms: termsOf(text).filter(({ word }) => !names.has(word)),
    speakers: new Set([...named, ...own]),
    asksWhen: /\b(?:when|what (?:day|date|month|year|time)|how long ago|since when|which (?:day|month|year)|wann)\b/i.test(text),
    periods: periodsOf(text, now),
  };
}
