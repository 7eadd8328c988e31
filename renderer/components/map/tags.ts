import type { Point } from '../../../core/contract/index.ts';
import { metresBetween } from '../../../core/venue/wayfinding/geometry.ts';
import type { Box } from './geometry.ts';
import { widthOf } from './labels.ts';

export interface TagRequest {
  readonly id: string;
  readonly at: Point;
  readonly text: string;
  /** Free metres around the point: the marker itself. Above may need more than the other sides. */
  readonly clear: number;
  readonly clearAbove?: number;
}

export interface PlacedTag {
  readonly id: string;
  readonly text: string;
  readonly box: Box;
}

interface Options {
  readonly view: Box;
  /** Metres that so many pixels cover. */
  readonly px: (pixels: number) => number;
  /** Points that should stay visible: the way, the markers. */
  readonly keep: readonly Point[];
}

const CHAR_PX = 10.2;
const PADDING_PX = 34;
const HEIGHT_PX = 36;
const MARGIN_PX = 8;

/** Puts each tag beside its point where it covers least of the way and of the other tags. */
export function placeTags(requests: readonly TagRequest[], { view, px, keep }: Options): readonly PlacedTag[] {
  const placed: PlacedTag[] = [];
  for (const request of requests) {
    const width = px(widthOf(request.text) * CHAR_PX + PADDING_PX);
    const height = px(HEIGHT_PX);
    const best = candidates(request, width, height)
      .map((box) => inside(box, view, px(MARGIN_PX)))
      .map((box, order) => ({ box, cost: order * 0.5 + coverage(box, keep, placed, request, px) }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    placed.push({ id: request.id, text: request.text, box: best.box });
  }
  return placed;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Below, above, right, left, then the corners. */
function candidates({ at: [x, y], clear, clearAbove = clear }: TagRequest, width: number, height: number): readonly Box[] {
  const box = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  const below = y + clear;
  const above = y - clearAbove - height;
  return [
    box(x - width / 2, below),
    box(x - width / 2, above),
    box(x + clear, y - height / 2),
    box(x - clear - width, y - height / 2),
    box(x, below),
    box(x - width, below),
    box(x, above),
    box(x - width, above),
  ];
}

function inside(box: Box, view: Box, margin: number): Box {
  const clamp = (at: number, size: number, from: number, room: number) =>
    Math.min(Math.max(at, from + margin), from + room - size - margin);
  return { ...box, x: clamp(box.x, box.width, view.x, view.width), y: clamp(box.y, box.height, view.y, view.height) };
}

function coverage(box: Box, keep: readonly Point[], placed: readonly PlacedTag[], request: TagRequest, px: Options['px']): number {
  const around: Box = { x: box.x - px(6), y: box.y - px(6), width: box.width + px(12), height: box.height + px(12) };
  const covered = keep.filter((point) => within(around, point)).length;
  const collisions = placed.filter((tag) => overlaps(around, tag.box)).length;
  // Pushed back over its own marker by the edge of the map.
  const hidesItself = within(box, request.at) || distanceTo(box, request.at) < request.clear * 0.6;
  return covered * 2 + collisions * 40 + (hidesItself ? 25 : 0);
}

function within(box: Box, [x, y]: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function distanceTo(box: Box, [x, y]: Point): number {
  const nearest: Point = [Math.min(Math.max(x, box.x), box.x + box.width), Math.min(Math.max(y, box.y), box.y + box.height)];
  return metresBetween(nearest, [x, y]);
}

/** Points along a line, at most `step` metres apart. */
export function sample(points: readonly Point[], step: number): readonly Point[] {
  return points.flatMap((point, i): Point[] => {
    const next = points[i + 1];
    if (next === undefined) return [point];
    const count = Math.max(1, Math.ceil(metresBetween(point, next) / step));
    return Array.from({ length: count }, (_, n) => [
      point[0] + ((next[0] - point[0]) * n) / count,
      point[1] + ((next[1] - point[1]) * n) / count,
    ]);
  });
}
