import type { Knowledge } from '../../../tools/knowledge.ts';
import { withoutPoliteness } from '../politeness.ts';
import { createGloss, type Gloss, type Names, NO_NAMES } from './gloss.ts';
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
