import type { Floor, Place } from '../../model.ts';
import { metresBetween } from '../../wayfinding/geometry.ts';
import { centreOf, openRing } from '../plans/polygon.ts';
import { optional } from '../programme/judge-session.ts';
import { oneLine, slugOf } from '../programme/plain-text.ts';
import { type LevelEntry, type Projection, placeKind } from './geojson-features.ts';
import type { Located } from './geojson-levels.ts';

const DECOR = /^(?:wall|inaccessible_space|corridor|area|nonpublic|water|planting|floor_opening)$/;
const NAMES: Readonly<Partial<Record<Place['kind'], string>>> = {
  toilet: 'Toilets',
  lift: 'Lift',
  stairs: 'Stairs',
  entrance: 'Entrance',
  exit: 'Emergency exit',
};

export function floorOf({ id, name, level }: LevelEntry, located: readonly Located[], { toMetres, widthM, heightM }: Projection): Floor {
  const here = located.filter(({ onFloors, shape }) => shape === 'area' && onFloors.some((floor) => floor.id === id));
  const outline = here.find(({ type }) => /outline|^level$|^footprint$|^building/.test(type))?.parts[0] ?? [];
  const decor = here
    .filter(({ type }) => DECOR.test(type))
    .flatMap(({ type, parts, properties }) =>
      parts.map((part) => ({ kind: type, name: oneLine(properties.name) ?? '', polygon: openRing(part.map(toMetres)) })),
    );
  return { id, name, level, widthM, heightM, outline: openRing(outline.map(toMetres)), decor };
}

/** Places of the plan, and the place that each feature became on each of its floors. */
export interface PlanPlaces {
  readonly places: readonly Place[];
  idOf(feature: Located, floorId: string): string | undefined;
}

export function placesOf(located: readonly Located[], { toMetres }: Projection): PlanPlaces {
  const made = new Map<Located, Map<string, string>>();
  const places: Place[] = [];
  const ids = new Set<string>();
  for (const feature of located) {
    const { type, shape, parts, properties, onFloors } = feature;
    const ofFeature = new Map<string, string>();
    made.set(feature, ofFeature);
    const own = oneLine(properties.name) ?? oneLine(properties.roomnumber) ?? oneLine(properties.ref);
    const kind = placeKind(type) ?? (own === undefined || DECOR.test(type) ? undefined : 'other');
    if (kind === undefined || (shape === 'line' && kind !== 'entrance')) continue;
    const name = own ?? NAMES[kind];
    if (name === undefined) continue;
    const points = openRing((parts[0] ?? []).map(toMetres));
    const at = shape === 'line' ? (points[0] ?? [0, 0]) : centreOf(points);
    for (const floor of onFloors) {
      // A stair is drawn as several steps, a lift as car and doors: one place each.
      const same =
        own === undefined
          ? places.find((other) => other.kind === kind && other.floorId === floor.id && metresBetween(other.at, at) < 6)
          : undefined;
      if (same !== undefined) {
        ofFeature.set(floor.id, same.id);
        continue;
      }
      const wanted = slugOf(`${name} ${onFloors.length > 1 || own === undefined ? floor.id : ''}`);
      let id = wanted;
      for (let n = 2; ids.has(id); n += 1) id = `${wanted}-${n}`;
      ids.add(id);
      ofFeature.set(floor.id, id);
      const ref = [properties.roomnumber, properties.ref].flatMap((value) => oneLine(value) ?? []).filter((alias) => alias !== name);
      const wheelchair = properties.wheelchair === 'yes' ? true : properties.wheelchair === 'no' ? false : undefined;
      places.push({
        id,
        name,
        kind,
        floorId: floor.id,
        at,
        ...(shape === 'area' ? { polygon: points } : {}),
        ...optional('hours', oneLine(properties.opening_hours)),
        ...optional('description', oneLine(properties.description)),
        ...optional('stepFree', wheelchair),
        aliases: ref,
        tags: [],
      });
    }
  }
  return { places, idOf: (feature, floorId) => made.get(feature)?.get(floorId) };
}
