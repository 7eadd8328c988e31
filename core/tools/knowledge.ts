import type { LocalDateTime } from '../contract/index.ts';
import type { Exhibitor, Faq, Floor, LocalText, Menu, MenuItem, Place, Service, Session, Speaker, Venue } from '../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { createLinker, type Linker, type Named } from '../venue/search/linker.ts';
import { createVenueIndex, type VenueIndex } from '../venue/venue-index.ts';
import { createWayfinder, type Wayfinder } from '../venue/wayfinding.ts';

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
  sessionsOf(personId: string): readonly Session[];
}

export function createKnowledge(venue: Venue): Knowledge {
  const dishes = dishesOf(venue);
  const tracks = [...new Set(venue.sessions.flatMap((session) => (session.track === undefined ? [] : [session.track])))];
  const people = byId(venue.speakers);
  const named = namedThings(venue, dishes, tracks);
  const spoken = new Map<string, Session[]>();
  for (const session of venue.sessions) {
    for (const id of session.speakerIds) spoken.set(id, [...(spoken.get(id) ?? []), session]);
  }
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
    names: createLinker(named),
    namePairs: pairsOf(named),
    questions: createLinker(venue.faqs.map((faq) => ({ kind: 'faq', id: faq.id, names: faq.questions.flatMap(texts) }))),
    index: createVenueIndex(venue),
    wayfinder: createWayfinder(venue),
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

/** Where speakers come from; one that exhibits is found as an exhibitor. */
function organisationsOf({ speakers, exhibitors }: Venue): string[] {
  const exhibiting = new Set(exhibitors.map(({ name }) => name.toLowerCase()));
  const names = new Set(speakers.flatMap(({ organisation }) => organisation?.trim() || []));
  return [...names].filter((name) => !exhibiting.has(name.toLowerCase()));
}

/** "Bitrock S.r.l." is asked for without its legal form. */
function withoutForm(name: string): string[] {
  const short = name.replace(/[,\s]+(gmbh|ag|se|ug|inc|ltd|llc|plc|s\.?r\.?l|s\.?p\.?a|s\.?a|b\.?v|co|kg)\.?$/i, '').replace(/^the /i, '');
  return short === name ? [name] : [name, short];
}

function pairsOf(named: readonly Named<EntityKind>[]): Set<string> {
  const pairs = new Set<string>();
  for (const words of named.flatMap(({ names }) => names.map(foldedWords))) {
    words.forEach((word, at) => {
      const next = words[at + 1];
      if (next !== undefined && !STOP_WORDS.has(word) && !STOP_WORDS.has(next)) pairs.add(`${word} ${next}`);
    });
  }
  return pairs;
}

/** "K.1.105 (La Fontaine)" is asked for by either half. */
function shortForms(name: string): string[] {
  const match = /^(.+?)\s*\(([^)]{3,})\)\s*$/.exec(name);
  return match?.[1] === undefined || match[2] === undefined ? [name] : [name, match[1], match[2]];
}

/** "Rib-eye steak, 300 g" is asked for without the grams. */
function withoutQuantity(name: string): string[] {
  const short = name.split(/, (?=\d)/)[0] ?? name;
  return short === name ? [name] : [name, short];
}

/** "r3s - Monheim/Rhein" is asked for as "r3s", "APIs: GraphQL, OpenAPI" as "GraphQL"; a part that is a number or short is no name. */
function partsOf(name: string): string[] {
  const parts = name.split(/ [-–—|/] |: |, |\//).map((part) => part.replace(/^(and|und|&) /, '').trim());
  return [
    name,
    ...parts.filter((part) => part.length >= 3 && part !== name && !/^\d+$/.test(part) && !PLAIN_WORDS.has(part.toLowerCase())),
  ];
}

/** "Sauna and steam room" is asked for as "sauna". */
function halves(name: string): string[] {
  const half = /^(.{4,}?) (?:and|und|&) (.{4,})$/.exec(name);
  return half?.[1] === undefined || half[2] === undefined ? [name] : [name, half[1], half[2]];
}

/** "Workshop: Saying no kindly" is asked for without its sort. */
function afterColon(title: string): string[] {
  const rest = /^[^:]{3,30}: (.{8,})$/.exec(title)?.[1];
  return rest === undefined ? [title] : [title, rest];
}

/** "Dr. Ada King" is asked for whole, by surname and by first name. */
function namesOfPerson(name: string): string[] {
  const parts = name.replace(/^((prof|dr|mr|mrs|ms)\.?\s+)+/i, '').split(/\s+/);
  const last = parts.at(-1);
  const first = parts[0];
  if (parts.length < 2 || last === undefined || first === undefined) return [name];
  const alone = [last, first].filter(
    (part) => part.length > 2 && !PLAIN_WORDS.has(part.toLowerCase()) && !STOP_WORDS.has(part.toLowerCase()),
  );
  // A middle name or a nickname is seldom said.
  const short = parts.length > 2 ? [`${first} ${last}`] : [];
  return [parts.join(' '), ...short, ...alone];
}
