import { z } from 'zod';
import { CATALOGUES } from '../../i18n/catalogues.ts';
import { finish, inSlices, type Steps } from '../../steps.ts';
import { TOOLS } from '../../tools/registry.ts';
import type { Venue } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { CUES_DE } from '../understand/cues-de.ts';
import { CUES_EN } from '../understand/cues-en.ts';
import { LANGUAGES } from '../understand/languages/languages.ts';

/** Stands for each word that was taken out: a word that no planner knows, as that one was. */
export const MASK = 'Xxx';

export interface Mask {
  /** The text with every word taken out that neither the venue nor the planner knows. */
  text(text: string): string;
  /** The same in plain data: every text in it, but for ids and names of tools. */
  data(value: unknown): unknown;
}

/**
 * Takes out what may tell who a guest is. Not what looks private is taken out, for that is never all of it: only words stay that
 * the venue's data or the planner's own rules have, since no other word changes what a guest is told. Numbers of more than two
 * digits go as well, unless the venue has them.
 * @param secrets what the guest said of themselves; gone wherever it stands, also where the venue has the same word.
 */
export function createMask(venue: Venue | null, secrets: readonly string[] = []): Mask {
  const own = venue === null ? new Set<string>() : wordsOfVenue(venue);
  const rules = wordsOfRules();
  const secret = new Set(secrets.flatMap(foldedWords).filter((word) => word.length > 1));
  const stays = (token: string) =>
    foldedWords(token).every(
      (word) => !secret.has(word) && (/^\d+$/.test(word) ? word.length <= 2 || own.has(word) : rules.has(word) || own.has(word)),
    );
  const text = (said: string) =>
    said
      .replaceAll(/\S+@\S+|\b(?:https?:\/\/|www\.)\S+/gi, MASK)
      // Numbers in groups are one number: "0151 23 45 67".
      .replaceAll(/\+?\d[\d\s()/-]{6,}\d/g, (number) => (DATE.test(number) ? number : MASK))
      .replaceAll(/\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu, (token) =>
        DATE.test(token) || stays(token) ? token : MASK,
      );
  const data = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return isId(key, value) ? value : text(value);
    if (Array.isArray(value)) return value.map((item) => data(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, data(inner, name)]));
  };
  return { text, data: (value) => data(value) };
}

const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$/;
const ID_KEY = /^(?:id|.+Ids?|kind|status|key)$/;

function isId(key: string, value: string): boolean {
  return (ID_KEY.test(key) && /^[\w.:-]{1,64}$/.test(value)) || (key === 'name' && Object.hasOwn(TOOLS, value));
}

const ofVenue = new WeakMap<Venue, ReadonlySet<string>>();

function wordsOfVenue(venue: Venue): ReadonlySet<string> {
  const known = ofVenue.get(venue);
  if (known !== undefined) return known;
  const words = finish(venueWordsSteps(venue));
  ofVenue.set(venue, words);
  return words;
}

/** Readies the words of a venue in slices, so that a large one keeps nobody waiting. */
export async function prepareMask(venue: Venue, pause: () => Promise<void>): Promise<void> {
  if (!ofVenue.has(venue)) ofVenue.set(venue, await inSlices(venueWordsSteps(venue), pause));
  await pause();
  wordsOfRules();
}

const SLICE = 100;

function* venueWordsSteps(venue: Venue): Steps<ReadonlySet<string>> {
  const words = new Set<string>();
  for (const part of Object.values(venue)) {
    if (!Array.isArray(part)) {
      addWords(part, words);
      continue;
    }
    for (let at = 0; at < part.length; at += SLICE) {
      addWords(part.slice(at, at + SLICE), words);
      yield;
    }
  }
  return words;
}

function addWords(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') for (const word of foldedWords(value)) words.add(word);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) addWords(inner, words);
}

let ofRules: ReadonlySet<string> | null = null;

/** Every word that the planner's rules, the kiosk's own sentences and the tools' schemas are written with. */
function wordsOfRules(): ReadonlySet<string> {
  if (ofRules !== null) return ofRules;
  const words = new Set<string>([...STOP_WORDS, ...PLAIN_WORDS]);
  for (const cue of [...Object.values(CUES_EN), ...Object.values(CUES_DE)]) addWords(literals(cue.source), words);
  for (const { emergency, lexicon, marks } of LANGUAGES) {
    addWords(literals(JSON.stringify(emergency)), words);
    addWords([marks, lexicon?.phrases, lexicon?.topics, lexicon?.numbers, Object.keys(lexicon?.moreNumbers ?? {})], words);
  }
  addWords(CATALOGUES, words);
  for (const tool of Object.values(TOOLS)) {
    const schema = z.toJSONSchema(tool.input as z.ZodType, { io: 'input', unrepresentable: 'any' });
    addWords(schema, words);
    for (const name of Object.keys((schema.properties ?? {}) as object)) words.add(name.toLowerCase());
  }
  for (const locale of Object.keys(CATALOGUES)) for (const name of calendarNames(locale)) addWords(name, words);
  ofRules = words;
  return words;
}

/** Words of a regular expression, without its signs: "\bopen(ing)?" has "open" and "ing". */
function literals(source: string): string {
  return source.replaceAll(/\\[a-zA-Z]/g, ' ').replaceAll(/[^\p{L}\p{N}\s]+/gu, ' ');
}

function calendarNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, month + 1)));
}
