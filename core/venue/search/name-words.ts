import { createVocabulary as createWords } from './vocabulary.ts';

export interface Lookup {
  readonly term: string;
  /** 1 is the same word; below about 0.6 nothing is returned. */
  readonly sim: number;
}

/** The words of names, found again however they were misspelt; the matching itself is the search's. */
export interface Vocabulary {
  lookup(word: string): readonly Lookup[];
  has(word: string): boolean;
}

export function createVocabulary(words: Iterable<string>, names: ReadonlySet<string> = new Set()): Vocabulary {
  const terms = [...new Set(words)].filter((word) => word !== '');
  const vocabulary = createWords(terms, names);
  return {
    has: (word) => vocabulary.idOf(word) !== undefined,
    lookup: (word) => [...vocabulary.expandName(word)].map(([id, sim]) => ({ term: terms[id] ?? '', sim })).sort((a, b) => b.sim - a.sim),
  };
}
