import type { Locale } from '../contract/index.ts';
import type { Knowledge } from '../tools/knowledge.ts';
import type { StatedFact } from '../tools/tool.ts';
import type { TurnInput } from './agent.ts';
import { cuesOf, type Heard, languageAsked, languageOf } from './understand/cues.ts';
import { type Meal, mealOn } from './understand/meals.ts';
import { putRight } from './understand/misspelt.ts';
import { asksAboutEmergency, type Danger, dangerIn } from './understand/safety.ts';
import { statedFacts } from './understand/self-statements.ts';
import { tidy } from './understand/tidy.ts';
import { findWhen, type Timing } from './understand/when.ts';

/** What came in, made legible: nothing decided yet but whether somebody is in danger. */
export interface Percept {
  readonly words: readonly string[];
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

export function perceive(input: TurnInput, know: Knowledge | null, speaks: readonly Locale[]): Percept {
  const first = tidy(input.text, input.locale);
  const asked = languageAsked(first.join(' '));
  const plain = languageOf(first);
  const locale =
    asked !== null && speaks.includes(asked) ? asked : plain !== null && speaks.includes(plain) ? keep(input.locale, plain) : input.locale;
  const heardWords = (locale === input.locale ? first : tidy(input.text, locale)).slice(0, MAX_WORDS);
  const words =
    know === null
      ? heardWords
      : putRight(heardWords, locale, (word) => know.names.vocabulary.has(word) || know.questions.vocabulary.has(word));
  const text = words.join(' ');
  const days = know === null ? [] : know.index.programme.dates;
  return {
    words,
    text,
    locale,
    languageAsked: asked !== null && speaks.includes(asked) ? asked : null,
    heard: cuesOf(text, locale),
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
    danger: dangerIn(text),
    asksAboutEmergency: asksAboutEmergency(text),
  };
}

/** "de-CH" stays when German is heard. */
function keep(current: Locale, heard: Locale): Locale {
  return current.split('-')[0] === heard ? current : heard;
}
