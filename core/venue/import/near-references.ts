import { textIn, type Venue } from '../model.ts';
import { slugOf } from './programme/plain-text.ts';

/** A reference that is an id or a name but for case, spaces and hyphens is that one: "Main Hall" for "main-hall". */
export function withNearReferences(venue: Venue): Venue {
  const place = finder(venue.places.map(({ id, name }) => [id, textIn(name, venue.languages[0] ?? 'en')]));
  const floor = finder(venue.floors.map(({ id, name }) => [id, textIn(name, venue.languages[0] ?? 'en')]));
  const speaker = finder(venue.speakers.map(({ id, name }) => [id, name]));
  const at = <T extends { readonly placeId?: string | undefined }>(list: readonly T[]): T[] =>
    list.map((one) => (one.placeId === undefined ? one : { ...one, placeId: place(one.placeId) }));
  return {
    ...venue,
    ...(venue.defaultPlaceId === undefined ? {} : { defaultPlaceId: place(venue.defaultPlaceId) }),
    places: venue.places.map((one) => ({ ...one, floorId: floor(one.floorId) })),
    nodes: at(venue.nodes),
    sessions: venue.sessions.map((one) => ({
      ...one,
      roomId: one.roomId === null ? null : place(one.roomId),
      speakerIds: one.speakerIds.map(speaker),
    })),
    exhibitors: at(venue.exhibitors),
    menus: at(venue.menus),
    services: at(venue.services),
    faqs: at(venue.faqs),
  };
}

export type NamedIds = readonly (readonly [id: string, name: string])[];

/** The id that a text means; the text itself where that is not clear. */
export function finder(known: NamedIds): (wanted: string) => string {
  const ids = new Set(known.map(([id]) => id));
  const bySlug = new Map<string, Set<string>>();
  for (const [id, name] of known) {
    for (const slug of [slugOf(id), slugOf(name)]) bySlug.set(slug, (bySlug.get(slug) ?? new Set()).add(id));
  }
  return (wanted) => {
    if (ids.has(wanted)) return wanted;
    const found = [...(bySlug.get(slugOf(wanted)) ?? [])];
    return found.length === 1 ? (found[0] ?? wanted) : wanted;
  };
}
