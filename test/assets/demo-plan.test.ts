import { describe, expect, it } from 'vitest';
import type { Point } from '../../core/contract/index.ts';
import type { PathEdge, Place } from '../../core/venue/model.ts';
import { createWayfinder } from '../../core/venue/wayfinding.ts';
import { readDemo } from './demo-venue.ts';

const { venue } = readDemo();
const nodeOf = new Map(venue.nodes.flatMap((node) => (node.placeId === undefined ? [] : [[node.placeId, node] as const])));
const outdoors = (place: Place) => place.tags.includes('outdoor');

function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  polygon.forEach(([ax, ay], i) => {
    const [bx, by] = polygon[(i + polygon.length - 1) % polygon.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

function distanceToEdge(polygon: readonly Point[], [x, y]: Point): number {
  return Math.min(
    ...polygon.map(([ax, ay], i) => {
      const [bx, by] = polygon[(i + 1) % polygon.length] ?? [ax, ay];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
    }),
  );
}

/** Points half a metre apart that are inside by more than a wall's width. */
function samples(polygon: readonly Point[]): Point[] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const points: Point[] = [];
  for (let x = Math.min(...xs); x <= Math.max(...xs); x += 0.5) {
    for (let y = Math.min(...ys); y <= Math.max(...ys); y += 0.5) {
      if (contains(polygon, [x, y]) && distanceToEdge(polygon, [x, y]) > 0.05) points.push([x, y]);
    }
  }
  return points;
}

function reachable(from: string, edges: readonly PathEdge[]): Set<string> {
  const seen = new Set([from]);
  for (const id of seen) {
    for (const { from: a, to: b } of edges) {
      if (a === id) seen.add(b);
      if (b === id) seen.add(a);
    }
  }
  return seen;
}

describe('the demo floor plans', () => {
  it('keep every area on the sheet', () => {
    for (const floor of venue.floors) {
      const polygons = [floor.outline, ...floor.decor.map(({ polygon }) => polygon)];
      for (const place of venue.places) if (place.floorId === floor.id && place.polygon !== undefined) polygons.push(place.polygon);
      for (const [x, y] of polygons.flat()) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(floor.widthM);
        expect(y).toBeLessThanOrEqual(floor.heightM);
      }
    }
  });

  it('overlap nowhere, except where one place lies wholly inside another and is drawn after it', () => {
    const overlaps: string[] = [];
    for (const floor of venue.floors) {
      const areas = venue.places.flatMap(({ id, floorId, polygon }) =>
        floorId === floor.id && polygon !== undefined ? [{ id, polygon, points: samples(polygon) }] : [],
      );
      areas.forEach((a, i) => {
        for (const b of areas.slice(i + 1)) {
          const shared = b.points.filter((point) => contains(a.polygon, point) && distanceToEdge(a.polygon, point) > 0.05);
          if (shared.length > 0 && shared.length < b.points.length) overlaps.push(`${a.id} and ${b.id}`);
          if (shared.length === 0 && a.points.some((point) => contains(b.polygon, point) && distanceToEdge(b.polygon, point) > 0.05))
            overlaps.push(`${a.id} under ${b.id}`);
        }
      });
    }
    expect(overlaps).toEqual([]);
  });

  it('have every indoor place and area inside the building, and every outdoor one outside', () => {
    for (const place of venue.places) {
      const outline = venue.floors.find(({ id }) => id === place.floorId)?.outline ?? [];
      const inside = contains(outline, place.at) || distanceToEdge(outline, place.at) < 0.05;
      const rooms = samples(place.polygon ?? []).filter((point) => contains(outline, point) === outdoors(place));
      expect({ id: place.id, at: inside || outdoors(place), rooms: rooms.length }).toEqual({ id: place.id, at: true, rooms: 0 });
    }
  });

  it('put the door or counter of a place at its area', () => {
    const away = venue.places.filter(
      ({ at, polygon }) => polygon !== undefined && !contains(polygon, at) && distanceToEdge(polygon, at) > 0.7,
    );
    expect(away.map(({ id }) => id)).toEqual([]);
  });
});

describe('the demo way graph', () => {
  const start = nodeOf.get(venue.defaultPlaceId ?? '')?.id ?? '';
  const stepFreeEdges = venue.edges.filter(({ kind }) => kind !== 'stairs' && kind !== 'escalator');

  it('reaches every place, at the place itself', () => {
    expect(reachable(start, venue.edges).size).toBe(venue.nodes.length);
    for (const place of venue.places) expect(nodeOf.get(place.id)).toMatchObject({ floorId: place.floorId, at: place.at });
  });

  it('reaches every step-free place without stairs and escalators', () => {
    const reached = reachable(start, stepFreeEdges);
    const missed = venue.places.filter(({ id, stepFree }) => stepFree === true && !reached.has(nodeOf.get(id)?.id ?? ''));
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it('walks through no room on the way to another', () => {
    const at = new Map(venue.nodes.map((node) => [node.id, node]));
    const open = new Set(['harbour-hall', 'lobby', 'roof-garden', 'river-terrace', 'main-entrance', 'ferryman-bar', 'spa', 'sauna']);
    const corridors = new Set(['rooms-101', 'rooms-208', 'river-suites']);
    const crossed: string[] = [];
    for (const { from, to, kind } of venue.edges) {
      const [a, b] = [at.get(from), at.get(to)];
      if (a === undefined || b === undefined || kind !== 'walk') continue;
      for (const place of venue.places) {
        if (place.floorId !== a.floorId || place.polygon === undefined || open.has(place.id) || corridors.has(place.id)) continue;
        for (let t = 0.02; t < 1; t += 0.02) {
          const point: Point = [a.at[0] + (b.at[0] - a.at[0]) * t, a.at[1] + (b.at[1] - a.at[1]) * t];
          if (contains(place.polygon, point) && distanceToEdge(place.polygon, point) > 0.1) crossed.push(`${from}-${to} in ${place.id}`);
        }
      }
    }
    expect([...new Set(crossed)]).toEqual([]);
  });

  it('has lifts, stairs, an escalator and ramps', () => {
    expect(new Set(venue.edges.map(({ kind }) => kind))).toEqual(new Set(['walk', 'stairs', 'lift', 'escalator', 'ramp']));
    expect(venue.edges.filter(({ closed }) => closed)).toEqual([]);
  });

  it('has a step-free way that differs from the shortest', () => {
    const way = createWayfinder(venue);
    for (const to of ['green-galley', 'ferry-landing']) {
      const shortest = way.route({ from: { placeId: venue.defaultPlaceId ?? '' }, to });
      const stepFree = way.route({ from: { placeId: venue.defaultPlaceId ?? '' }, to, stepFree: true });
      expect(stepFree?.distanceM ?? 0).toBeGreaterThan((shortest?.distanceM ?? 0) + 5);
    }
  });
});
