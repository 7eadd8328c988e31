import { CATALOGUES } from '../../../core/i18n/catalogues.ts';
import { type Knowledge, texts } from '../../../core/tools/knowledge.ts';
import type { Venue } from '../../../core/venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../../core/venue/search/everyday-words.ts';
import { fold, foldedWords } from '../../../core/venue/search/fold.ts';
import { COMMON_WORDS } from './common-words.ts';

export interface NameCheck {
  /** True when the sentence names what `known` does not have. @param known folded words, spaces around each. */
  namesUnknown(sentence: string, known: string): boolean;
}

interface VenueNames {
  /** Whole names, folded: none of them may be said untold. */
  readonly whole: readonly string[];
  /** Words that stand for one place, person or exhibitor alone. */
  readonly telling: ReadonlySet<string>;
  /** Words the venue itself uses without a capital: no names. */
  readonly prose: ReadonlySet<string>;
}

/**
 * Names in two ways: those the venue has, whatever their spelling, so that no true name gets into a wrong sentence; and
 * whatever is written like a name, so that none is made up.
 */
export function createNameCheck(know: Knowledge, locale: string): NameCheck {
  const { whole, telling, prose } = namesOf(know.venue);
  const everyday = everydayWords(locale);
  const isPlain = (word: string) =>
    STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || COMMON_WORDS.has(word) || everyday.has(word) || prose.has(word);
  // German writes every noun with a capital: a compound of a plain noun, or an abstract one, is no name.
  const isPlainNoun = (word: string) =>
    isPlain(word) ||
    (locale.startsWith('de') && (ABSTRACT.test(word) || TAILS.some((tail) => word.length > tail.length + 2 && word.endsWith(tail))));

  // "Comincia alle nove": where the subject is left out, any verb may stand first.
  const beginsWithVerb = /^(?:es|it)/.test(locale);

  return {
    namesUnknown(sentence, known) {
      const said = ` ${foldedWords(sentence).join(' ')} `;
      if (whole.some((name) => said.includes(name) && !known.includes(name))) return true;
      const has = (word: string) => known.includes(` ${word} `);
      if (foldedWords(sentence).some((word) => telling.has(word) && !isPlain(word) && !has(word))) return true;
      return capitalised(sentence).some(
        ({ word, first, next }) =>
          !has(word) && !isPlainNoun(word) && !(first && ((beginsWithVerb && !VERB_AFTER_SUBJECT.test(next)) || ADVERB.test(word))),
      );
    },
  };
}

/** After it stands a subject, and no verb did: "Luigi è". */
const VERB_AFTER_SUBJECT =
  /^(es|esta|son|estan|tiene|tienen|abre|cierra|ofrece|sirve|queda|e|sta|sono|stanno|ha|hanno|apre|chiude|offre|serve)$/;

const ABSTRACT = /(ung|ungen|heit|keit|schaft|tion|tionen|ismus|nis)$/;
const ADVERB = /ly$|weise$/;
const TAILS =
  'raum saal karte zeit zeiten gang stock treppe aufzug eingang ausgang tisch platz halle plan weg tag zimmer bereich programm essen'.split(
    ' ',
  );

/** Words written with a capital, folded; `first` where a sentence or clause begins, which gives any word one. */
function capitalised(sentence: string): { readonly word: string; readonly first: boolean; readonly next: string }[] {
  const found: { word: string; first: boolean; next: string }[] = [];
  for (const match of sentence.matchAll(/\p{L}[\p{L}\p{M}\p{N}'’-]*/gu)) {
    if (!/^\p{Lu}/u.test(match[0])) continue;
    const before = sentence.slice(0, match.index).trimEnd();
    const first = before === '' || /[:–—“„"(]$/.test(before);
    const [next = ''] = foldedWords(sentence.slice(match.index + match[0].length));
    for (const word of foldedWords(match[0].replace(/['’](?:s|m|ll|re|ve|d|t)$/u, '')))
      if (word.length > 1) found.push({ word, first, next });
  }
  return found;
}

const everydayOf = new Map<string, ReadonlySet<string>>();

/** Words of what the kiosk itself says in that language. */
function everydayWords(locale: string): ReadonlySet<string> {
  const language = locale.split('-')[0] ?? locale;
  const known = everydayOf.get(language);
  if (known !== undefined) return known;
  const catalogue: Readonly<Record<string, string>> =
    (CATALOGUES as Readonly<Record<string, Readonly<Record<string, string>>>>)[language] ?? {};
  const words = new Set(Object.values(catalogue).flatMap(foldedWords));
  everydayOf.set(language, words);
  return words;
}

const read = new WeakMap<Venue, VenueNames>();

function namesOf(venue: Venue): VenueNames {
  const known = read.get(venue);
  if (known !== undefined) return known;
  const alone = [
    ...venue.places.flatMap((place) => texts(place.name)),
    ...venue.speakers.map((person) => person.name),
    ...venue.exhibitors.map((exhibitor) => exhibitor.name),
  ];
  const titles = [
    ...venue.sessions.flatMap((session) => texts(session.title)),
    ...venue.menus.flatMap((menu) => menu.sections.flatMap((section) => section.items.flatMap((item) => texts(item.name)))),
  ];
  const others = titles.filter((name) => foldedWords(name).length > 1);
  // "Tiramisù" is a name as much as "chocolate cake".
  const short = titles.filter((name) => foldedWords(name).length === 1);
  const names: VenueNames = {
    whole: [...new Set([...alone, ...others].map((name) => ` ${foldedWords(name).join(' ')} `))].filter((name) => name.trim().length > 1),
    telling: new Set([...alone, ...short].flatMap(foldedWords).filter((word) => word.length > 2 && !/\d/.test(word))),
    prose: proseOf(venue),
  };
  read.set(venue, names);
  return names;
}

function proseOf(venue: Venue): Set<string> {
  const prose = [
    ...venue.faqs.flatMap((faq) => [...texts(faq.answer), ...faq.questions.flatMap(texts)]),
    ...venue.places.flatMap((place) => texts(place.description)),
    ...venue.services.flatMap((service) => texts(service.description)),
  ];
  return new Set(prose.flatMap((text) => text.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]+/gu) ?? []).map(fold));
}
