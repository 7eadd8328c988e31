import type { Point } from '../contract/index.ts';
import type { Place, Venue } from './model.ts';
import { lengthOf, metresBetween } from './wayfinding/geometry.ts';
import { createGraph, metresIn, walkSeconds } from './wayfinding/graph.ts';
import { distinct, legsOf } from './wayfinding/legs.ts';
import { type RouteLeg, type RouteStep, stepsOf } from './wayfinding/route-steps.ts';
import { type PathTree, shortestPaths } from './wayfinding/shortest-path.ts';

export type { RouteLeg, RouteStep } from './wayfinding/route-steps.ts';

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

/** How an origin or a place is on the network: a node, the metres to it, and the points between. */
interface Access {
  readonly node: number;
  readonly metres: number;
  /** The edge a point lies at; null for a node of the place's own. */
  readonly edge: number | null;
  readonly between: readonly Point[];
}

interface Tree {
  readonly starts: readonly Access[];
  readonly tree: PathTree;
}

interface End {
  readonly access: Access;
  readonly seconds: number;
  readonly metres: number;
  /** The whole way, where it needs no node. */
  readonly along: readonly Point[] | null;
}

export function createWayfinder(venue: Venue): Wayfinder {
  const graph = createGraph(venue);
  const places = new Map(venue.places.map((place) => [place.id, place]));
  const levels = new Map(venue.floors.map((floor) => [floor.id, floor.level]));

  const accessOfPlaces = new Map<string, readonly Access[]>();

  function accessOf(origin: RouteOrigin): readonly Access[] {
    if ('placeId' in origin) {
      const known = accessOfPlaces.get(origin.placeId) ?? findAccess(origin.placeId);
      accessOfPlaces.set(origin.placeId, known);
      return known;
    }
    return graph
      .snap(origin.floorId, origin.at)
      .filter(({ via }) => metresBetween(origin.at, via) <= FARTHEST_SNAP_M)
      .map(({ node, metres, via, edge }) => ({ node, metres, edge, between: [origin.at, via] }));
  }

  function findAccess(placeId: string): readonly Access[] {
    const own = graph.nodesOf(placeId);
    if (own.length > 0) return own.map((node) => ({ node, metres: 0, edge: null, between: [] }));
    const place = places.get(placeId);
    return place === undefined ? [] : accessOf({ floorId: place.floorId, at: place.at });
  }

  /** The quickest way from the tree's starts to a place: by a node, or along the one edge that both lie on. */
  function quickest({ starts, tree }: Tree, to: string): End | null {
    let found: End | null = null;
    for (const access of accessOf({ placeId: to })) {
      const seconds = tree.seconds(access.node) + walkSeconds(access.metres);
      if (Number.isFinite(seconds) && (found === null || seconds < found.seconds)) {
        found = { access, seconds, metres: tree.metres(access.node) + access.metres, along: null };
      }
      const sameEdge = access.edge === null ? undefined : starts.find(({ edge }) => edge === access.edge);
      if (sameEdge === undefined) continue;
      const along = [...sameEdge.between, ...[...access.between].reverse()];
      const metres = lengthOf(along);
      if (found === null || walkSeconds(metres) < found.seconds) found = { access, seconds: walkSeconds(metres), metres, along };
    }
    return found;
  }

  function treeFrom(from: RouteOrigin, stepFree: boolean): Tree {
    const starts = accessOf(from);
    return { starts, tree: shortestPaths(graph, starts, stepFree) };
  }

  function route(request: RouteRequest): Route | null {
    const target = places.get(request.to);
    if (target === undefined) return null;
    if ('placeId' in request.from && request.from.placeId === request.to) return standing(target);
    const from = treeFrom(request.from, request.stepFree === true);
    const end = quickest(from, request.to);
    if (end === null) return null;
    const path = end.along === null ? from.tree.pathTo(end.access.node) : { start: end.access.node, edges: [] };
    if (path === null) return null;
    const before = from.starts.find(({ node }) => node === path.start)?.between ?? [];
    const { legs, changes } =
      end.along === null
        ? legsOf(graph, levels, path, before, [...end.access.between].reverse())
        : { legs: [{ floorId: target.floorId, points: distinct(end.along) }], changes: [] };
    const fromPlaceId = 'placeId' in request.from ? request.from.placeId : undefined;
    return {
      legs,
      distanceM: Math.round(end.metres),
      durationS: Math.round(end.seconds),
      steps: stepsOf(legs, changes, { places: venue.places, target, fromPlaceId, headingDeg: request.headingDeg }),
      stepFree: path.edges.every(({ kind }) => kind !== 'stairs' && kind !== 'escalator'),
    };
  }

  function standing(place: Place): Route {
    const legs = [{ floorId: place.floorId, points: [place.at] }];
    return { legs, distanceM: 0, durationS: 0, steps: [{ kind: 'arrive', floorId: place.floorId, distanceM: 0 }], stepFree: true };
  }

  function distances(from: RouteOrigin, options: { readonly stepFree?: boolean } = {}): (placeId: string) => WalkingCost | null {
    const tree = treeFrom(from, options.stepFree === true);
    return (placeId) => {
      if ('placeId' in from && from.placeId === placeId) return { distanceM: 0, durationS: 0, effortM: 0 };
      const end = quickest(tree, placeId);
      if (end === null) return null;
      return { distanceM: Math.round(end.metres), durationS: Math.round(end.seconds), effortM: Math.round(metresIn(end.seconds)) };
    };
  }

  return { route, distances };
}
