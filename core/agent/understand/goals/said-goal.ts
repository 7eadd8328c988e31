import type { Frame } from '../frame.ts';
import { ALL_GOAL_WORDS, type GoalWords, goalWordsOf } from './goal-words.ts';

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

/** Ask something wherever in the sentence they stand. */
const QUESTION_CUES = ['where', 'when', 'price'] as const;

export function saidGoal({ percept, heard }: Frame): SaidGoal {
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
    isQuestion: (words.asks.test(whole) || QUESTION_CUES.some((cue) => heard(cue))) && !swaps,
    isChange: swaps || words.change.test(whole) || words.change.test(text),
  };
}

/** A yes to a read-back, and nothing but that: "yes, but later" is none. Short ones count in every language of the kiosk. */
export function isClearYes(said: SaidGoal): boolean {
  const { whole, words, length } = said;
  return yesIn(whole, words, length <= 10) || (length <= SHORT && ALL_GOAL_WORDS.some((other) => yesIn(whole, other, true)));
}

function yesIn(whole: string, { yes, yesBut }: GoalWords, short: boolean): boolean {
  const match = yes.exec(whole);
  if (match === null || !short) return false;
  const rest = whole.slice(match[0].length).trim();
  // "Ok, and the toilet?" only acknowledges.
  return MILD.test(match[0]) ? WITH_MILD.test(rest) : !yesBut.test(rest);
}

/** Said to go on as well as to agree: a yes only where nothing else is said. */
const MILD =
  /(?:^| )(?:ok|okay|right|fine|great|perfect|lovely|alright|all right|please|bitte|gut|super|prima|perfekt|bon|bien|parfait|tres bien|s il vous plait|svp|vale|bueno|perfecto|muy bien|por favor|bene|perfetto|va bene|benissimo|prego|per favore)$/;
const WITH_MILD =
  /^(?:(?:yes|please|thanks|thank|you|do|it|that|this|book|go|ahead|on|then|for|us|me|now|report|send|order|one|reserve|sounds|good|great|fine|perfect|danke|dann|ja|bitte|machen|sie|das|so|buchen|gern|gerne|merci|oui|allez|y|faites|le|ca|gracias|si|hagalo|reservela|grazie|lo|faccia|prenoti) ?)*$/;

/** "No", "nein danke": in every language of the kiosk. */
export function isClearNo({ whole, length }: SaidGoal): boolean {
  return length <= SHORT && NO.test(whole);
}

const SHORT = 4;
const NO =
  /^(?:(?:oh|ah|um|ok|bitte|please) )*(?:no|nope|nah|nein|nee|ne|non|nicht|nada)(?: (?:no|nein|non|thanks|thank you|danke|merci|gracias|grazie|please|bitte|lieber nicht|not now))*$/;
