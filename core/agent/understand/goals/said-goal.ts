import type { Frame } from '../frame.ts';
import { type GoalWords, goalWordsOf } from './goal-words.ts';

/** What was said, as the goals' readers take it. */
export interface SaidGoal {
  /** Folded, in the guest's own language (English and German: tidied), without what was taken back. */
  readonly text: string;
  /** As it was said, folded. */
  readonly whole: string;
  readonly words: GoalWords;
  /** How many words it has. */
  readonly length: number;
  /** A question of its own, not something on what is at hand. */
  readonly isQuestion: boolean;
  /** Says that something is to be different. */
  readonly isChange: boolean;
}

export function saidGoal({ percept }: Frame): SaidGoal {
  const words = goalWordsOf(percept.language);
  const whole = percept.said.join(' ');
  const kept = (percept.readThroughEnglish ? whole : percept.text).replaceAll(words.not, ' ');
  const text = kept.replaceAll(/\s+/g, ' ').trim();
  const swaps = words.swap.test(whole) || words.swap.test(text);
  return {
    text,
    whole,
    words,
    length: percept.said.length,
    isQuestion: words.asks.test(whole) && !swaps,
    isChange: swaps || words.change.test(whole) || words.change.test(text),
  };
}

/** A yes to a read-back, and nothing but that: "yes, but later" is none. */
export function isClearYes({ whole, words, length }: SaidGoal): boolean {
  const yes = words.yes.exec(whole);
  return yes !== null && length <= 10 && !words.yesBut.test(whole.slice(yes[0].length));
}
