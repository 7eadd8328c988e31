import { lettersAlike } from '../search/likeness.ts';
import { stemOf } from '../search/normalise.ts';
import { STOPWORDS } from '../search/stopwords.ts';
import type { Pronunciation } from './sound-index.ts';
import { soundDistance } from './sounds.ts';
import { PROSAIC } from './venue-names.ts';
import type { SpanWord } from './words.ts';

export interface HeardWord extends SpanWord {
  /** A name does not reach across a comma. */
  readonly afterPause: boolean;
  readonly ordinary: boolean;
  readonly sounds: string;
  /** What its sounds weigh. */
  readonly mass: number;
  /** Part of a name that was spelt right. */
  exact: boolean;
}

export interface Judgement {
  /** How alike they sound and are spelt, 0..1. */
  readonly score: number;
  /** How much is said for it: what sounds right, by length, above what is needed. */
  readonly gain: number;
}

const LETTERS_SHARE = 0.25;
/** Whatever the letters say. */
const LEAST_SOUND = 0.45;
/** In sounds, vowels counting less: "Keel" has 2.4, "Poettering" 6. */
const LEAST_MASS = 3;
/** So much must be changed beside words that were heard right. */
const LEAST_BESIDE_SAME = 1;

/**
 * Whether `window` is `entry` misspelt: null where it is not likely enough.
 * @param spoken the sounds of the whole window
 * @param plain every word of it is an ordinary one
 */
export function judgeName(
  window: readonly HeardWord[],
  spoken: Pick<Pronunciation, 'sounds' | 'mass'>,
  entry: Pronunciation,
  plain: boolean,
): Judgement | null {
  const { name } = entry;
  // A name that was spelt right is not thrown away for another.
  if (window.some(({ exact, word }) => exact && !name.words.includes(word))) return null;
  const same = window.filter(({ word }) => name.words.includes(word));
  const changed = window.filter((word) => !same.includes(word));
  if (changed.length === 0 && same.length === name.words.length) return null;
  if (name.words.length === 1 && PROSAIC.has(name.kind) && isInflection(window, name.words[0] ?? '')) return null;
  // "beacon am" is no "Beacon Room"; "wojtek szczepanski" speaks in the programme.
  const anchored = same.some(({ ordinary }) => !ordinary || same.length > 1) && !changed.every(({ word }) => STOPWORDS.has(word));
  const whole = Math.max(spoken.mass, entry.mass);
  const mass = whole - same.reduce((total, { mass: own }) => total + own, 0);
  if (whole < LEAST_MASS || mass < LEAST_BESIDE_SAME) return null;
  const sound = 1 - soundDistance(spoken.sounds, entry.sounds) / mass;
  if (sound < LEAST_SOUND) return null;
  const letters = window.map(({ word }) => word).join('');
  // Two ordinary words for one: "taxi stand" is as right as "Taxistand", and the search joins words.
  if (plain && letters === entry.letters) return null;
  const spelling = lettersAlike(letters, entry.letters);
  const score = (1 - LETTERS_SHARE) * sound + LETTERS_SHARE * spelling;
  const needed = barFor({ window, entry, plain, anchored, mass });
  return score < needed ? null : { score, gain: (score - needed + EQUAL_GAIN) * whole };
}

const ANCHORED = 0.62;
const CERTAIN = 0.95;
const PLAIN = 0.9;
/** Long names may be further off than short ones. */
const BY_MASS = { least: 0.74, most: 0.92, from: 1.06, perSound: 0.038 } as const;
const SEVERAL_WORDS = 0.04;
const OF_A_TITLE = 0.05;
/** Of two that are as good as they must be the longer one is taken. */
const EQUAL_GAIN = 0.05;

/** How alike a window and a name have to be, by what there is to go by. */
function barFor(of: {
  readonly window: readonly HeardWord[];
  readonly entry: Pronunciation;
  readonly plain: boolean;
  readonly anchored: boolean;
  readonly mass: number;
}): number {
  const { name } = of.entry;
  if (of.anchored && !name.common) return ANCHORED;
  if ((name.common && PROSAIC.has(name.kind)) || hasLooseEnd(of.window)) return CERTAIN;
  if (of.plain || name.common) return PLAIN;
  const { least, most, from, perSound } = BY_MASS;
  const several = of.window.length > 1 && name.words.length > 1 ? -SEVERAL_WORDS : 0;
  const titled = PROSAIC.has(name.kind) ? OF_A_TITLE : 0;
  return Math.min(most, Math.max(least, from - perSound * of.mass)) + several + titled;
}

/** "german" is not "Germany": guests use other forms of a word than a title does, and the search knows them. */
function isInflection(window: readonly HeardWord[], name: string): boolean {
  const heard = window.map(({ word }) => word).join('');
  return heard !== name && (heard.startsWith(name) || name.startsWith(heard) || stemOf(heard) === stemOf(name));
}

/** It begins or ends with a word such as "the" or "for", which is more likely the question's than the name's. */
export function hasLooseEnd(window: readonly HeardWord[]): boolean {
  return STOPWORDS.has(window[0]?.word ?? '') || STOPWORDS.has(window.at(-1)?.word ?? '');
}
