import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';
import { stem } from './fold.ts';

export interface Lookup {
  readonly term: string;
  /** 1 is the same word; below about 0.6 nothing is returned. */
  readonly sim: number;
}

/**
 * The words of a venue, found again however they were misspelt: exactly, by stem, by sound (double
 * metaphone), by edit distance (candidates from deletion neighbourhoods, as SymSpell does), by
 * beginning, or as a part of a compound.
 */
export interface Vocabulary {
  lookup(word: string): readonly Lookup[];
  has(word: string): boolean;
}

const CACHE_LIMIT = 5000;
const EDIT_MIN_LENGTH = 4;
const PART_MIN_LENGTH = 5;
/** Sounds a word needs before one of them may differ. */
const NEAR_SOUND_MIN = 5;

export function createVocabulary(words: Iterable<string>): Vocabulary {
  const terms = [...new Set(words)].filter((word) => word !== '');
  const known = new Set(terms);
  const byStem = new Map<string, string[]>();
  const bySound = new Map<string, string[]>();
  const byNearSound = new Map<string, string[]>();
  const byDeletion = new Map<string, string[]>();
  for (const term of terms) {
    push(byStem, stem(term), term);
    for (const key of soundKeys(term)) {
      push(bySound, key, term);
      for (const near of nearKeys(key)) push(byNearSound, near, term);
    }
    for (const key of deletions(term)) push(byDeletion, key, term);
  }
  const sorted = [...terms].sort();
  const cache = new Map<string, readonly Lookup[]>();

  const search = (word: string): Lookup[] => {
    const found = new Map<string, number>();
    const offer = (term: string, sim: number) => {
      if (sim >= 0.6 && sim > (found.get(term) ?? 0)) found.set(term, sim);
    };
    if (known.has(word)) offer(word, 1);
    for (const term of byStem.get(stem(word)) ?? []) offer(term, 0.96);
    // A bare number is what it is: 114 is not nearly 115.
    if (!/^\d+$/.test(word)) {
      for (const key of soundKeys(word)) for (const term of bySound.get(key) ?? []) offer(term, soundSim(word, term, key));
      for (const key of soundKeys(word)) {
        for (const near of nearKeys(key)) for (const term of byNearSound.get(near) ?? []) offer(term, nearSoundSim(word, term));
      }
      for (const key of deletions(word)) for (const term of byDeletion.get(key) ?? []) offer(term, editSim(word, term));
      for (const term of startingWith(sorted, word)) offer(term, 0.62 + 0.3 * (word.length / term.length));
      if (found.size === 0) for (const term of terms) offer(term, partSim(word, term));
    }
    return [...found].map(([term, sim]) => ({ term, sim })).sort((a, b) => b.sim - a.sim);
  };

  return {
    has: (word) => known.has(word),
    lookup(word) {
      const cached = cache.get(word);
      if (cached !== undefined) return cached;
      const result = search(word);
      if (cache.size >= CACHE_LIMIT) cache.clear();
      cache.set(word, result);
      return result;
    },
  };
}

/** Likeness of two whole words by letters and sound, 0..1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  let best = editSim(a, b);
  for (const key of soundKeys(a)) if (soundKeys(b).includes(key)) best = Math.max(best, soundSim(a, b, key));
  return best;
}

function soundKeys(word: string): string[] {
  if (/\d/.test(word)) return [];
  const [first, second] = doubleMetaphone(word);
  return first === second ? [first] : [first, second].filter((key) => key !== '');
}

/** Words that sound alike and share enough letters; a short key is weak evidence and needs more of them. */
function soundSim(word: string, term: string, key: string): number {
  const letters = 1 - distance(word, term) / Math.max(word.length, term.length);
  const needed = key.length >= 4 ? 0.3 : key.length === 3 ? 0.4 : 0.6;
  return letters < needed || key.length < 2 ? 0 : Math.max(letters, 0.6 + 0.36 * letters);
}

/** Long words whose sounds differ in one: "brekfirst" and "breakfast". */
function nearSoundSim(word: string, term: string): number {
  const letters = 1 - distance(word, term) / Math.max(word.length, term.length);
  return letters < 0.55 || word[0] !== term[0] ? 0 : Math.max(letters, 0.56 + 0.36 * letters);
}

function nearKeys(key: string): string[] {
  if (key.length < NEAR_SOUND_MIN) return [];
  return [key, ...Array.from(key, (_, i) => key.slice(0, i) + key.slice(i + 1))];
}

function editSim(word: string, term: string): number {
  const length = Math.max(word.length, term.length);
  if (Math.min(word.length, term.length) < EDIT_MIN_LENGTH || /\d/.test(word + term)) return 0;
  const sim = 1 - distance(word, term) / length;
  // One wrong letter in four is as likely another word; the first letter is rarely misheard.
  const needed = length <= 4 ? 0.76 : length <= 6 ? 0.72 : 0.66;
  return sim < needed ? 0 : word[0] === term[0] ? sim : sim - 0.06;
}

function partSim(word: string, term: string): number {
  const [long, short] = word.length > term.length ? [word, term] : [term, word];
  return short.length >= PART_MIN_LENGTH && long.includes(short) ? 0.6 + 0.3 * (short.length / long.length) : 0;
}

function deletions(word: string): string[] {
  if (word.length < EDIT_MIN_LENGTH || word.length > 40) return [];
  const keys = new Set([word]);
  for (let i = 0; i < word.length; i++) {
    keys.add(word.slice(0, i) + word.slice(i + 1));
  }
  return [...keys];
}

function* startingWith(sorted: readonly string[], prefix: string): Generator<string> {
  if (prefix.length < EDIT_MIN_LENGTH) return;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < sorted.length && i < low + 50; i++) {
    const term = sorted[i];
    if (term === undefined || !term.startsWith(prefix)) return;
    yield term;
  }
}

function push<K>(map: Map<K, string[]>, key: K, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
