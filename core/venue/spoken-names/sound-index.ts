import { spellingsOf } from '../search/name-spellings.ts';
import { bigramsOf } from '../search/near-words.ts';
import { massOf, packSounds, skeletonOf, soundOf } from './sounds.ts';
import type { SpokenName } from './venue-names.ts';

/** One way a name may be pronounced. */
export interface Pronunciation {
  readonly name: SpokenName;
  readonly sounds: Uint8Array;
  /** Spelling it stands for, words joined. */
  readonly letters: string;
  readonly mass: number;
}

export interface SoundIndex {
  /** Those with the same skeleton. */
  same(skeleton: string): readonly Pronunciation[];
  /** Those whose skeletons share about half their bigrams with this one and that weigh about as much, most alike first, a few. */
  near(skeleton: string, mass: number): Pronunciation[];
}

const MOST_PRONUNCIATIONS = 16;
const MOST_NEAR = 16;
const SHARED = 0.45;
/** A name cannot be made of half its sounds. */
const LIGHTEST = 0.6;

export function createSoundIndex(names: readonly SpokenName[]): SoundIndex {
  const spoken = createSpeller();
  const entries = names.flatMap((name) => pronunciationsOf(name, spoken));
  const bySkeleton = new Map<string, Pronunciation[]>();
  for (const { skeleton, ...entry } of entries) {
    const list = bySkeleton.get(skeleton);
    if (list === undefined) bySkeleton.set(skeleton, [entry]);
    else list.push(entry);
  }
  const skeletons = [...bySkeleton.keys()];
  const sizes = skeletons.map((skeleton) => bigramsOf(skeleton).length);
  const postings = new Map<string, number[]>();
  skeletons.forEach((skeleton, index) => {
    for (const gram of bigramsOf(skeleton)) {
      const list = postings.get(gram);
      if (list === undefined) postings.set(gram, [index]);
      else list.push(index);
    }
  });
  const counts = new Uint8Array(skeletons.length);

  return {
    same: (skeleton) => bySkeleton.get(skeleton) ?? [],
    near(skeleton, mass) {
      const grams = bigramsOf(skeleton);
      const touched: number[] = [];
      for (const gram of grams) {
        for (const index of postings.get(gram) ?? []) {
          if (counts[index] === 0) touched.push(index);
          counts[index] = (counts[index] as number) + 1;
        }
      }
      const found: { index: number; shared: number }[] = [];
      for (const index of touched) {
        const shared = (2 * (counts[index] as number)) / (grams.length + (sizes[index] as number));
        counts[index] = 0;
        if (shared >= SHARED) found.push({ index, shared });
      }
      found.sort((a, b) => b.shared - a.shared);
      const near = found.slice(0, MOST_NEAR).flatMap(({ index }) => bySkeleton.get(skeletons[index] ?? '') ?? []);
      return near.filter((entry) => Math.min(entry.mass, mass) > LIGHTEST * Math.max(entry.mass, mass));
    },
  };
}

interface Spelling {
  readonly letters: string;
  readonly sounds: string;
}

/** How a word may be spelt by ear and what that sounds like, the word itself first; worked out once for each word. */
function createSpeller(): (word: string, foreign: boolean) => readonly Spelling[] {
  const known = new Map<string, readonly Spelling[]>();
  return (word, foreign) => {
    const key = foreign ? word : `${word} `;
    let found = known.get(key);
    if (found === undefined) {
      found = [word, ...(foreign ? spellingsOf(word) : [])].map((letters) => ({ letters, sounds: soundOf(letters) }));
      known.set(key, found);
    }
    return found;
  };
}

function pronunciationsOf(name: SpokenName, spell: ReturnType<typeof createSpeller>): (Pronunciation & { readonly skeleton: string })[] {
  // People's names are spoken in their own language and written down in the recogniser's.
  const foreign = name.kind === 'speaker' || name.words.length === 1;
  let all: Spelling[] = [{ letters: '', sounds: '' }];
  for (const word of name.words) {
    const spellings = spell(word, foreign);
    all = all
      .flatMap((before) =>
        spellings.map(({ letters, sounds }) => ({ letters: before.letters + letters, sounds: joinSounds(before.sounds, sounds) })),
      )
      .slice(0, MOST_PRONUNCIATIONS);
  }
  const distinct = new Map(all.map((one) => [one.sounds, one]));
  return [...distinct.values()].map(({ letters, sounds }) => {
    const packed = packSounds(sounds);
    return { name, letters, sounds: packed, mass: massOf(packed), skeleton: skeletonOf(sounds) };
  });
}

/** Sounds of two words said in one breath: a sound both share is heard once. */
export function joinSounds(before: string, after: string): string {
  return before !== '' && before.at(-1) === after[0] ? before + after.slice(1) : before + after;
}
