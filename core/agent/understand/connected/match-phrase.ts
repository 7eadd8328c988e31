import { distance } from 'fastest-levenshtein';
import { PLAIN_WORDS, STOP_WORDS } from '../../../venue/search/everyday-words.ts';
import { foldedWords, stem } from '../../../venue/search/fold.ts';

export type PhraseToken = { readonly word: string } | { readonly slot: string };

export interface PhraseMatch {
  /** Words of the phrase that were said and tell something. */
  readonly told: number;
  /** Which words each slot took. */
  readonly slots: Readonly<Record<string, readonly string[]>>;
}

/** A slot is a name or a few words, not a story. */
const MOST_SLOT_WORDS = 8;

/** "is the {facility} busy" as words and slots. */
export function phraseTokens(phrase: string): readonly PhraseToken[] {
  return phrase.split(/(\{[a-z][a-z0-9_]*\})/).flatMap((part): PhraseToken[] => {
    const slot = /^\{(.+)\}$/.exec(part)?.[1];
    return slot === undefined ? foldedWords(part).map((word) => ({ word })) : [{ slot }];
  });
}

/**
 * Whether this is what was said: every telling word of the phrase in its order, one letter misheard at most, and beside slots
 * nothing else that tells anything. `optional` slots may be empty: what says when is found elsewhere.
 */
export function matchPhrase(
  tokens: readonly PhraseToken[],
  words: readonly string[],
  optional: ReadonlySet<string> = new Set(),
): PhraseMatch | null {
  const from = (at: number, word: number): PhraseMatch | null => {
    const token = tokens[at];
    const said = words[word];
    if (token === undefined) return words.slice(word).every(isSmall) ? { told: 0, slots: {} } : null;
    if ('slot' in token) return fromSlot(token.slot, at, word);
    if (said !== undefined && isSame(token.word, said)) {
      const rest = from(at + 1, word + 1);
      if (rest !== null) return { ...rest, told: rest.told + (isSmall(token.word) ? 0 : 1) };
    }
    return (isSmall(token.word) ? from(at + 1, word) : null) ?? (said !== undefined && isSmall(said) ? from(at, word + 1) : null);
  };
  const fromSlot = (slot: string, at: number, word: number): PhraseMatch | null => {
    const most = Math.min(MOST_SLOT_WORDS, words.length - word);
    for (let length = optional.has(slot) ? 0 : 1; length <= most; length++) {
      const rest = from(at + 1, word + length);
      if (rest !== null) return { ...rest, slots: { ...rest.slots, [slot]: words.slice(word, word + length) } };
    }
    return null;
  };
  const match = from(0, 0);
  return match === null || match.told === 0 ? null : match;
}

function isSmall(word: string): boolean {
  return STOP_WORDS.has(word) || PLAIN_WORDS.has(word);
}

function isSame(word: string, said: string): boolean {
  if (word === said || stem(word) === stem(said)) return true;
  return word.length >= 5 && said.length >= 4 && distance(word, said) <= (word.length >= 8 ? 2 : 1);
}
