import type { Point } from '../contract/index.ts';
import type { Place, Venue } from './model.ts';
import { metresBetween } from './wayfinding/geometry.ts';
import { createGraph, type GraphEdge, metresIn, walkSeconds } from './wayfinding/graph.ts';
import { type FloorChange, type RouteLeg, type RouteStep, stepsOf } from './wayfinding/route-steps.ts';
import { type PathStart, type PathTree, shortestPaths } from './wayfinding/shortest-path.ts';

export type { RouteLeg, RouteStep, Turn } from './wayfinding/route-steps.ts';

/** A place of the venue, or a point on a floor. */
export type RouteOrigin = { readonly placeId: string } | { readonly floorId: string; readonly at: Point };

export interface RouteRequest {
  readonly from: RouteOrigin;
  readonly to: string;
  /** No stairs and no escalators. */
  readonly stepFree?: boolean;
  /** How the guest stands, degrees clockwise from the top of the plan; gives the first step its direction. */
  readonly headingDeg?: number;
}

export interface Route {
  /** One leg for each floor walked, in order. */
  readonly legs: readonly RouteLeg[];
  readonly distanceM: number;
  readonly durationS: number;
  readonly steps: readonly RouteStep[];
  /** True when the route has neither stairs nor escalators, asked for or not. */
  readonly stepFree: boolean;
}

export interface WalkingCost {
  readonly distanceM: number;
  readonly durationS: number;
  /** Metres that would take as long on the level: what "nearest" goes by, since stairs and waiting for a lift count. */
  readonly effortM: number;
}

export interface Wayfinder {
  /** The quickest open way; null when there is none or a place is not known. */
  route(request: RouteRequest): Route | null;
  /** Cost to every place from one origin, for "the nearest …": computed once, then a look-up. */
  distances(from: RouteOrigin, options?: { readonly stepFree?: boolean }): (placeId: string) => WalkingCost | null;
}

/** A place off the network is reached from the nearest corridor, but not from farther than this. */
const FARTHEST_SNAP_M = 60;

export function createWayfinder(venue: Venue): Wayfinder {
  const graph = createGraph(venue);
  const places = new Map(venue.places.map((place) => [place.id, place]));
  const levels = new Map(venue.floors.map((floor) => [floor.id, floor.level]));

  /** Nodes by which an origin or a place is on the network, with the metres to them and the points between. */
  function accessOf(origin: RouteOrigin): { readonly node: number; readonly metres: number; readonly between: readonly Point[] }[] {
    if ('placeId' in origin) {
      const own = graph.nodesOf(origin.placeId);
      if (own.length > 0) return own.map((node) => ({ node, metres: 0, between: [] }));
      const place = places.get(origin.placeId);
      return place === undefined ? [] : accessOf({ floorId: place.floorId, at: place.at });
    }
    return graph
      .snap(origin.floorId, origin.at)
      .filter(({ via }) => metresBetween(origin.at, via) <= FARTHEST_SNAP_M)
      .map(({ node, metres, via }) => ({ node, metres, between: [origin.at, via] }));
  }

  function cheapest(tree: PathTree, to: string): { node: number; metres: number; between: readonly Point[]; seconds: number } | null {
    let found: { node: number; metres: number; between: readonly Point[]; seconds: number } | null = null;
    for (const access of accessOf({ placeId: to })) {
      const seconds = tree.seconds(access.node) + walkSeconds(access.metres);
      if (Number.isFinite(seconds) && (found === null || seconds < found.seconds)) found = { ...access, seconds };
    }
    return found;
  }

  function treeFrom(from: RouteOrigin, stepFree: boolean): { starts: ReturnType<typeof accessOf>; tree: PathTree } {
    const starts = accessOf(from);
    return { starts, tree: shortestPaths(graph, starts satisfies readonly PathStart[], stepFree) };
  }

  function route(request: RouteRequest): Route | null {
    const target = places.get(request.to);
    if (target === undefined) return null;
    if ('placeId' in request.from && request.from.placeId === request.to) return standing(target);
    const { starts, tree } = treeFrom(request.from, request.stepFree === true);
    const end = cheapest(tree, request.to);
    const path = end === null ? null : tree.pathTo(end.node);
    if (end === null || path === null) return null;
    const before = starts.find(({ node }) => node === path.start)?.between ?? [];
    const { legs, changes } = legsOf(path, before, [...end.between].reverse());
    const fromPlaceId = 'placeId' in request.from ? request.from.placeId : undefined;
    return {
      legs,
      distanceM: Math.round(tree.metres(end.node) + end.metres),
      durationS: Math.round(end.seconds),
      steps: stepsOf(legs, changes, { places: venue.places, target, fromPlaceId, headingDeg: request.headingDeg }),
      stepFree: path.edges.every(({ kind }) => kind !== 'stairs' && kind !== 'escalator'),
    };
  }

  function standing(place: Place): Route {
    const legs = [{ floorId: place.floorId, points: [place.at] }];
    return { legs, distanceM: 0, durationS: 0, steps: [{ kind: 'arrive', floorId: place.floorId, distanceM: 0 }], stepFree: true };
  }

  /** Cuts a path where it changes floors; edges of one lift ride are one change. */
  function legsOf(path: { start: number; edges: readonly GraphEdge[] }, before: readonly Point[], after: readonly Point[]) {
    const first = graph.nodes[path.start];
    const legs: { floorId: string; points: Point[] }[] = [
      { floorId: first?.floorId ?? '', points: distinct([...before, ...(first === undefined ? [] : [first.at])]) },
    ];
    const changes: FloorChange[] = [];
    let at = path.start;
    let lastKind = 'walk';
    for (const edge of path.edges) {
      const from = graph.nodes[at];
      const to = graph.nodes[edge.to];
      at = edge.to;
      if (from === undefined || to === undefined) continue;
      const leg = legs.at(-1);
      if (from.floorId === to.floorId) leg?.points.push(to.at);
      else if (edge.kind === lastKind && changes.length > 0 && leg?.points.length === 1 && edge.kind !== 'ramp') {
        legs[legs.length - 1] = { floorId: to.floorId, points: [to.at] };
        const ride = changes.at(-1);
        if (ride !== undefined) changes[changes.length - 1] = { ...ride, metres: ride.metres + edge.metres };
      } else {
        const direction = (levels.get(to.floorId) ?? 0) >= (levels.get(from.floorId) ?? 0) ? 'up' : 'down';
        changes.push({ kind: edge.kind === 'walk' ? 'ramp' : edge.kind, placeId: from.placeId, direction, metres: edge.metres });
        legs.push({ floorId: to.floorId, points: [to.at] });
      }
      lastKind = edge.kind;
    }
    const last = legs.at(-1);
    if (last !== undefined) last.points = distinct([...last.points, ...after]);
    return { legs, changes };
  }

  function distances(from: RouteOrigin, options: { readonly stepFree?: boolean } = {}): (placeId: string) => WalkingCost | null {
    const { tree } = treeFrom(from, options.stepFree === true);
    return (placeId) => {
      if ('placeId' in from && from.placeId === placeId) return { distanceM: 0, durationS: 0, effortM: 0 };
      const end = cheapest(tree, placeId);
      if (end === null) return null;
      const distanceM = Math.round(tree.metres(end.node) + end.metres);
      return { distanceM, durationS: Math.round(end.seconds), effortM: Math.round(metresIn(end.seconds)) };
    };
  }

  return { route, distances };
}

function distinct(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    return before === undefined || metresBetween(before, point) > 0.05;
  });
}
