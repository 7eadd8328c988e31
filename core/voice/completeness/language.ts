/** What tells, in one language, whether a sentence is over. Lower case; apostrophes typographic (’). */
export interface CompletenessWords {
  /** Sounds of thinking: never the end. */
  readonly fillers: ReadonlySet<string>;
  /** Fillers only when nothing else was said; in a sentence they can be its end ("I think so"). */
  readonly openings: ReadonlySet<string>;
  /** Words no finished sentence ends with: articles, conjunctions, possessives, prepositions that cannot stand alone. */
  readonly dangling: ReadonlySet<string>;
  /** Prepositions that a question may leave at its end ("Which room is it in?"), and the words that begin such a question. */
  readonly stranded: { readonly prepositions: ReadonlySet<string>; readonly openers: ReadonlySet<string> };
  /** Words after which a number or a name is still to come: "room number". */
  readonly beforeNumber: ReadonlySet<string>;
  /** The same, but only right after a word that leads up to it: "to room", not "my room". */
  readonly numbered: { readonly nouns: ReadonlySet<string>; readonly after: ReadonlySet<string> };
  /** Number words below a hundred; after them there may be more. */
  readonly numbers: ReadonlySet<string>;
  /** Words that mostly stand before the one they belong to: "nearest", "main". */
  readonly modifiers: ReadonlySet<string>;
  /** Verbs that mostly want something after them, in one word or two: "need", "show me". */
  readonly transitive: ReadonlySet<string>;
  /** Question words. */
  readonly questions: ReadonlySet<string>;
  /** Verbs that begin a question. */
  readonly verbFirst: ReadonlySet<string>;
  /** Whole utterances that are only the beginning of one. */
  readonly beginnings: ReadonlySet<string>;
  /** Ends that lack their verb or what it says: "what can I", "when does the gym", "my room is". Tested on the words, one space between. */
  readonly lacking: readonly RegExp[];
  /** Whole utterances that want nothing more. */
  readonly closed: ReadonlySet<string>;
}

export function words(...texts: string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== ''));
}

export function phrases(text: string): ReadonlySet<string> {
  return new Set(text.split('|').map((phrase) => phrase.trim().replaceAll(/\s+/g, ' ')));
}
