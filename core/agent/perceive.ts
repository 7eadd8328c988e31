import type { Locale } from '../contract/index.ts';
import type { Knowledge } from '../tools/knowledge.ts';
import type { StatedFact } from '../tools/tool.ts';
import type { TurnInput } from './agent.ts';
import { cuesOf, type Heard } from './understand/cues.ts';
import { hasGoalWords } from './understand/goals/goal-words.ts';
import { plainWords } from './understand/languages/gloss.ts';
import { languageFor } from './understand/languages/languages.ts';
import { languageAsked, languageOf } from './understand/languages/tell-language.ts';
import { throughEnglish } from './understand/languages/through-english.ts';
import { type Meal, mealOn } from './understand/meals.ts';
import { putRight } from './understand/misspelt.ts';
import { asksAboutEmergency, type Danger, dangerIn } from './understand/safety.ts';
import { statedFacts } from './understand/stated-facts.ts';
import { tidy } from './understand/tidy.ts';
import { findWhen, type Timing } from './understand/when.ts';

/** What came in, made legible: nothing decided yet but whether somebody is in danger. */
export interface Percept {
  readonly words: readonly string[];
  /** Its folded words as they were said, in the guest's own language; English for one whose goals are read in English. */
  readonly said: readonly string[];
  /** Its folded words as they were said. */
  readonly own: readonly string[];
  /** Base code of the language it was said in. */
  readonly language: string;
  /** `words` are English for what was said in another language. */
  readonly readThroughEnglish: boolean;
  /** The words as one string. */
  readonly text: string;
  readonly locale: Locale;
  /** The guest asked for this language. */
  readonly languageAsked: Locale | null;
  readonly heard: Heard;
  readonly timing: Timing;
  readonly facts: readonly StatedFact[];
  readonly danger: Danger | null;
  readonly asksAboutEmergency: boolean;
}

/** Longer questions are cut: a guest does not say more in one breath. */
const MAX_WORDS = 80;

/** @param speaks languages to answer in; another is understood all the same, and answered in that of the session. */
export function perceive(input: TurnInput, know: Knowledge | null, speaks: readonly Locale[]): Percept {
  const own = plainWords(input.text);
  const spoken = languageFor(input.locale);
  const first = tidy(input.text, input.locale);
  // Contractions are opened in English and German alone.
  const told = (spoken.lexicon === null ? languageOf(first, spoken.code) : null) ?? languageOf(own, spoken.code);
  const language = told ?? spoken.code;
  const read = throughEnglish(language);
  const heardWords = read === null ? (told === null ? first : tidy(input.text, language)) : read(input.text, know);
  const said = hasGoalWords(language) ? own : heardWords;
  const asked = languageAsked(own, heardWords.join(' '));
  const offered = (code: string | null) => speaks.find((locale) => baseOf(locale) === code) ?? null;
  const wanted = offered(asked) ?? offered(told);
  const locale = wanted === null || baseOf(wanted) === baseOf(input.locale) ? input.locale : wanted;
  const words =
    know === null || read !== null
      ? heardWords.slice(0, MAX_WORDS)
      : putRight(
          heardWords.slice(0, MAX_WORDS),
          language,
          (word) => know.names.vocabulary.has(word) || know.questions.vocabulary.has(word),
        );
  const text = words.join(' ');
  const days = know === null ? [] : know.index.programme.dates;
  return {
    words,
    said,
    own,
    language,
    readThroughEnglish: read !== null,
    text,
    locale,
    languageAsked: offered(asked),
    heard: cuesOf(text, language),
    timing: findWhen(words, {
      now: input.now.slice(0, 16),
      days,
      ...(know === null
        ? {}
        : {
            namePairs: know.namePairs,
            holidays: know.holidayNames,
            isWord: know.names.vocabulary.has,
            mealOn: (meal: Meal, date: string) => mealOn(meal, date, know.venue.sessions),
          }),
    }),
    facts: statedFacts(text, input.text),
    danger: dangerIn(text, own.join(' ')),
    asksAboutEmergency: asksAboutEmergency(text, own.join(' ')),
  };
}

/** "de-CH" is German: it stays when German is heard. */
function baseOf(locale: Locale): string {
  return locale.split('-')[0] ?? locale;
}
