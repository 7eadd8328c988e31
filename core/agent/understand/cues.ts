import { CUES_DE } from './cues-de.ts';
import { CUES_EN } from './cues-en.ts';

export const CUE_NAMES = [
  'greeting', 'thanks', 'goodbye', 'howAreYou', 'whoAreYou', 'canDo', 'repeat', 'louder', 'slower', 'nevermind', 'yes', 'no', 'other', 'abuse',
  'staff', 'lost', 'found', 'where', 'near', 'exists', 'way', 'far', 'opens', 'closes', 'hours', 'begins', 'when', 'programme', 'talk', 'speak',
  'speaker', 'who', 'whoIs', 'about', 'count', 'first', 'last', 'menu', 'eat', 'options', 'price', 'contains', 'exhibitor', 'service', 'request',
  'stepFree', 'there', 'and', 'openNow', 'forget', 'aboutMe', 'openThreads', 'settled', 'clock', 'deictic',
] as const; // biome-ignore format: a table
export type CueName = (typeof CUE_NAMES)[number];
export type Cues = Readonly<Record<CueName, RegExp>>;

/** Cues that a sentence gives, by name. */
export type Heard = (cue: CueName) => boolean;

export function cuesOf(text: string, locale: string): Heard {
  const cues = locale.startsWith('de') ? CUES_DE : CUES_EN;
  const known = new Map<CueName, boolean>();
  return (cue) => {
    const before = known.get(cue);
    if (before !== undefined) return before;
    const heard = cues[cue].test(text);
    known.set(cue, heard);
    return heard;
  };
}

const GERMAN_WORDS = new Set(
  `ich ist wo wie der die das und nicht ein eine einen gibt es wann mit auf bitte kann mir mein meine haben habe wer welche welcher fur zum zur im den dem bin kommt
  komme offnet noch heute morgen mochte brauche sind danke hallo deutsch uber was wir auch`.split(/\s+/),
);
const ENGLISH_WORDS = new Set(
  `i is where how the and not a an there when with on please can me my have has who which for to at in of do does what are it this that english am you need next
  today tomorrow thanks hello about show get`.split(/\s+/),
);

/** The language a sentence is plainly in, English or German; null when it could be either. */
export function languageOf(words: readonly string[]): 'en' | 'de' | null {
  const german = words.filter((word) => GERMAN_WORDS.has(word)).length;
  const english = words.filter((word) => ENGLISH_WORDS.has(word)).length;
  if (german >= 2 && german >= english * 2) return 'de';
  if (english >= 2 && english >= german * 2) return 'en';
  return null;
}

/** "Is there a talk in German?" asks for a talk, not for German. */
const ASKS_IN_LANGUAGE =
  /\b(what|which|who|when|was|wer|wann|lauft|any|talks?|sessions?|workshops?|tours?|menus?|anything|something|is there|are there|which|gibt es|gibts|vortr\w+|veranstaltung\w*|fuhrung\w*|etwas|welche[rns]?)\b/;

/** The language something is wanted in: "a tour in French", "was auf Deutsch". */
export function languageIn(text: string): string | null {
  const said =
    /\b(?:in|auf) (english|englisch|german|deutsch|french|franzosisch|spanish|spanisch|italian|italienisch|dutch|niederlandisch)\b/.exec(
      text,
    )?.[1];
  return said === undefined ? null : (LANGUAGE_CODES.find(([names]) => names.includes(said))?.[1] ?? null);
}

const LANGUAGE_CODES: readonly (readonly [readonly string[], string])[] = [
  [['english', 'englisch'], 'en'],
  [['german', 'deutsch'], 'de'],
  [['french', 'franzosisch'], 'fr'],
  [['spanish', 'spanisch'], 'es'],
  [['italian', 'italienisch'], 'it'],
  [['dutch', 'niederlandisch'], 'nl'],
];

/** A request to change the language, in either of them. */
export function languageAsked(text: string): 'en' | 'de' | null {
  if (ASKS_IN_LANGUAGE.test(text)) return null;
  if (
    /\b((speak|in|talk|use|switch to|change to|auf|sprich|sprechen sie) (english|englisch)|english please|englisch bitte|do you speak english|^english$|^englisch$)\b/.test(
      text,
    )
  )
    return 'en';
  if (
    /\b((speak|in|talk|use|switch to|change to|auf|sprich|sprechen sie|sprichst du) (german|deutsch)|german please|deutsch bitte|do you speak german|^german$|^deutsch$)\b/.test(
      text,
    )
  )
    return 'de';
  return null;
}
