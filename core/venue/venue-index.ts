import type { LocalDateTime } from '../contract/index.ts';
import { finish, type Steps } from '../steps.ts';
import { holidaysOf, type Opening, openByRules } from './hours.ts';
import { type HoursRule, parseHours } from './hours-syntax.ts';
import type { Exhibitor, Faq, Floor, Menu, MenuItem, Place, PlaceKind, Service, Session, Speaker, Venue } from './model.ts';
import { documentsOf, type SearchDocument } from './search/documents.ts';
import { readQuery } from './search/query.ts';
import { createRanking } from './search/ranking.ts';
import { POSSIBLE, type SearchHit, type SearchKind, type SearchOptions } from './search/search-types.ts';
import { type TermIndex, termIndexSteps } from './search/term-index.ts';
import { createProgramme, type Programme } from './sessions.ts';

export { type SearchHit, type SearchKind, type SearchOptions, SURE } from './search/search-types.ts';
export type { Programme } from './sessions.ts';

/** Everything an answer looks up, built once for each published version. */
export interface VenueIndex {
  readonly venue: Venue;
  readonly programme: Programme;
  /** Best first. A guest's words as recognised, question words and all; empty when nothing is likely enough. */
  search<K extends SearchKind = SearchKind>(query: string, options?: SearchOptions & { readonly kinds?: readonly K[] }): SearchHit<K>[];
  /** Places by filter alone, nearest first where `distanceTo` is given, else in the venue's order. */
  places(options?: PlaceFilter): Place[];
  /** Dishes by filter alone. */
  menuItems(options?: MenuFilter): MenuEntry[];
  place(id: string): Place | undefined;
  floor(id: string): Floor | undefined;
  session(id: string): Session | undefined;
  speaker(id: string): Speaker | undefined;
  exhibitor(id: string): Exhibitor | undefined;
  exhibitorsAt(placeId: string): readonly Exhibitor[];
  menu(placeId: string): Menu | undefined;
  service(id: string): Service | undefined;
  faq(id: string): Faq | undefined;
  /** As openAt() of hours.ts, the place's hours read once. */
  opening(of: { readonly hours?: string | undefined }, now: LocalDateTime): Opening;
  /** The same for a venue that differs in hours and closures alone; quick, as its texts are the same. */
  withHoursOf(venue: Venue): VenueIndex;
}

export type PlaceFilter = Omit<SearchOptions, 'kinds' | 'placeKinds' | 'minConfidence'> & {
  readonly kinds?: readonly PlaceKind[];
  /** With this tag, without regard to case. */
  readonly tag?: string;
};

export type MenuFilter = Pick<SearchOptions, 'diets' | 'withoutAllergens'> & { readonly placeId?: string };

export interface MenuEntry {
  readonly placeId: string;
  readonly section: number;
  readonly item: MenuItem;
}

/** What being near, open or still to come is worth against a better match; each orders equals only. */
const NEAR_BONUS = 0.05;
const CLOSED_PENALTY = 0.02;
const PAST_PENALTY = 0.04;
const DEFAULT_LIMIT = 10;

export function createVenueIndex(venue: Venue): VenueIndex {
  return finish(venueIndexSteps(venue));
}

export function* venueIndexSteps(venue: Venue): Steps<VenueIndex> {
  return indexOver(venue, yield* termIndexSteps(documentsOf(venue)));
}

/** @param index of this venue's texts. */
function indexOver(venue: Venue, index: TermIndex): VenueIndex {
  const documents = documentsOf(venue);
  const ranking = createRanking(index);
  const programme = createProgramme(venue);
  const lookUps = createLookUps(venue);
  const holidays = holidaysOf(venue);
  const hoursRead = new Map<string, readonly HoursRule[] | null>();

  function opening(of: { readonly hours?: string | undefined }, now: LocalDateTime): Opening {
    if (of.hours === undefined) return { state: 'unknown' };
    let rules = hoursRead.get(of.hours);
    if (rules === undefined) {
      rules = parseHours(of.hours);
      hoursRead.set(of.hours, rules);
    }
    return rules === null ? { state: 'unknown' } : openByRules(rules, now, holidays);
  }

  const isClosed = (place: Place | undefined, now: LocalDateTime | undefined): boolean =>
    place !== undefined && now !== undefined && opening(place, now).state === 'closed';

  const itemFits = (item: MenuItem, options: MenuFilter): boolean =>
    (options.diets ?? []).every((diet) => item.diets.includes(diet.toLowerCase())) &&
    (options.withoutAllergens ?? []).every((allergen) => !item.allergens.includes(allergen.toLowerCase()));

  function placeFits(place: Place, options: SearchOptions): boolean {
    if (options.placeKinds !== undefined && !options.placeKinds.includes(place.kind)) return false;
    if (options.floorId !== undefined && place.floorId !== options.floorId) return false;
    if (options.stepFree === true && place.stepFree === false) return false;
    if (options.openNow === true && isClosed(place, options.now)) return false;
    if (options.diets === undefined && options.withoutAllergens === undefined) return true;
    const items = lookUps.menu(place.id)?.sections.flatMap((section) => section.items) ?? [];
    if (items.some((item) => itemFits(item, options))) return true;
    return options.withoutAllergens === undefined && (options.diets ?? []).every((diet) => place.tags.includes(diet.toLowerCase()));
  }

  function fits(document: SearchDocument, options: SearchOptions): boolean {
    const { record } = document;
    if (options.kinds !== undefined && !options.kinds.includes(record.kind)) return false;
    if (record.kind === 'place') return placeFits(record.place, options);
    if (options.placeKinds !== undefined) return false;
    if (options.floorId !== undefined && document.floorId !== options.floorId) return false;
    if (record.kind === 'menu-item' && !itemFits(record.item, options)) return false;
    if (options.openNow !== true || options.now === undefined) return true;
    if (record.kind === 'service' && opening(record.service, options.now).state === 'closed') return false;
    return record.kind !== 'menu-item' || !isClosed(lookUps.place(record.placeId), options.now);
  }

  function adjusted(score: number, document: SearchDocument, options: SearchOptions): number {
    const { record, placeId } = document;
    const metres = placeId === undefined ? null : (options.distanceTo?.(placeId) ?? null);
    let result = score + (metres === null ? 0 : NEAR_BONUS / (1 + metres / 40));
    if (record.kind === 'place' && isClosed(record.place, options.now)) result -= CLOSED_PENALTY;
    if (record.kind === 'session' && options.now !== undefined && record.session.endsAt <= options.now) result -= PAST_PENALTY;
    return result;
  }

  function search(query: string, options: SearchOptions = {}): SearchHit[] {
    const least = options.minConfidence ?? POSSIBLE;
    const ranked = ranking.rank(readQuery(query, index), least, (d) => {
      const document = documents[d];
      return document !== undefined && fits(document, options);
    });
    return ranked
      .flatMap((hit) => {
        const document = documents[hit.document];
        return document === undefined ? [] : [{ hit, document, order: adjusted(hit.score, document, options) }];
      })
      .sort((a, b) => b.order - a.order || a.hit.document - b.hit.document)
      .slice(0, options.limit ?? DEFAULT_LIMIT)
      .map(({ hit, document }) => ({ ...document.record, score: hit.score, confidence: hit.confidence, nameMatch: hit.nameMatch }));
  }

  function places(options: PlaceFilter = {}): Place[] {
    const { kinds, tag, ...rest } = options;
    const filter: SearchOptions = kinds === undefined ? rest : { ...rest, placeKinds: kinds };
    const tagged = (place: Place): boolean => tag === undefined || place.tags.some((own) => own.toLowerCase() === tag.toLowerCase());
    const found = venue.places.filter((place) => placeFits(place, filter) && tagged(place));
    const { distanceTo } = options;
    const ordered =
      distanceTo === undefined
        ? found
        : found
            .map((place) => ({ place, metres: distanceTo(place.id) ?? Number.POSITIVE_INFINITY }))
            .sort((a, b) => (a.metres === b.metres ? 0 : a.metres - b.metres))
            .map(({ place }) => place);
    return ordered.slice(0, options.limit);
  }

  function menuItems(options: MenuFilter = {}): MenuEntry[] {
    return venue.menus
      .filter((menu) => options.placeId === undefined || menu.placeId === options.placeId)
      .flatMap((menu) => menu.sections.flatMap(({ items }, section) => items.map((item) => ({ placeId: menu.placeId, section, item }))))
      .filter(({ item }) => itemFits(item, options));
  }

  const withHoursOf = (other: Venue) => indexOver(other, index);
  return { venue, programme, search: search as VenueIndex['search'], places, menuItems, opening, withHoursOf, ...lookUps };
}

type LookUps = Pick<VenueIndex, 'place' | 'floor' | 'session' | 'speaker' | 'exhibitor' | 'exhibitorsAt' | 'menu' | 'service' | 'faq'>;

function createLookUps(venue: Venue): LookUps {
  const byId = <T extends { readonly id: string }>(items: readonly T[]): ((id: string) => T | undefined) => {
    const map = new Map(items.map((item) => [item.id, item]));
    return (id) => map.get(id);
  };
  const menus = new Map(venue.menus.map((menu) => [menu.placeId, menu]));
  return {
    place: byId(venue.places),
    floor: byId(venue.floors),
    session: byId(venue.sessions),
    speaker: byId(venue.speakers),
    exhibitor: byId(venue.exhibitors),
    exhibitorsAt: (placeId) => venue.exhibitors.filter((exhibitor) => exhibitor.placeId === placeId),
    menu: (placeId) => menus.get(placeId),
    service: byId(venue.services),
    faq: byId(venue.faqs),
  };
}
