import { finish, inSlices, type Steps } from '../../steps.ts';
import type { Venue } from '../model.ts';
import { type HeardWord, hasLooseEnd, type Judgement, judgeName } from './judge-name.ts';
import { isCompound, isOrdinary } from './ordinary-words.ts';
import { createSoundIndex, joinSounds, type Pronunciation } from './sound-index.ts';
import { massOf, packSounds, skeletonOf, soundOf } from './sounds.ts';
import { type NameKind, namesOf, proseWordsOf } from './venue-names.ts';
import { spanWords } from './words.ts';

export interface NameChange {
  /** Words as they were heard. */
  readonly from: string;
  /** The venue's own spelling. */
  readonly to: string;
  readonly kind: NameKind;
  /** How alike they sound, 0..1. */
  readonly score: number;
}

export interface RepairedText {
  /** `heard` with the changes made; the same string where there are none. */
  readonly text: string;
  /** In the order of the text. */
  readonly changes: readonly NameChange[];
}

export interface NameRepair {
  /** Puts right the names of this venue that a recogniser misspelt. What is spelt right, and what is no name, stays. */
  repair(heard: string): RepairedText;
}

/** More words than this together are no name, however a recogniser splits it. */
const LONGEST_WINDOW = 5;
const LONGEST_TEXT_WORDS = 60;

interface Candidate extends Judgement {
  readonly first: number;
  readonly last: number;
  readonly entry: Pronunciation;
}

/**
 * Finds, in what a recogniser wrote, the venue's own names that it spelt as it heard them ("lenard pottering", "lan turn key").
 * Windows of words are compared with the names by sound, across word boundaries. A wrong repair is worse than none: ordinary words
 * alone are changed only where they sound exactly like a longer name; a word that no dictionary has needs less.
 */
export function createNameRepair(venue: Venue): NameRepair {
  return finish(nameRepairSteps(venue));
}

const built = new WeakMap<Venue, NameRepair>();

/** That of this very venue object, made at the first ask. */
export function nameRepairOf(venue: Venue): NameRepair {
  const known = built.get(venue) ?? createNameRepair(venue);
  built.set(venue, known);
  return known;
}

/** Makes it in slices, so that a large venue keeps nobody waiting. */
export async function prepareNameRepair(venue: Venue, pause: () => Promise<void>): Promise<void> {
  if (!built.has(venue)) built.set(venue, await inSlices(nameRepairSteps(venue), pause));
}

function* nameRepairSteps(venue: Venue): Steps<NameRepair> {
  const prose = proseWordsOf(venue);
  yield;
  const names = namesOf(venue, prose);
  yield;
  const index = createSoundIndex(names);
  const spelt = new Set(names.map(({ words }) => words.join(' ')));
  const nameWords = new Set(names.flatMap(({ words }) => words));

  const read = (heard: string): HeardWord[] =>
    spanWords(heard).map((span, i, all) => ({
      ...span,
      afterPause: /[^\s\p{Pd}&]/u.test(heard.slice(all[i - 1]?.end ?? 0, span.start)),
      ordinary: isOrdinary(span.word) || (!nameWords.has(span.word) && (prose.has(span.word) || isCompound(span.word))),
      sounds: soundOf(span.word),
      mass: massOf(packSounds(soundOf(span.word))),
      exact: false,
    }));

  function candidates(words: readonly HeardWord[], first: number): Candidate[] {
    const found: Candidate[] = [];
    let sounds = '';
    for (let last = first; last < Math.min(words.length, first + LONGEST_WINDOW); last++) {
      if (last > first && words[last]?.afterPause === true) break;
      sounds = joinSounds(sounds, words[last]?.sounds ?? '');
      const window = words.slice(first, last + 1);
      const plain = window.every(({ ordinary }) => ordinary);
      if (window.every(({ exact }) => exact) || (plain && !mayBeJoined(window))) continue;
      const skeleton = skeletonOf(sounds);
      const packed = packSounds(sounds);
      const spoken = { sounds: packed, mass: massOf(packed) };
      for (const entry of plain ? index.same(skeleton) : index.near(skeleton, spoken.mass)) {
        if (isPartOfAnother(words, first, last, entry)) continue;
        const judged = judgeName(window, spoken, entry, plain);
        if (judged !== null) found.push({ first, last, entry, ...judged });
      }
    }
    return found;
  }

  return {
    repair(heard) {
      const words = read(heard);
      if (words.length > LONGEST_TEXT_WORDS) return { text: heard, changes: [] };
      markExact(words, spelt);
      const all = words.flatMap((_, first) => candidates(words, first)).sort((a, b) => b.gain - a.gain);
      return rewrite(heard, words, choose(all));
    },
  };
}

/** "fransiska mayer" is not Francisco, whoever else is called that. */
function isPartOfAnother(words: readonly HeardWord[], first: number, last: number, { name }: Pronunciation): boolean {
  if (name.kind !== 'speaker' || name.words.length > 1) return false;
  return [words[first - 1], words[last + 1]].some((beside) => beside !== undefined && !beside.ordinary && !beside.exact);
}

/** Ordinary words that may be pieces of a name: "key turn", not "to it" or "bar". */
function mayBeJoined(window: readonly HeardWord[]): boolean {
  return window.length > 1 && !hasLooseEnd(window);
}

function markExact(words: HeardWord[], spelt: ReadonlySet<string>): void {
  for (let first = 0; first < words.length; first++) {
    let key = '';
    for (let last = first; last < Math.min(words.length, first + LONGEST_WINDOW); last++) {
      key += `${key === '' ? '' : ' '}${words[last]?.word}`;
      if (spelt.has(key)) for (const word of words.slice(first, last + 1)) word.exact = true;
    }
  }
}

/** The best of those that do not overlap; where two names are equally good neither is taken. */
function choose(sorted: readonly Candidate[]): Candidate[] {
  const taken: Candidate[] = [];
  const chosen: Candidate[] = [];
  for (const candidate of sorted) {
    if (taken.some(({ first, last }) => candidate.first <= last && first <= candidate.last)) continue;
    taken.push(candidate);
    if (!sorted.some((other) => isRival(candidate, other))) chosen.push(candidate);
  }
  return chosen.sort((a, b) => a.first - b.first);
}

/** As alike as makes no difference, and another name: "Jon Smith" and "John Smyth". */
const DIFFERENCE = 0.05;

function isRival(one: Candidate, other: Candidate): boolean {
  return (
    one.first === other.first && one.last === other.last && one.entry.name !== other.entry.name && one.score - other.score < DIFFERENCE
  );
}

function rewrite(heard: string, words: readonly HeardWord[], chosen: readonly Candidate[]): RepairedText {
  let text = '';
  let from = 0;
  const changes: NameChange[] = [];
  for (const { first, last, entry, score } of chosen) {
    const start = words[first]?.start ?? 0;
    const end = words[last]?.end ?? start;
    text += heard.slice(from, start) + entry.name.text;
    from = end;
    changes.push({ from: heard.slice(start, end), to: entry.name.text, kind: entry.name.kind, score: Math.round(score * 100) / 100 });
  }
  return changes.length === 0 ? { text: heard, changes } : { text: text + heard.slice(from), changes };
}
