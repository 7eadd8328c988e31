import type { LocalText, Venue } from '../model.ts';
import { isOrdinary } from './ordinary-words.ts';
import { spanWords } from './words.ts';

export type NameKind = 'place' | 'speaker' | 'exhibitor' | 'session' | 'dish' | 'service' | 'venue';

/** A name as the venue spells it, or the part of one by which guests call it. */
export interface SpokenName {
  readonly text: string;
  readonly kind: NameKind;
  /** Folded. */
  readonly words: readonly string[];
  /** The venue's own descriptions use it as a common noun. */
  readonly common: boolean;
}

const LONGEST_WORDS = 5;
const SHORTEST_LETTERS = 4;
/** One word of a name is a name by itself if it is long enough, and rare. */
const SHORTEST_PART: Readonly<Record<NameKind, number>> = { place: 5, speaker: 5, exhibitor: 5, venue: 5, session: 6, dish: 6, service: 6 };
/** Guests leave it out: "Lantern Quay" for "Lantern Quay Hotel". */
const GENERIC_ENDING =
  /\s+(?:hotel|resort|(?:conference |convention |congress )?(?:centre|center)|ltd\.?|inc\.?|llc|gmbh|ag|plc|b\.?v\.?|s\.?a\.?|conference|convention|20\d\d)$/iu;
/** In these, words that the descriptions use with a small letter are none of the venue's own. */
export const PROSAIC: ReadonlySet<NameKind> = new Set<NameKind>(['session', 'dish', 'service']);

/** What guests may call by name here, each spelling once: whole names, surnames and the rare words of names and titles. */
export function namesOf(venue: Venue, prose: ReadonlySet<string>): SpokenName[] {
  const found = new Map<string, SpokenName>();
  const add = (text: string, kind: NameKind) => {
    const words = spanWords(text).map(({ word }) => word);
    const key = words.join(' ');
    // Numbers are the search's business, other scripts have other sounds; a name of one ordinary word cannot be told from the word.
    if (words.length === 0 || words.length > LONGEST_WORDS || /[^a-z ]/.test(key) || found.has(key)) return;
    if (words.length === 1 && (isOrdinary(key) || key.length < SHORTEST_LETTERS)) return;
    const common = words.every((word) => isOrdinary(word) || (PROSAIC.has(kind) && prose.has(word)));
    found.set(key, { text, kind, words, common });
  };
  for (const { text, kind } of labelsOf(venue)) {
    for (const part of text.split(/[(),:;/|–—]|\s-\s/u)) {
      add(part.trim(), kind);
      const short = part.trim().replace(GENERIC_ENDING, '');
      if (short.includes(' ')) add(short, kind);
    }
    for (const { word, start, end } of spanWords(text)) {
      // "water fountain" is no name of which "fountain" could be a part.
      if (word.length >= SHORTEST_PART[kind] && /\p{Lu}/u.test(text[start] ?? ''))
        add(text.slice(start, end).replace(/['’‘`]s$/u, ''), kind);
    }
  }
  return [...found.values()];
}

/** Everything that has a name, people and places first: of two names spelt alike the first counts. */
function labelsOf(venue: Venue): { readonly text: string; readonly kind: NameKind }[] {
  const of = (kind: NameKind, ...names: readonly (LocalText | undefined)[]) => names.flatMap(all).map((text) => ({ text, kind }));
  return [
    ...venue.speakers.flatMap(({ name }) => of('speaker', name)),
    ...venue.places.flatMap(({ name, aliases }) => of('place', name, ...aliases)),
    ...venue.exhibitors.flatMap(({ name, aliases }) => of('exhibitor', name, ...aliases)),
    ...of('venue', venue.name, venue.eventName),
    ...venue.services.flatMap(({ name, aliases }) => of('service', name, ...aliases)),
    ...venue.menus.flatMap(({ sections }) => sections.flatMap(({ items }) => items.flatMap(({ name }) => of('dish', name)))),
    ...venue.sessions.flatMap(({ title }) => of('session', title)),
  ];
}

const SMALL = /(?<![\p{L}\p{N}\p{M}])\p{Ll}[\p{L}\p{M}'’]*/gu;

/** Words the venue's own descriptions use, names left out: those of a sentence that begin with a small letter. */
export function proseWordsOf(venue: Venue): ReadonlySet<string> {
  const spellings = new Set<string>();
  const read = (text: LocalText | undefined) => {
    for (const one of all(text)) for (const [spelling] of one.matchAll(SMALL)) spellings.add(spelling);
  };
  for (const { description } of [...venue.places, ...venue.exhibitors, ...venue.services]) read(description);
  for (const { abstract } of venue.sessions) read(abstract);
  for (const { bio, role } of venue.speakers) for (const text of [bio, role]) read(text);
  for (const { questions, answer } of venue.faqs) for (const text of [...questions, answer]) read(text);
  for (const opener of venue.openers) read(opener);
  return new Set([...spellings].flatMap((spelling) => spanWords(spelling).map(({ word }) => word)));
}

function all(text: LocalText | undefined): string[] {
  if (text === undefined) return [];
  return typeof text === 'string' ? [text] : Object.values(text);
}
