import type { AnswerSentence } from '../store/screen-state.ts';

export interface SpokenAt {
  readonly sentence: number;
  readonly word: number;
}

/** Between two words of a caption; not the space before a French question mark. */
export const CAPTION_SPACES = /[^\S\u00a0\u202f]+/;

/**
 * Index of the caption word being said at `ms`. Engines may count words differently from the
 * caption ("10:30" is one word on screen, two in the mouth); then the timing is spread over the
 * caption in proportion.
 */
export function wordIndexAt(sentence: AnswerSentence, ms: number): number {
  const { speech } = sentence;
  const shown = sentence.text.split(CAPTION_SPACES).filter((one) => one !== '').length;
  if (speech === undefined || speech.words.length === 0 || shown === 0) return shown;
  const begun = speech.words.filter((word) => word.startMs <= ms).length;
  const index = Math.max(0, begun - 1);
  if (speech.words.length === shown) return index;
  return Math.min(shown - 1, Math.floor((index * shown) / speech.words.length));
}
