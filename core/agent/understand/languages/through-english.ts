import type { Knowledge } from '../../../tools/knowledge.ts';
import { withoutPoliteness } from '../politeness.ts';
import { createGloss, type Gloss, NO_NAMES } from './gloss.ts';
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
    const names = know === null ? NO_NAMES : { pairs: know.namePairs, isWord: know.names.vocabulary.has };
    const words = gloss(text, names);
    return words.length === 0 ? [] : withoutPoliteness(words.join(' '), 'en').split(' ');
  };
}
