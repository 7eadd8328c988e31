import type { LocalText, MenuItem, Venue } from '../model.ts';
import type { SearchRecord } from './search-types.ts';

/** One thing that can be found, as texts of falling weight. */
export interface SearchDocument {
  readonly record: SearchRecord;
  /** What it is called: names in every language, aliases, a FAQ's questions. */
  readonly labels: readonly string[];
  /** What it is: kind, tags, categories, speakers, the restaurant of a dish. */
  readonly facets: readonly string[];
  /** What is written about it. */
  readonly prose: readonly string[];
  /** Place kind whose concepts it answers to. */
  readonly placeKind?: string;
  readonly floorId?: string;
  /** Where one goes for it. */
  readonly placeId?: string;
}

export function documentsOf(venue: Venue): SearchDocument[] {
  const places = new Map(venue.places.map((place) => [place.id, place]));
  const floors = new Map(venue.floors.map((floor) => [floor.id, floor]));
  const speakers = new Map(venue.speakers.map((speaker) => [speaker.id, speaker]));
  const at = (placeId: string | undefined | null): { placeId?: string; floorId?: string } => {
    const place = places.get(placeId ?? '');
    return place === undefined ? {} : { placeId: place.id, floorId: place.floorId };
  };
  return [
    ...venue.places.map((place): SearchDocument => {
      const labels = [...texts(place.name), ...place.aliases];
      const facets = [...place.tags, ...texts(floors.get(place.floorId)?.name), place.stepFree === true ? 'step free' : ''];
      return {
        record: { kind: 'place', id: place.id, place },
        labels,
        facets,
        prose: texts(place.description),
        placeKind: place.kind,
        ...at(place.id),
      };
    }),
    ...venue.sessions.map((session): SearchDocument => {
      const people = session.speakerIds.flatMap((id) => speakers.get(id)?.name ?? []);
      const facets = [
        ...people,
        session.track ?? '',
        session.kind ?? '',
        ...session.tags,
        ...texts(places.get(session.roomId ?? '')?.name),
      ];
      return {
        record: { kind: 'session', id: session.id, session },
        labels: texts(session.title),
        facets,
        prose: texts(session.abstract),
        ...at(session.roomId),
      };
    }),
    ...venue.speakers.map((speaker): SearchDocument => {
      const facets = [...texts(speaker.role), speaker.organisation ?? ''];
      return { record: { kind: 'speaker', id: speaker.id, speaker }, labels: [speaker.name], facets, prose: texts(speaker.bio) };
    }),
    ...venue.exhibitors.map((exhibitor): SearchDocument => {
      const labels = [exhibitor.name, ...exhibitor.aliases, ...(exhibitor.stand === undefined ? [] : [`stand ${exhibitor.stand}`])];
      return {
        record: { kind: 'exhibitor', id: exhibitor.id, exhibitor },
        labels,
        facets: exhibitor.categories,
        prose: texts(exhibitor.description),
        ...at(exhibitor.placeId),
      };
    }),
    ...venue.menus.flatMap((menu) =>
      menu.sections.flatMap((section, s) =>
        section.items.map((item, i) =>
          menuDocument(menu.placeId, s, i, item, [...texts(section.title), ...texts(places.get(menu.placeId)?.name)], at(menu.placeId)),
        ),
      ),
    ),
    ...venue.services.map(
      (service): SearchDocument => ({
        record: { kind: 'service', id: service.id, service },
        labels: [...texts(service.name), ...service.aliases],
        facets: texts(places.get(service.placeId ?? '')?.name),
        prose: texts(service.description),
        ...at(service.placeId),
      }),
    ),
    ...venue.faqs.map(
      (faq): SearchDocument => ({
        record: { kind: 'faq', id: faq.id, faq },
        labels: faq.questions.flatMap(texts),
        facets: faq.tags,
        prose: texts(faq.answer),
        ...at(faq.placeId),
      }),
    ),
  ];
}

function menuDocument(
  placeId: string,
  section: number,
  index: number,
  item: MenuItem,
  facets: readonly string[],
  where: { placeId?: string; floorId?: string },
): SearchDocument {
  return {
    record: { kind: 'menu-item', id: `${placeId}#${section}.${index}`, placeId, section, item },
    labels: texts(item.name),
    facets: [...item.diets, ...facets],
    prose: texts(item.description),
    ...where,
  };
}

function texts(text: LocalText | undefined): string[] {
  if (text === undefined) return [];
  return typeof text === 'string' ? [text] : Object.values(text);
}
