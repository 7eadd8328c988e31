import type { Knowledge } from '../../../tools/knowledge.ts';
import { fold } from '../../../venue/search/fold.ts';
import { withoutPoliteness } from '../politeness.ts';
import { createGloss, type Gloss, type Names, NO_NAMES, SEPARATOR, waysOf } from './gloss.ts';
import { languageFor } from './languages.ts';

type Read = (text: string, know: Knowledge | null) => string[];

const glosses = new Map<string, Gloss>();

/** Reads a question of a language that has a lexicon into the words of the engine's cues; null for one it reads itself. */
export function throughEnglish(code: string): Read | null {
  const language = languageFor(code);
  const { lexicon } = language;
  if (lexicon === null) return null;
  const gloss = glosses.get(code) ?? createGloss({ ...language, lexicon });
  glosses.set(code, gloss);
  return (text, know) => {
    const names = know === null ? NO_NAMES : namesOf(know);
    const words = gloss(text, names);
    return words.length === 0 ? [] : withoutPoliteness(words.join(' '), 'en').split(' ');
  };
}

/**
 * How a guest put what was read as this English word: for what is read back to them.
 * @param text as it was said.
 */
export function inOwnWords(code: string, english: string, text: string): string | null {
  const { lexicon } = languageFor(code);
  const cutter = lexicon?.cut;
  if (lexicon === null || cutter === undefined) return null;
  const said = cutter.key(fold(text));
  const ways = Object.entries({ ...lexicon.also, ...lexicon.phrases, ...lexicon.topics })
    .filter(([means]) => means === english)
    .flatMap(([, phrases]) => phrases.split(SEPARATOR).flatMap(waysOf));
  const way = ways.filter((phrase) => said.includes(cutter.key(fold(phrase)))).sort((a, b) => b.length - a.length)[0];
  return way ?? asWritten(english, text);
}

/** A folded word as it stands in the text. */
function asWritten(word: string, text: string): string | null {
  for (let at = 0; at + word.length <= text.length; at++) {
    const part = text.slice(at, at + word.length);
    if (fold(part) === word) return part;
  }
  return null;
}

/** So much of a name said is the name itself, not words like it. */
const WHOLE = 0.95;

function namesOf({ names, namePairs }: Knowledge): Names {
  return {
    pairs: namePairs,
    isWord: names.vocabulary.has,
    spans: (words) =>
      names
        .link(words)
        .filter(({ ofName, matched }) => ofName >= WHOLE && matched > 1)
        .map(({ from, to }) => [from, to]),
  };
}
