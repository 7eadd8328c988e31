import type { Point } from '../../../../contract/index.ts';
import { metresBetween } from '../../../wayfinding/geometry.ts';
import { centreOf, openRing } from '../../plans/polygon.ts';
import type { Door, Shaft, Space, WalkPlan } from '../../plans/walk-plan.ts';
import { optional } from '../../programme/judge-session.ts';
import { oneLine } from '../../programme/plain-text.ts';
import type { Projection } from '../geojson-features.ts';
import { type ImdfFeature, idsIn, textProperty } from './imdf-features.ts';
import type { ImdfPlaces } from './imdf-places.ts';

const WAY = /^(?:walkway|footbridge|lobby|unenclosedarea|platform|concourse|road|ramp)/;
const CLOSED = /^(?:brick|column|concrete|drywall|glass|nonpublic|opentobelow|structure|vegetation|serverroom|walkway\.island)/;

export function isRestricted(properties: Record<string, unknown>): boolean {
  return /^(?:employeesonly|restricted)$/.test(textProperty(properties, 'restriction') ?? '');
}

export function unitUse(properties: Record<string, unknown>): Space['use'] {
  const category = textProperty(properties, 'category') ?? '';
  if (isRestricted(properties) || CLOSED.test(category)) return 'closed';
  return WAY.test(category) ? 'way' : 'room';
}

/** How a unit that is no place of its own is drawn; undefined for one that is. */
export function decorKind(properties: Record<string, unknown>): string | undefined {
  const use = unitUse(properties);
  if (use === 'room') return undefined;
  return use === 'way' ? 'corridor' : isRestricted(properties) ? 'nonpublic' : (textProperty(properties, 'category') ?? 'closed');
}

/** Units as spaces, openings as doors, lifts, stairs and escalators as shafts, each with the direction its relationship gives it. */
export function walkPlanOf(features: readonly ImdfFeature[], { toMetres }: Projection, places: ImdfPlaces): WalkPlan {
  const spaces: Space[] = [];
  const doors: Door[] = [];
  const shafts: Shaft[] = [];
  const drawn = new Map<string, { readonly floorId: string; readonly at: Point; readonly placeId?: string }>();
  for (const { id, type, properties, geometry } of features) {
    const floorId = textProperty(properties, 'level_id');
    const [part] = geometry?.parts ?? [];
    if (floorId === undefined || part === undefined || geometry === null) continue;
    const points = part.map(toMetres);
    if (type === 'opening') {
      doors.push({ floorId, at: halfway(points) });
      drawn.set(id, { floorId, at: halfway(points) });
    }
    if (type !== 'unit' || geometry.shape !== 'area') continue;
    const placeId = places.ofUnit(id);
    const ring = openRing(points);
    drawn.set(id, { floorId, at: centreOf(ring), ...optional('placeId', placeId) });
    spaces.push({
      floorId,
      ring,
      holes: geometry.holes.map((hole) => openRing(hole.map(toMetres))),
      use: unitUse(properties),
      ...optional('placeId', placeId),
    });
    const kind = shaftKind(textProperty(properties, 'category') ?? '');
    if (kind === undefined || isRestricted(properties)) continue;
    shafts.push({
      kind,
      stops: [{ floorId, at: centreOf(ring), ...optional('placeId', placeId) }],
      ...optional('name', oneLine(properties.name) ?? oneLine(properties.alt_name)),
    });
  }
  const related = relations(features, drawn);
  const joined = new Set(related.flatMap(({ stops }) => stops.map(({ at, floorId }) => `${floorId} ${at.join(' ')}`)));
  return {
    spaces,
    doors,
    shafts: [...related, ...shafts.filter(({ stops }) => !stops.every(({ at, floorId }) => joined.has(`${floorId} ${at.join(' ')}`)))],
  };
}

/** Relationships between units of two floors: {category: "escalator", direction: "directed", origin: {id}, destination: {id}}. */
function relations(features: readonly ImdfFeature[], drawn: ReadonlyMap<string, Shaft['stops'][number]>): Shaft[] {
  return features.flatMap(({ type, properties }): Shaft[] => {
    const kind = type === 'relationship' ? shaftKind(textProperty(properties, 'category') ?? '') : undefined;
    if (kind === undefined) return [];
    const ids = [...idsIn([properties.origin]), ...idsIn(properties.intermediary), ...idsIn([properties.destination])];
    const stops = ids.flatMap((id) => drawn.get(id) ?? []);
    if (new Set(stops.map(({ floorId }) => floorId)).size < 2) return [];
    return [{ kind, stops, ...(properties.direction === 'directed' ? { along: true } : {}) }];
  });
}

function shaftKind(category: string): Shaft['kind'] | undefined {
  if (/^elevator/.test(category)) return 'lift';
  if (/^escalator/.test(category)) return 'escalator';
  if (/^(?:stairs|steps)/.test(category)) return 'stairs';
  return category === 'ramp' ? 'ramp' : undefined;
}

/** The middle of an opening's line, by its length. */
function halfway(points: readonly Point[]): Point {
  const total = points.reduce((sum, point, i) => sum + metresBetween(points[i - 1] ?? point, point), 0);
  let left = total / 2;
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    if (next === undefined) return point;
    const length = metresBetween(point, next);
    if (length >= left && length > 0)
      return [point[0] + ((next[0] - point[0]) * left) / length, point[1] + ((next[1] - point[1]) * left) / length];
    left -= length;
  }
  return points[0] ?? [0, 0];
}
