import type { LocalDateTime } from '../contract/index.ts';
import { finish, inSlices, type Steps } from '../steps.ts';
import { type Holidays, holidaysOf } from '../venue/hours.ts';
import type { Exhibitor, Faq, Floor, LocalText, Menu, MenuItem, Place, Service, Session, Speaker, Venue } from '../venue/model.ts';
import { STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { createLinker, type Linker, type Named } from '../venue/search/linker.ts';
import { spaced } from '../venue/search/spaced.ts';
import { type VenueIndex, venueIndexSteps } from '../venue/venue-index.ts';
import { createWayfinder, type Wayfinder } from '../venue/wayfinding.ts';
import { afterColon, halves, namesOfPerson, organisationsOf, partsOf, shortForms, withoutForm, withoutQuantity } from './names-of.ts';

export type EntityKind = 'place' | 'session' | 'person' | 'exhibitor' | 'dish' | 'service' | 'floor' | 'track' | 'organisation';

export interface Dish {
  readonly id: string;
  readonly item: MenuItem;
  readonly placeId: string;
}

/**
 * One published venue made quick to ask: everything by id, names to link to, texts to search. Built
 * once a version; nothing in it changes.
 */
export interface Knowledge {
  readonly venue: Venue;
  readonly places: ReadonlyMap<string, Place>;
  readonly floors: ReadonlyMap<string, Floor>;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly people: ReadonlyMap<string, Speaker>;
  readonly exhibitors: ReadonlyMap<string, Exhibitor>;
  readonly services: ReadonlyMap<string, Service>;
  readonly menus: ReadonlyMap<string, Menu>;
  readonly dishes: ReadonlyMap<string, Dish>;
  readonly faqs: ReadonlyMap<string, Faq>;
  readonly tracks: readonly string[];
  /** Names of everything but FAQ entries. */
  readonly names: Linker<EntityKind>;
  /** Neighbouring words of names, "night owl": a word of time in one says no time. */
  readonly namePairs: ReadonlySet<string>;
  /** Questions of the FAQ, each wording a name. */
  readonly questions: Linker<'faq'>;
  /** Full text over everything. */
  readonly index: VenueIndex;
  readonly wayfinder: Wayfinder;
  /** The venue's own public holidays: their dates, and what they are called, in folded words. */
  readonly holidays: Holidays;
  readonly holidayNames: readonly { readonly words: readonly string[]; readonly date: string }[];
  sessionsOf(personId: string): readonly Session[];
}

export function createKnowledge(venue: Venue): Knowledge {
  return finish(knowledgeSteps(venue));
}

function* knowledgeSteps(venue: Venue): Steps<Knowledge> {
  const dishes = dishesOf(venue);
  const tracks = [...new Set(venue.sessions.flatMap((session) => (session.track === undefined ? [] : [session.track])))];
  const people = byId(venue.speakers);
  const named = namedThings(venue, dishes, tracks);
  const spoken = new Map<string, Session[]>();
  for (const session of venue.sessions) {
    for (const id of session.speakerIds) spoken.set(id, [...(spoken.get(id) ?? []), session]);
  }
  yield;
  const names = createLinker(named);
  yield;
  const questions = createLinker(
    venue.faqs.map((faq) => ({ kind: 'faq' as const, id: faq.id, names: faq.questions.flatMap(texts).map(spaced) })),
  );
  const namePairs = pairsOf(named);
  yield;
  const index = yield* venueIndexSteps(venue);
  yield;
  return {
    venue,
    places: byId(venue.places),
    floors: byId(venue.floors),
    sessions: byId(venue.sessions),
    people,
    exhibitors: byId(venue.exhibitors),
    services: byId(venue.services),
    menus: new Map(venue.menus.map((menu) => [menu.placeId, menu])),
    dishes,
    faqs: byId(venue.faqs),
    tracks,
    names,
    namePairs,
    questions,
    index,
    wayfinder: createWayfinder(venue),
    holidays: holidaysOf(venue),
    holidayNames: (venue.holidays ?? []).flatMap(({ date, name }) => texts(name).map((one) => ({ words: foldedWords(one), date }))),
    sessionsOf: (id) => spoken.get(id) ?? [],
  };
}

const built = new WeakMap<Venue, Knowledge>();

/** The knowledge of this very venue object, made at the first ask. */
export function knowledgeOf(venue: Venue): Knowledge {
  const known = built.get(venue) ?? createKnowledge(venue);
  built.set(venue, known);
  return known;
}

/** Makes the knowledge of this venue object in slices, so that a large venue keeps nobody waiting. */
export async function prepareKnowledge(venue: Venue, pause: () => Promise<void>): Promise<void> {
  if (!built.has(venue)) built.set(venue, await inSlices(knowledgeSteps(venue), pause));
}

/** All wordings of a text, whatever the language. */
export function texts(text: LocalText | undefined): string[] {
  if (text === undefined) return [];
  return typeof text === 'string' ? [text] : [...new Set(Object.values(text))];
}

/** Start order. */
export function byStart(a: { startsAt: LocalDateTime }, b: { startsAt: LocalDateTime }): number {
  return a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function dishesOf(venue: Venue): Map<string, Dish> {
  const dishes = new Map<string, Dish>();
  for (const menu of venue.menus) {
    menu.sections.forEach((section, s) => {
      section.items.forEach((item, i) => {
        const id = `${menu.placeId}/${s}/${i}`;
        dishes.set(id, { id, item, placeId: menu.placeId });
      });
    });
  }
  return dishes;
}

function namedThings(venue: Venue, dishes: ReadonlyMap<string, Dish>, tracks: readonly string[]): Named<EntityKind>[] {
  return [
    ...venue.places.map(
      (place): Named<EntityKind> => ({
        kind: 'place',
        id: place.id,
        names: [...texts(place.name).flatMap(shortForms).flatMap(halves).flatMap(partsOf), ...place.aliases],
      }),
    ),
    ...venue.sessions.map(
      (session): Named<EntityKind> => ({ kind: 'session', id: session.id, names: texts(session.title).flatMap(afterColon) }),
    ),
    ...venue.speakers.map((person): Named<EntityKind> => ({ kind: 'person', id: person.id, names: namesOfPerson(person.name) })),
    ...venue.exhibitors.map(
      (exhibitor): Named<EntityKind> => ({
        kind: 'exhibitor',
        id: exhibitor.id,
        names: [exhibitor.name, ...exhibitor.aliases, ...(exhibitor.stand === undefined ? [] : [`stand ${exhibitor.stand}`])],
      }),
    ),
    ...[...dishes.values()].map(
      (dish): Named<EntityKind> => ({ kind: 'dish', id: dish.id, names: texts(dish.item.name).flatMap(withoutQuantity) }),
    ),
    ...venue.services.map(
      (service): Named<EntityKind> => ({ kind: 'service', id: service.id, names: [...texts(service.name), ...service.aliases] }),
    ),
    ...venue.floors.map((floor): Named<EntityKind> => ({ kind: 'floor', id: floor.id, names: texts(floor.name) })),
    ...tracks.map((track): Named<EntityKind> => ({ kind: 'track', id: track, names: partsOf(track) })),
    ...organisationsOf(venue).map((name): Named<EntityKind> => ({ kind: 'organisation', id: name, names: withoutForm(name) })),
  ];
}

/** "Night of Science", "Nacht der Museen": what stands before one of these is of the name too. */
const OF: ReadonlySet<string> = new Set(['of', 'der', 'des', 'von']);

function pairsOf(named: readonly Named<EntityKind>[]): Set<string> {
  const pairs = new Set<string>();
  for (const words of named.flatMap(({ names }) => names.map(foldedWords))) {
    words.forEach((word, at) => {
      const next = words[at + 1];
      if (next !== undefined && !STOP_WORDS.has(word) && (!STOP_WORDS.has(next) || OF.has(next))) pairs.add(`${word} ${next}`);
    });
  }
  return pairs;
}
