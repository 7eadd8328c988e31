import type { CardOf, PlaceView, RouteView, SessionView } from '../../core/contract/index.ts';
import { readFolder } from '../../core/venue/import/read-folder.ts';
import { textIn } from '../../core/venue/model.ts';
import { summariseVenue } from '../../core/venue/summary.ts';
import { createWayfinder } from '../../core/venue/wayfinding.ts';

/** The demo venue, read in the page itself, and the pieces of cards made from it. For the gallery only. */
const FILES = import.meta.glob<string>('../../assets/demo/*.{yaml,csv}', { query: '?raw', import: 'default', eager: true });
const files = new Map(Object.entries(FILES).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text]));

export const { venue } = readFolder(files);
export const NOW = `${venue.eventDays[0] ?? '2026-05-12'}T14:05`;
const wayfinder = createWayfinder(venue);
const LOCALE = 'en';

export const SUMMARY = summariseVenue(venue, 'gallery', { headingDeg: 180 });

function found<T>(what: T | undefined, id: string): T {
  if (what === undefined) throw new Error(`the demo venue has no "${id}"`);
  return what;
}

export function placeView(id: string, extra: Partial<PlaceView> = {}): PlaceView {
  const place = found(
    venue.places.find((one) => one.id === id),
    id,
  );
  const floor = venue.floors.find((one) => one.id === place.floorId);
  return {
    id,
    name: textIn(place.name, LOCALE),
    kind: place.kind,
    floorId: place.floorId,
    floorName: textIn(floor?.name, LOCALE),
    at: place.at,
    description: textIn(place.description, LOCALE),
    openState: 'open',
    hoursText: 'Open until 22:00',
    stepFree: place.stepFree ?? false,
    labels: place.tags.slice(0, 3),
    ...extra,
  };
}

const SAY = {
  start: 'Walk',
  straight: 'Go on',
  left: 'Turn left',
  right: 'Turn right',
  lift: 'Take the lift',
  stairs: 'Take the stairs',
  escalator: 'Take the escalator',
  arrive: 'You have arrived at',
} as const;

export function routeTo(id: string, stepFree = false): RouteView {
  const from = SUMMARY.here?.placeId ?? '';
  const route = found(wayfinder.route({ from: { placeId: from }, to: id, stepFree, headingDeg: 180 }) ?? undefined, id);
  const nameOf = (placeId: string | undefined) => textIn(venue.places.find((one) => one.id === placeId)?.name, LOCALE);
  const floorOf = (floorId: string | undefined) => textIn(venue.floors.find((one) => one.id === floorId)?.name, LOCALE).toLowerCase();
  return {
    fromName: nameOf(from),
    toName: nameOf(id),
    stepFree: route.stepFree,
    distanceM: route.distanceM,
    durationS: route.durationS,
    legs: route.legs.map((leg) => ({ floorId: leg.floorId, points: [...leg.points] })),
    steps: route.steps.map((step) => {
      const past =
        step.landmarkPlaceId === undefined
          ? ''
          : step.kind === 'start' || step.kind === 'straight'
            ? ` past ${nameOf(step.landmarkPlaceId)}`
            : ` at ${nameOf(step.landmarkPlaceId)}`;
      const to = step.toFloorId === undefined ? '' : ` to the ${floorOf(step.toFloorId)}`;
      const text =
        step.kind === 'arrive' ? `${SAY.arrive} ${nameOf(id)}` : `${SAY[step.kind]}${to}${step.toFloorId === undefined ? past : ''}`;
      return { text, floorId: step.floorId, distanceM: step.distanceM, icon: step.kind };
    }),
  };
}

export function sessionView(index: number, phase: SessionView['phase'], extra: Partial<SessionView> = {}): SessionView {
  const session = found(venue.sessions[index], `session ${index}`);
  const room = venue.places.find((one) => one.id === session.roomId);
  const floor = venue.floors.find((one) => one.id === room?.floorId);
  return {
    id: session.id,
    title: textIn(session.title, LOCALE),
    speakers: session.speakerIds.map((id) => ({ id, name: venue.speakers.find((one) => one.id === id)?.name ?? id })),
    room: room === undefined ? null : { id: room.id, name: textIn(room.name, LOCALE), floorName: textIn(floor?.name, LOCALE) },
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    whenText: `Today ${session.startsAt.slice(11)}–${session.endsAt.slice(11)}`,
    ...(session.track === undefined ? {} : { track: session.track }),
    ...(session.abstract === undefined ? {} : { abstract: textIn(session.abstract, LOCALE) }),
    status: 'scheduled',
    phase,
    ...extra,
  };
}

export function menuCard(filters: readonly string[]): CardOf<'menu'> {
  const menu = found(venue.menus[0], 'menu');
  const price = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: venue.currency });
  return {
    id: 'menu',
    kind: 'menu',
    place: placeView(menu.placeId),
    filters: [...filters],
    sections: menu.sections.slice(0, 3).map((section) => ({
      title: textIn(section.title, LOCALE),
      items: section.items.slice(0, 5).map((item) => ({
        name: textIn(item.name, LOCALE),
        description: textIn(item.description, LOCALE),
        ...(item.price === null ? {} : { priceText: price.format(item.price) }),
        allergens: item.allergens,
        diets: item.diets,
      })),
    })),
  };
}
