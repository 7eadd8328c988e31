import { doubleMetaphone } from 'double-metaphone';
import { finish, type Steps } from '../../steps.ts';
import { lettersAlike, NEAR_SOUND_MIN, nearSoundLikeness, PART_MIN, partLikeness, soundLikeness, spellingLikeness } from './likeness.ts';
import { spellingsOf } from './name-spellings.ts';
import { createNearWords } from './near-words.ts';
import { isNumber, stemOf } from './normalise.ts';

/** How alike a query word and an indexed term are, 0..1, by term number. */
export type Expansion = ReadonlyMap<number, number>;

export interface Vocabulary {
  idOf(term: string): number | undefined;
  /** Terms a recogniser may have meant by `word`, the word itself included; for the texts of a search, where other words decide too. */
  expand(word: string): Expansion;
  /** The same for a name, where one word may decide alone: no endings, and only what is plainly alike. */
  expandName(word: string): Expansion;
  /** `word` as two indexed terms, "waterfront" → [water, front]; empty when it is none. */
  split(word: string): readonly number[];
}

const MOST_EXPANSIONS = 32;
const CACHED_WORDS = 4000;
/** A name less like what was heard is another. */
const NAME_LEAST = 0.6;
/** A word the venue knows is probably that word. */
const KNOWN_WORD_DAMPING = 0.85;

/**
 * @param terms every distinct indexed term; concept terms ("§toilet") are found by id only.
 * @param names those that are parts of people's names: they are also found by how they sound in other languages.
 */
export function createVocabulary(terms: readonly string[], names: ReadonlySet<string>): Vocabulary {
  return finish(vocabularySteps(terms, names));
}

export function* vocabularySteps(terms: readonly string[], names: ReadonlySet<string>): Steps<Vocabulary> {
  const ids = new Map(terms.map((term, id) => [term, id]));
  const words = terms.map((term, id) => ({ term, id })).filter(({ term }) => !term.startsWith('§'));
  const plain = words.filter(({ term }) => !isNumber(term));
  const sorted = [...plain].sort((a, b) => (a.term < b.term ? -1 : 1));
  const reversed = plain.map(({ term, id }) => ({ term: reverse(term), id })).sort((a, b) => (a.term < b.term ? -1 : 1));
  yield;
  const byStem = groupBy(plain, ({ term }) => [stemOf(term)]);
  const spoken = plain.flatMap(({ term, id }) => {
    const others = names.has(term) ? spellingsOf(term) : [];
    return [{ term, id }, ...others.map((spelling) => ({ term: spelling, id }))];
  });
  yield;
  const bySound = groupBy(spoken, ({ term }) => soundsOf(term));
  const sounds = [...bySound.keys()];
  yield;
  const nearTerms = createNearWords(plain.map(({ term }) => term));
  const nearSounds = createNearWords(sounds);
  const expand = cached((word) => (isNumber(word) ? exactly(word) : similar(word)));
  const expandName = cached((word) => (isNumber(word) ? exactly(word) : similarName(word)));

  function exactly(word: string): Expansion {
    const id = ids.get(word);
    return new Map(id === undefined ? [] : [[id, 1]]);
  }

  function similar(word: string): Expansion {
    const found = new Map<number, number>();
    const add = (id: number, sim: number): void => void (sim > (found.get(id) ?? 0) && found.set(id, sim));
    for (const { id } of byStem.get(stemOf(word)) ?? []) add(id, 0.94);
    for (const { term, id } of startingWith(sorted, word, 3)) add(id, 0.68 + 0.25 * (word.length / term.length));
    for (const { term, id } of startingWith(reversed, reverse(word), 4)) add(id, 0.6 + 0.3 * (word.length / term.length));
    addMisspelt(word, add);
    addSoundsLike(word, add);
    const own = ids.get(word);
    const damping = own === undefined ? 1 : KNOWN_WORD_DAMPING;
    const best = [...found].sort((a, b) => b[1] - a[1]).slice(0, MOST_EXPANSIONS);
    return new Map([...best.map(([id, sim]) => [id, sim * (sim >= 0.94 ? 1 : damping)] as const), ...exactly(word)]);
  }

  function similarName(word: string): Expansion {
    const found = new Map<number, number>();
    const add = (id: number, sim: number): void => void (sim >= NAME_LEAST && sim > (found.get(id) ?? 0) && found.set(id, sim));
    for (const { id } of byStem.get(stemOf(word)) ?? []) add(id, 0.96);
    for (const { term, id } of startingWith(sorted, word, 4)) add(id, 0.62 + 0.3 * (word.length / term.length));
    addNearName(word, add);
    for (const sound of soundsOf(word)) {
      for (const { index, distance: off } of sound.length >= NEAR_SOUND_MIN ? nearSounds.near(sound, 1) : [{ index: -1, distance: 0 }]) {
        const code = index === -1 ? sound : (sounds[index] ?? '');
        for (const { term, id } of bySound.get(code) ?? [])
          add(id, off === 0 ? soundLikeness(word, term, code) : nearSoundLikeness(word, term));
      }
    }
    if (found.size === 0 && word.length >= PART_MIN) for (const { term, id } of plain) add(id, partLikeness(word, term));
    return new Map([...found, ...exactly(word)]);
  }

  function addNearName(word: string, add: (id: number, sim: number) => void): void {
    const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : word.length < 10 ? 2 : 3;
    if (allowed === 0) return;
    for (const { index } of nearTerms.near(word, allowed)) {
      const entry = plain[index];
      if (entry !== undefined) add(entry.id, spellingLikeness(word, entry.term));
    }
  }

  function addMisspelt(word: string, add: (id: number, sim: number) => void): void {
    const allowed = word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 9 ? 2 : 3;
    if (allowed === 0) return;
    for (const { index, distance: edits } of nearTerms.near(word, allowed)) {
      const entry = plain[index];
      if (entry === undefined) continue;
      const otherStart = entry.term[0] === word[0] ? 0 : 0.06;
      add(entry.id, 1 - (1.1 * edits) / Math.max(word.length, entry.term.length) - otherStart);
    }
  }

  function addSoundsLike(word: string, add: (id: number, sim: number) => void): void {
    if (word.length < 3) return;
    for (const sound of soundsOf(word)) {
      const near = sound.length >= 4 ? nearSounds.near(sound, 1).map(({ index }) => sounds[index] ?? '') : [];
      for (const other of new Set([sound, ...near])) {
        const off = other === sound ? 0 : 1;
        for (const { term, id } of bySound.get(other) ?? []) {
          const spelling = lettersAlike(word, term);
          if (spelling >= (sound.length >= 4 ? 0.25 : 0.4)) add(id, (off === 0 ? 0.6 : 0.42) + 0.33 * spelling);
        }
      }
    }
  }

  function split(word: string): readonly number[] {
    for (let cut = 3; cut <= word.length - 3; cut += 1) {
      const first = ids.get(word.slice(0, cut));
      const second = ids.get(word.slice(cut));
      if (first !== undefined && second !== undefined) return [first, second];
    }
    return [];
  }

  return { idOf: (term) => ids.get(term), expand, expandName, split };
}

function cached(read: (word: string) => Expansion): (word: string) => Expansion {
  const cache = new Map<string, Expansion>();
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const found = read(word);
    if (cache.size >= CACHED_WORDS) cache.clear();
    cache.set(word, found);
    return found;
  };
}

/** Double-metaphone codes of at least two sounds; a shorter one says too little. */
function soundsOf(word: string): string[] {
  return [...new Set(doubleMetaphone(word))].filter((code) => code.length >= 2);
}

function reverse(word: string): string {
  return [...word].reverse().join('');
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

/** Longer terms that begin with `prefix`, by binary search. */
function startingWith<T extends { readonly term: string }>(sorted: readonly T[], prefix: string, shortest: number): T[] {
  if (prefix.length < shortest) return [];
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.term ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < sorted.length && found.length < MOST_EXPANSIONS; i += 1) {
    const entry = sorted[i];
    if (entry === undefined || !entry.term.startsWith(prefix)) break;
    found.push(entry);
  }
  return found;
}
