import type { Point } from '../../../contract/index.ts';
import { metresBetween, nearestOnSegment } from '../../wayfinding/geometry.ts';
import { boxesMeet, boxOf, castRay, crosses, doubleArea, holds, isInside, type Ring, type Segment, segmentsOf } from './polygon.ts';
import type { Space } from './walk-plan.ts';

/** Lines to walk along inside one way, by the numbers of `points`; the first of them are the ports as given. */
export interface WayNetwork {
  readonly points: readonly Point[];
  readonly lines: readonly (readonly [number, number])[];
}

/** In a wide hall people keep this far from the wall that they came through. */
const FROM_WALL_M = 2.5;
const MOST_POINTS = 250;
const NEIGHBOURS = 12;
const MOST_TRIED = 48;
/** Doors nearly opposite each other meet in one point of the corridor. */
const SAME_M = 0.6;

/**
 * Joins the ports (doors, ends of stairs) of a way along its middle: each port steps in to half the width, corners that stick
 * out are passed at half the width too, and of all straight lines between those that cross no wall, those of the Gabriel
 * graph (Gabriel and Sokal, 1969) stay.
 * @param obstacles rooms and walls that may stand inside the way.
 */
export function wayNetwork(way: Space, ports: readonly Point[], obstacles: readonly Space[]): WayNetwork {
  const box = boxOf(way.ring);
  const standing = obstacles.map(({ ring }) => ({ ring, box: boxOf(ring) })).filter((one) => boxesMeet(one.box, box));
  const rings: Ring[] = [way.ring, ...way.holes, ...standing.map(({ ring }) => ring)];
  const walls = rings.flatMap(segmentsOf).filter(([a, b]) => metresBetween(a, b) > 0.01);
  const wayWalls = segmentsOf(way.ring);
  const isFree = (at: Point): boolean =>
    isInside(way.ring, at) &&
    !way.holes.some((hole) => isInside(hole, at)) &&
    !standing.some((one) => holds(one.box, at) && isInside(one.ring, at));

  const points: Point[] = [...ports];
  const lines: (readonly [number, number])[] = [];
  const inner: number[] = [];
  const pointAt = (at: Point): number => {
    const same = inner.find((number) => metresBetween(points[number] ?? at, at) <= SAME_M);
    if (same !== undefined) return same;
    points.push(at);
    inner.push(points.length - 1);
    return points.length - 1;
  };
  for (const [i, port] of ports.entries()) {
    const at = isFree(port) && metresToWall(port, walls) > 0.5 ? port : stepIn(port, walls, isFree);
    if (at === port) inner.push(i);
    else if (at !== null) lines.push([i, pointAt(at)]);
  }
  for (const corner of corners(rings, way.holes.length)) {
    if (inner.length >= MOST_POINTS) break;
    if (corner.standing && (!isInside(way.ring, corner.at) || metresToWall(corner.at, wayWalls) < 0.3)) continue;
    const at = passing(corner, walls, isFree);
    if (at !== null) pointAt(at);
  }
  return { points, lines: [...lines, ...gabriel(points, inner, walls)] };
}

const DIRECTIONS: readonly Point[] = Array.from({ length: 16 }, (_, i) => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)]);

function metresToWall(at: Point, walls: readonly Segment[]): number {
  return walls.reduce((least, [a, b]) => Math.min(least, nearestOnSegment(at, a, b).metres), Number.POSITIVE_INFINITY);
}

/** From a wall into the free space straight ahead, to its middle. */
function stepIn(port: Point, walls: readonly Segment[], isFree: (at: Point) => boolean): Point | null {
  const [straight, others] = [normals(port, walls), DIRECTIONS];
  for (const directions of [straight, others]) {
    let best: { readonly at: Point; readonly room: number } | null = null;
    for (const [dx, dy] of directions) {
      const start: Point = [port[0] + dx * 0.4, port[1] + dy * 0.4];
      if (!isFree(start)) continue;
      const room = castRay(start, [dx, dy], walls, 2 * FROM_WALL_M) + 0.4;
      if (best === null || room > best.room) best = { at: [port[0] + (dx * room) / 2, port[1] + (dy * room) / 2], room };
    }
    if (best !== null) return best.at;
  }
  return null;
}

/** Directions at right angles to the wall next to a point. */
function normals(port: Point, walls: readonly Segment[]): Point[] {
  let nearest: { readonly metres: number; readonly normal: Point } | null = null;
  for (const [a, b] of walls) {
    const { metres } = nearestOnSegment(port, a, b);
    if (nearest !== null && metres >= nearest.metres) continue;
    const length = metresBetween(a, b);
    nearest = { metres, normal: [(a[1] - b[1]) / length, (b[0] - a[0]) / length] };
  }
  return nearest === null ? [] : [nearest.normal, [-nearest.normal[0], -nearest.normal[1]]];
}

interface Corner {
  readonly at: Point;
  readonly bisector: Point;
  /** Of something that stands in the way, not of the way itself. */
  readonly standing: boolean;
}

/** Corners that a way leads around: of the way itself those that point inwards, of what stands in it those that point outwards. */
function corners(rings: readonly Ring[], holes: number): Corner[] {
  return rings.flatMap((ring, n) => {
    const sign = (doubleArea(ring) > 0 ? 1 : -1) * (n === 0 ? -1 : 1);
    return ring.flatMap((at, i): Corner[] => {
      const [before, after] = [ring[(i + ring.length - 1) % ring.length] ?? at, ring[(i + 1) % ring.length] ?? at];
      const [p, q] = [unit(at, before), unit(at, after)];
      const turn = (at[0] - before[0]) * (after[1] - at[1]) - (at[1] - before[1]) * (after[0] - at[0]);
      if (p === null || q === null || turn * sign <= 0 || Math.abs(p[0] * q[0] + p[1] * q[1]) > 0.95) return [];
      const away = unit([p[0] + q[0], p[1] + q[1]], [0, 0]);
      return away === null ? [] : [{ at, bisector: away, standing: n > holes }];
    });
  });
}

function unit(from: Point, to: Point): Point | null {
  const length = metresBetween(from, to);
  return length < 1e-6 ? null : [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

function passing({ at, bisector: [dx, dy] }: Corner, walls: readonly Segment[], isFree: (at: Point) => boolean): Point | null {
  const start: Point = [at[0] + dx * 0.3, at[1] + dy * 0.3];
  if (!isFree(start)) return null;
  const room = castRay(start, [dx, dy], walls, 2 * FROM_WALL_M) + 0.3;
  return [at[0] + (dx * room) / 2, at[1] + (dy * room) / 2];
}

/** Of the lines that cross no wall those on whose circle's inside no other point lies that both ends see. */
function gabriel(points: readonly Point[], numbers: readonly number[], walls: readonly Segment[]): (readonly [number, number])[] {
  const sees = new Map<number, Set<number>>(numbers.map((number) => [number, new Set()]));
  const boxed = walls.map((wall) => ({ wall, box: boxOf(wall) }));
  for (const a of numbers) {
    const from = points[a] ?? [0, 0];
    const near = numbers
      .filter((b) => b !== a)
      .map((b) => ({ b, metres: metresBetween(from, points[b] ?? from) }))
      .sort((one, other) => one.metres - other.metres)
      .slice(0, MOST_TRIED);
    const around = boxOf([from], near.at(-1)?.metres ?? 0);
    const close = boxed.filter(({ box }) => boxesMeet(box, around));
    let found = 0;
    for (const { b } of near) {
      if (found >= NEIGHBOURS) break;
      const line: Segment = [from, points[b] ?? from];
      const box = boxOf(line);
      const known = sees.get(a)?.has(b) === true;
      if (!known && close.some((wall) => boxesMeet(wall.box, box) && crosses(wall.wall, line))) continue;
      sees.get(a)?.add(b);
      sees.get(b)?.add(a);
      found += 1;
    }
  }
  const lines: (readonly [number, number])[] = [];
  for (const [a, seen] of sees) {
    for (const b of seen) {
      if (b < a) continue;
      const p = points[a] ?? [0, 0];
      const q = points[b] ?? [0, 0];
      const middle: Point = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
      const radius = metresBetween(p, q) / 2;
      const between = [...seen].some(
        (c) => c !== b && sees.get(b)?.has(c) === true && metresBetween(points[c] ?? p, middle) < radius - 0.01,
      );
      if (!between) lines.push([a, b]);
    }
  }
  return lines;
}
