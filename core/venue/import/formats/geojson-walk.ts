import type { PathEdge } from '../../model.ts';
import { centreOf, openRing } from '../plans/polygon.ts';
import type { Door, Shaft, Space, WalkPlan } from '../plans/walk-plan.ts';
import { optional } from '../programme/judge-session.ts';
import { oneLine } from '../programme/plain-text.ts';
import { type Projection, placeKind } from './geojson-features.ts';
import type { Located } from './geojson-levels.ts';
import { createNetwork, type Network } from './geojson-paths.ts';
import type { PlanPlaces } from './geojson-places.ts';

const PATH = /path|way$|corridor_line|footway|route|^line$/;
const WAY = /corridor|^area$|walkway|hallway|lobby|foyer|concourse|passage|^way$/;
const CLOSED = /^(?:wall|window|inaccessible_space|nonpublic|column|floor_opening|shaft)$/;

/** Lines of the plan that people walk along, joined; stairs and lifts between floors that have such lines. */
export function networkOf(located: readonly Located[], { toMetres }: Projection): ReturnType<Network['finish']> {
  const network = createNetwork();
  const walked = walkedFloors(located);
  for (const feature of located) {
    const { type, shape, parts, onFloors } = feature;
    if (shape !== 'line') continue;
    for (const part of parts) {
      const points = part.map(toMetres);
      const [first, last] = [points[0], points.at(-1)];
      if (onFloors.length < 2) {
        if (isWalked(feature)) network.addLine(onFloors[0]?.id ?? '', points);
      } else if (first !== undefined && last !== undefined && onFloors.every(({ id }) => walked.has(id))) {
        const runs = runsOf(feature);
        onFloors.slice(1).forEach((floor, i) => {
          const from = { floorId: onFloors[i]?.id ?? '', at: i === 0 ? first : last };
          const to = { floorId: floor.id, at: last };
          if (runs === 'down') network.addLink(linkKind(type), to, from, true);
          else network.addLink(linkKind(type), from, to, runs === 'up');
        });
      }
    }
  }
  return network.finish();
}

/** Rooms, corridors, walls, doors, stairs and lifts, for floors without lines to walk along. */
export function walkPlanOf(located: readonly Located[], { toMetres }: Projection, { idOf }: PlanPlaces): WalkPlan {
  const walked = walkedFloors(located);
  const spaces: Space[] = [];
  const doors: Door[] = [];
  const shafts: Shaft[] = [];
  for (const feature of located) {
    const { type, shape, parts, holes, onFloors, properties } = feature;
    const points = (parts[0] ?? []).map(toMetres);
    const middle = shape === 'area' ? centreOf(openRing(points)) : (points[Math.floor(points.length / 2)] ?? [0, 0]);
    const use = shape === 'area' ? spaceUse(feature) : undefined;
    const kind = linkKindOf(type);
    for (const { id: floorId } of onFloors) {
      if (use !== undefined) {
        parts.forEach((part, i) => {
          const ring = openRing(part.map(toMetres));
          const inner = i === 0 ? holes.map((hole) => openRing(hole.map(toMetres))) : [];
          spaces.push({ floorId, ring, holes: inner, use, ...optional('placeId', use === 'closed' ? undefined : idOf(feature, floorId)) });
        });
      }
      if (isDoor(feature)) doors.push({ floorId, at: middle });
    }
    const drawn = kind !== undefined && !(shape === 'line' && (onFloors.length < 2 || onFloors.every(({ id }) => walked.has(id))));
    if (drawn) {
      const ends = shape === 'line' ? [points[0] ?? middle, points.at(-1) ?? middle] : [middle, middle];
      const stops = onFloors.map(({ id: floorId }, i) => ({
        floorId,
        at: (i === 0 ? ends[0] : ends[1]) ?? middle,
        ...optional('placeId', idOf(feature, floorId)),
      }));
      shafts.push({
        kind,
        stops,
        ...optional('name', oneLine(properties.name) ?? oneLine(properties.ref)),
        ...optional('runs', runsOf(feature)),
      });
    }
  }
  return { spaces, doors, shafts };
}

function isWalked({ type, shape, onFloors }: Located): boolean {
  return (
    shape === 'line' &&
    onFloors.length < 2 &&
    !/wall|door|window|barrier/.test(type) &&
    (PATH.test(type) || placeKind(type) !== undefined || type === '')
  );
}

function walkedFloors(located: readonly Located[]): ReadonlySet<string> {
  return new Set(located.flatMap((feature) => (isWalked(feature) ? feature.onFloors.map(({ id }) => id) : [])));
}

function isDoor({ type, properties, shape }: Located): boolean {
  if (type === 'door' || /entrance|exit/.test(type)) return true;
  return shape !== 'area' && typeof properties.door === 'string' && properties.door !== 'no';
}

function spaceUse({ type, properties }: Located): Space['use'] | undefined {
  if (properties.access === 'private' || CLOSED.test(type)) return 'closed';
  if (properties.indoor === 'corridor' || WAY.test(type)) return 'way';
  return properties.indoor === 'room' || placeKind(type) !== undefined ? 'room' : undefined;
}

/** OpenStreetMap: an escalator that conveys "forward" runs as it is drawn, from the first level to the last unless its incline says otherwise. */
function runsOf({ properties }: Located): 'up' | 'down' | undefined {
  const { conveying, incline } = properties;
  if (conveying !== 'forward' && conveying !== 'backward') return undefined;
  return (conveying === 'forward') === (incline !== 'down') ? 'up' : 'down';
}

function linkKindOf(type: string): Exclude<PathEdge['kind'], 'walk'> | undefined {
  return /elevator|^lift$|escalator|ramp|stair|^steps$/.test(type) ? linkKind(type) : undefined;
}

function linkKind(type: string): Exclude<PathEdge['kind'], 'walk'> {
  if (/elevator|lift/.test(type)) return 'lift';
  if (/escalator/.test(type)) return 'escalator';
  return /ramp/.test(type) ? 'ramp' : 'stairs';
}
