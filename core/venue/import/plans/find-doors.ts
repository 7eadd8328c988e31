import type { Point } from '../../../contract/index.ts';
import { metresBetween } from '../../wayfinding/geometry.ts';
import { type Box, boxesMeet, boxOf, doubleArea, holds, isInside, metresToRing, segmentsOf } from './polygon.ts';
import type { Door, Space } from './walk-plan.ts';

/** An opening between spaces. */
export interface Opening {
  readonly at: Point;
  /** The one or two spaces that it leads into. */
  readonly spaces: readonly Space[];
}

/** A drawn door belongs to a space whose wall is this near. */
const AT_WALL_M = 0.8;
/** Walls are as thick as this at most: beyond them lies the neighbour. */
const REACHES_M = [0.3, 0.7, 1.2] as const;
const STEP_M = 0.75;

/**
 * Openings of one floor: those of the plan's doors; where two ways touch, one; and one for each room that has no door
 * drawn, in the middle of the wall that it shares with a way, else with a room that can be reached.
 */
export function findOpenings(
  spaces: readonly Space[],
  doors: readonly Door[],
): { readonly openings: Opening[]; readonly guessed: number; readonly cutOff: Space[] } {
  const boxed = spaces.map((space) => ({ space, box: boxOf(space.ring, 1.5) }));
  const walkable = boxed.filter(({ space }) => space.use !== 'closed');
  const openings = doors.flatMap(
    (door) =>
      openingOf(
        door,
        walkable.map(({ space }) => space),
      ) ?? [],
  );
  const ways = walkable.filter(({ space }) => space.use === 'way');
  const joined = new Set(
    openings.flatMap(({ spaces: [a, b] }) => (a?.use === 'way' && b?.use === 'way' ? [pairOf(a, b, spaces), pairOf(b, a, spaces)] : [])),
  );
  ways.forEach((one, i) => {
    for (const other of ways.slice(i + 1)) {
      if (!boxesMeet(one.box, other.box) || joined.has(pairOf(one.space, other.space, spaces))) continue;
      const at = sharedWall(one.space, [other.space]) ?? sharedWall(other.space, [one.space]);
      if (at !== null) openings.push({ at: at.at, spaces: [one.space, other.space] });
    }
  });

  let guessed = 0;
  const reached = new Set(ways.map(({ space }) => space));
  spread(openings, reached);
  let waiting = walkable.filter(({ space }) => !reached.has(space));
  for (let progress = true; progress && waiting.length > 0; ) {
    progress = false;
    for (const preferred of ['way', 'room'] as const) {
      for (const { space, box } of waiting) {
        if (reached.has(space)) continue;
        const around = boxed.filter((other) => boxesMeet(box, other.box)).map((other) => other.space);
        const found = sharedWall(
          space,
          around.filter((other) => other.use === preferred && reached.has(other)),
          around,
        );
        if (found === null) continue;
        openings.push({ at: found.at, spaces: [space, found.beyond] });
        guessed += 1;
        progress = true;
        reached.add(space);
        spread(openings, reached);
      }
    }
    waiting = waiting.filter(({ space }) => !reached.has(space));
  }
  return { openings, guessed, cutOff: waiting.map(({ space }) => space) };
}

function openingOf({ at }: Door, spaces: readonly Space[]): Opening | null {
  const near = spaces
    .map((space) => ({
      space,
      metres: [space.ring, ...space.holes].reduce((least, ring) => Math.min(least, metresToRing(ring, at)), Number.POSITIVE_INFINITY),
    }))
    .filter(({ metres }) => metres <= AT_WALL_M)
    .sort((a, b) => a.metres - b.metres);
  // A door in the wall between two rooms of an open plan leads into the rooms, not into the space around them.
  const rooms = near.filter(({ space }) => space.use === 'room').slice(0, 2);
  const ways = near.filter(({ space }) => space.use === 'way');
  const around = spaces.filter(
    (space) =>
      space.use === 'way' &&
      !ways.some((way) => way.space === space) &&
      isInside(space.ring, at) &&
      !space.holes.some((hole) => isInside(hole, at)),
  );
  const both = [...rooms, ...ways].map(({ space }) => space).slice(0, 2);
  const all = both.length < 2 ? [...both, ...around].slice(0, 2) : both;
  return all.length === 0 ? null : { at, spaces: all };
}

/** All that openings lead to from what is reached already. */
function spread(openings: readonly Opening[], reached: Set<Space>): void {
  for (let grew = true; grew; ) {
    grew = false;
    for (const { spaces } of openings) {
      if (!spaces.some((space) => reached.has(space))) continue;
      for (const space of spaces) {
        if (reached.has(space)) continue;
        reached.add(space);
        grew = true;
      }
    }
  }
}

/** The middle of the longest stretch of wall beyond which lies one of `others`, and not something else. */
function sharedWall(
  space: Space,
  others: readonly Space[],
  all: readonly Space[] = [],
): { readonly at: Point; readonly beyond: Space } | null {
  if (others.length === 0) return null;
  const clockwise = doubleArea(space.ring) > 0;
  const runs: { readonly beyond: Space; readonly points: Point[] }[] = [];
  for (const [a, b] of segmentsOf(space.ring)) {
    const length = metresBetween(a, b);
    if (length < 0.4) continue;
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const out: Point = clockwise ? [uy, -ux] : [-uy, ux];
    const steps = Math.max(1, Math.min(60, Math.round(length / STEP_M)));
    let run: (typeof runs)[number] | undefined;
    for (let i = 0; i < steps; i += 1) {
      const along = ((i + 0.5) / steps) * length;
      const at: Point = [a[0] + ux * along, a[1] + uy * along];
      const beyond = beyondWall(at, out, space, others, all);
      if (beyond === undefined) run = undefined;
      else if (run?.beyond === beyond) run.points.push(at);
      else {
        run = { beyond, points: [at] };
        runs.push(run);
      }
    }
  }
  const longest = runs.reduce<(typeof runs)[number] | undefined>(
    (best, run) => (best === undefined || run.points.length > best.points.length ? run : best),
    undefined,
  );
  const middle = longest?.points[Math.floor(longest.points.length / 2)];
  return longest === undefined || middle === undefined ? null : { at: middle, beyond: longest.beyond };
}

function beyondWall(at: Point, out: Point, space: Space, others: readonly Space[], all: readonly Space[]): Space | undefined {
  for (const metres of REACHES_M) {
    const point: Point = [at[0] + out[0] * metres, at[1] + out[1] * metres];
    const rooms = all.filter((one) => one !== space && one.use !== 'way' && contains(one, point));
    const found = others.find((one) => contains(one, point) && !one.holes.some((hole) => isInside(hole, point)));
    if (found !== undefined && (found.use === 'room' || rooms.length === 0)) return found;
    if (rooms.length > 0) return undefined;
  }
  return undefined;
}

const boxes = new WeakMap<Space, Box>();

function contains(space: Space, point: Point): boolean {
  const box = boxes.get(space) ?? boxOf(space.ring);
  boxes.set(space, box);
  return holds(box, point) && isInside(space.ring, point);
}

function pairOf(a: Space, b: Space, spaces: readonly Space[]): string {
  return `${spaces.indexOf(a)} ${spaces.indexOf(b)}`;
}
