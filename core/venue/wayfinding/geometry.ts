import type { Point } from '../../contract/index.ts';

/** Geometry on a floor: metres, x to the right, y down, bearings in degrees clockwise from the top. */

export function metresBetween(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

export function lengthOf(line: readonly Point[]): number {
  return line.reduce((sum, point, i) => sum + metresBetween(line[i - 1] ?? point, point), 0);
}

export function bearing(from: Point, to: Point): number {
  const degrees = (Math.atan2(to[0] - from[0], from[1] - to[1]) * 180) / Math.PI;
  return (degrees + 360) % 360;
}

/** How far one has to turn from one bearing to another: -180..180, right is positive. */
export function turnBetween(fromDeg: number, toDeg: number): number {
  return ((toDeg - fromDeg + 540) % 360) - 180;
}

/** The point of the segment a–b that is nearest to `point`, and how far along it lies, 0..1. */
export function nearestOnSegment(
  point: Point,
  a: Point,
  b: Point,
): { readonly at: Point; readonly share: number; readonly metres: number } {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared));
  const at: Point = [a[0] + share * dx, a[1] + share * dy];
  return { at, share, metres: metresBetween(point, at) };
}

/** Douglas and Peucker's line simplification: points within `toleranceM` of the simplified line go. */
export function simplifyLine(points: readonly Point[], toleranceM: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return [...points];
  let farthest = 0;
  let most = 0;
  points.forEach((point, i) => {
    const { metres } = nearestOnSegment(point, first, last);
    if (metres > most) {
      most = metres;
      farthest = i;
    }
  });
  if (most <= toleranceM) return [first, last];
  const head = simplifyLine(points.slice(0, farthest + 1), toleranceM);
  return [...head.slice(0, -1), ...simplifyLine(points.slice(farthest), toleranceM)];
}
