import type { PathEdge } from '../../model.ts';
import { metresBetween } from '../../wayfinding/geometry.ts';
import type { Shaft } from './walk-plan.ts';

type Stop = Shaft['stops'][number];

/** From one floor to the next by one shaft. */
export interface ShaftLink {
  readonly kind: PathEdge['kind'];
  readonly from: Stop;
  readonly to: Stop;
  readonly oneWay?: boolean;
}

/** What stands this near above each other is one shaft; what has the same name may be drawn farther apart. */
const ABOVE_M = 6;
const SAME_NAME_M = 20;

/** Links of all shafts, also of those that a plan draws floor by floor. @param levels of the floors, by id. */
export function joinShafts(shafts: readonly Shaft[], levels: ReadonlyMap<string, number>): ShaftLink[] {
  const levelOf = (stop: Stop): number => levels.get(stop.floorId) ?? 0;
  const whole = shafts.filter(({ stops }) => new Set(stops.map(({ floorId }) => floorId)).size > 1);
  const single = shafts.filter((shaft) => !whole.includes(shaft));
  const groups: Shaft[][] = whole.map((shaft) => [shaft]);
  for (const shaft of [...single].sort((a, b) => Math.min(...a.stops.map(levelOf)) - Math.min(...b.stops.map(levelOf)))) {
    const group = groups
      .map((candidates) => ({ candidates, metres: distance(candidates, shaft, levelOf) }))
      .filter(({ metres }) => metres !== null)
      .sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0))[0]?.candidates;
    if (group === undefined) groups.push([shaft]);
    else group.push(shaft);
  }
  return groups.flatMap((group) => linksOf(group, levelOf));
}

/** Metres to the stop of the group on the nearest other floor; null for another shaft. */
function distance(group: readonly Shaft[], shaft: Shaft, levelOf: (stop: Stop) => number): number | null {
  const [first] = group;
  const [stop] = shaft.stops;
  if (first === undefined || stop === undefined || first.kind !== shaft.kind) return null;
  const stops = group.flatMap(({ stops: list }) => list);
  if (stops.some(({ floorId }) => floorId === stop.floorId)) return null;
  const below = stops.reduce(
    (best, one) => (Math.abs(levelOf(one) - levelOf(stop)) < Math.abs(levelOf(best) - levelOf(stop)) ? one : best),
    stops[0] ?? stop,
  );
  const metres = metresBetween(below.at, stop.at);
  const named = shaft.name !== undefined && shaft.name === first.name;
  return metres <= (named ? SAME_NAME_M : ABOVE_M) ? metres : null;
}

function linksOf(group: readonly Shaft[], levelOf: (stop: Stop) => number): ShaftLink[] {
  const [first] = group;
  if (first === undefined) return [];
  if (first.along === true) {
    return first.stops.slice(1).flatMap((to, i): ShaftLink[] => {
      const from = first.stops[i];
      return from === undefined || from.floorId === to.floorId ? [] : [{ kind: first.kind, from, to, oneWay: true }];
    });
  }
  const stops = group.flatMap(({ stops: list }) => list).sort((a, b) => levelOf(a) - levelOf(b));
  return stops.slice(1).flatMap((to, i): ShaftLink[] => {
    const from = stops[i];
    // Stairs drawn on the ground floor and the fourth only are two stairs; a lift may pass floors.
    if (from === undefined || from.floorId === to.floorId || (first.kind !== 'lift' && group.length > 1 && levelOf(to) - levelOf(from) > 1))
      return [];
    if (first.runs === undefined) return [{ kind: first.kind, from, to }];
    return first.runs === 'up' ? [{ kind: first.kind, from, to, oneWay: true }] : [{ kind: first.kind, from: to, to: from, oneWay: true }];
  });
}
