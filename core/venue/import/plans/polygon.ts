import type { Point } from '../../../contract/index.ts';
import { nearestOnSegment } from '../../wayfinding/geometry.ts';

/** A closed line; the last point is not the first again. */
export type Ring = readonly Point[];
export type Segment = readonly [Point, Point];

export interface Box {
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

/** GeoJSON repeats the first point at the end. */
export function openRing(points: readonly Point[]): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  return points.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1] ? points.slice(0, -1) : [...points];
}

/** Twice the area, positive for a ring that runs clockwise on a plan whose y goes down. */
export function doubleArea(ring: Ring): number {
  return segmentsOf(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0);
}

/** Centre of area of a polygon; the mean of the points of a flat one. */
export function centreOf(ring: Ring): Point {
  const area = doubleArea(ring);
  const round = (metres: number): number => Math.round(metres * 100) / 100;
  if (Math.abs(area) <= 0.01) {
    const mean = (axis: 0 | 1): number => ring.reduce((sum, point) => sum + point[axis], 0) / Math.max(ring.length, 1);
    return [round(mean(0)), round(mean(1))];
  }
  let [x, y] = [0, 0];
  for (const [[x1, y1], [x2, y2]] of segmentsOf(ring)) {
    const cross = x1 * y2 - x2 * y1;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return [round(x / (3 * area)), round(y / (3 * area))];
}

export function segmentsOf(ring: Ring): Segment[] {
  return ring.map((point, i): Segment => [point, ring[(i + 1) % ring.length] ?? point]);
}

export function boxOf(points: readonly Point[], margin = 0): Box {
  const box = {
    west: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    north: Number.POSITIVE_INFINITY,
    south: Number.NEGATIVE_INFINITY,
  };
  for (const [x, y] of points) {
    box.west = Math.min(box.west, x - margin);
    box.east = Math.max(box.east, x + margin);
    box.north = Math.min(box.north, y - margin);
    box.south = Math.max(box.south, y + margin);
  }
  return box;
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.north <= b.south && b.north <= a.south;
}

export function holds({ west, east, north, south }: Box, [x, y]: Point): boolean {
  return x >= west && x <= east && y >= north && y <= south;
}

/** Even–odd rule; a point on the line may be either. */
export function isInside(ring: Ring, [x, y]: Point): boolean {
  let inside = false;
  for (const [[x1, y1], [x2, y2]] of segmentsOf(ring)) {
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

export function metresToRing(ring: Ring, point: Point): number {
  return segmentsOf(ring).reduce((least, [a, b]) => Math.min(least, nearestOnSegment(point, a, b).metres), Number.POSITIVE_INFINITY);
}

/** True when the two cross; touching with an end counts too. */
export function crosses([a, b]: Segment, [c, d]: Segment): boolean {
  const side = (p: Point, q: Point, r: Point): number => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

/** Metres from `from` in a direction (a unit vector) to the first segment in the way; `most` where there is none nearer. */
export function castRay(from: Point, [dx, dy]: Point, segments: readonly Segment[], most: number): number {
  let nearest = most;
  for (const [[x1, y1], [x2, y2]] of segments) {
    const [ex, ey] = [x2 - x1, y2 - y1];
    const turn = dx * ey - dy * ex;
    if (Math.abs(turn) < 1e-9) continue;
    const along = ((x1 - from[0]) * ey - (y1 - from[1]) * ex) / turn;
    const share = ((x1 - from[0]) * dy - (y1 - from[1]) * dx) / turn;
    if (along > 0.01 && along < nearest && share >= 0 && share <= 1) nearest = along;
  }
  return nearest;
}
