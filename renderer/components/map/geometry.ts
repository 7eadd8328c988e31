import type { Point } from '../../../core/contract/index.ts';
import { metresBetween } from '../../../core/venue/wayfinding/geometry.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function boundsOf(points: readonly Point[]): Box {
  let [minX, minY, maxX, maxY] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  if (points.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY };
}

/** The box grown by `margin` on each side. */
export function grow(box: Box, margin: number): Box {
  return { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin };
}

/** The smallest box of `aspect` (width / height) around the middle of `box` that holds it. */
export function fitAspect(box: Box, aspect: number): Box {
  const width = Math.max(box.width, box.height * aspect);
  const height = Math.max(box.height, box.width / aspect);
  return { x: box.x - (width - box.width) / 2, y: box.y - (height - box.height) / 2, width, height };
}

/**
 * What the map shows: the whole floor, or, on a large floor, the part around `focus`, so that a
 * short way is not lost in it. Never less than `minShare` of the floor's width or height.
 */
export function viewFor(floor: Box, focus: readonly Point[], aspect: number, minShare = 0.5): Box {
  const whole = fitAspect(grow(floor, Math.max(floor.width, floor.height) * 0.03), aspect);
  if (focus.length === 0) return whole;
  const padded = grow(boundsOf(focus), Math.max(floor.width, floor.height) * 0.1);
  const enough: Box = {
    x: padded.x - Math.max(0, whole.width * minShare - padded.width) / 2,
    y: padded.y - Math.max(0, whole.height * minShare - padded.height) / 2,
    width: Math.max(padded.width, whole.width * minShare),
    height: Math.max(padded.height, whole.height * minShare),
  };
  const view = fitAspect(enough, aspect);
  return view.width >= whole.width * 0.92 ? whole : slideInto(view, whole);
}

/** Moves `inner` the least it takes to lie inside `outer`, which is at least as large. */
function slideInto(inner: Box, outer: Box): Box {
  const clamp = (at: number, size: number, from: number, room: number) => Math.min(Math.max(at, from), from + room - size);
  return {
    ...inner,
    x: clamp(inner.x, inner.width, outer.x, outer.width),
    y: clamp(inner.y, inner.height, outer.y, outer.height),
  };
}

export function pathOf(points: readonly Point[], closed = false): string {
  if (points.length === 0) return '';
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}${closed ? 'Z' : ''}`;
}

/** A polyline whose corners are rounded by up to `radius` metres, as people walk them. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first[0])} ${round(first[1])}`;
  rest.forEach((corner, i) => {
    const before = points[i] ?? corner;
    const after = rest[i + 1];
    if (after === undefined) {
      path += `L${round(corner[0])} ${round(corner[1])}`;
      return;
    }
    const from = towards(corner, before, Math.min(radius, metresBetween(corner, before) / 2));
    const to = towards(corner, after, Math.min(radius, metresBetween(corner, after) / 2));
    path += `L${round(from[0])} ${round(from[1])}Q${round(corner[0])} ${round(corner[1])} ${round(to[0])} ${round(to[1])}`;
  });
  return path;
}

export function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  polygon.forEach(([ax, ay], i) => {
    const [bx, by] = polygon[(i + polygon.length - 1) % polygon.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = metresBetween(from, to);
  if (length === 0) return from;
  return [from[0] + ((to[0] - from[0]) * by) / length, from[1] + ((to[1] - from[1]) * by) / length];
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
