import type { Danger } from '../safety.ts';
import type { Pivot, Topic } from './pivots.ts';

/**
 * What the planner has to know of a language. All words are folded (core/venue/search/fold.ts), apostrophes are spaces.
 * In phrases "a, b" are two ways of saying it and "(a|b|) c" is "a c", "b c" and "c".
 */
export interface Language {
  /** "fr" */
  readonly code: string;
  /** The language by its name in every language here, by which it is asked for. */
  readonly names: readonly string[];
  /** Words that tell the language: `plain` ones occur in it all the time, one of `sure` is in no other language here. */
  readonly marks: { readonly plain: string; readonly sure: string };
  /** "Speak …": what stands before the language's name. */
  readonly speak: string;
  /** Null where words have no boundary an expression could rest on: those are in guard/danger-elsewhere.ts. */
  readonly emergency: Emergency | null;
  /** The script that tells the language by itself, where one does. */
  readonly script?: 'Arabic' | 'Kana';
  /** To be spoken to in it, said in it; over the folded words of what was said. */
  readonly asksFor?: RegExp;
  /** Null where the engine reads the language itself, by cues of its own. */
  readonly lexicon: Lexicon | null;
}

/** Danger to life or health as it is said, as regular expressions over folded words. */
export interface Emergency {
  readonly dangers: Readonly<Record<Danger, string>>;
  /** The whole of what is said is a call for help. */
  readonly bare: string;
  /** Begins a question about help rather than a call for it: `asks` is followed by one of `about`. */
  readonly only: { readonly asks: string; readonly about: string };
  /** Begins a question about what would be; not one with a word of `happening` in it. */
  readonly ahead: string;
  readonly happening: string;
  /** What to do in an emergency. */
  readonly information: string;
}

export interface Lexicon {
  readonly phrases: Readonly<Record<Pivot, string>>;
  readonly topics: Readonly<Record<Topic, string>>;
  /** Before folding: what folding would make the same as another word. */
  readonly spelling: readonly (readonly [RegExp, string])[];
  /** Number words from zero to twelve, and the others up to sixty. */
  readonly numbers: readonly string[];
  readonly moreNumbers: Readonly<Record<string, number>>;
  readonly clock: ClockWords;
  /** How a text is cut into words where spaces do not do it. */
  readonly cut?: WordCutter;
  /** Ways of saying further things, by the English that the goals and desk words are read in. */
  readonly also?: Readonly<Record<string, string>>;
  /** Words that mean nothing by themselves. */
  readonly dropped?: string;
  /** What is asked stands after what it is asked about, and prepositions after their word. */
  readonly asksLast?: boolean;
}

export interface WordCutter {
  /** A folded phrase of the lexicon as it stands in a cut text. */
  key(folded: string): string;
  /** @param has words of the lexicon's phrases. @param isName words of the venue's names. */
  cut(text: string, has: (word: string) => boolean, isName: (word: string) => boolean): string[];
}

/** How a clock time is said, over folded words with numbers as digits. */
export interface ClockWords {
  /**
   * Named groups `hour`, `minute`, `less` (minutes before the hour), `half`, `quarter`, `lessQuarter`, `sure`
   * (said by twenty-four hours), `am` and `pm`.
   */
  readonly time: RegExp;
}
