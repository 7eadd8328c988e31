import type { Point } from '../../contract/index.ts';
import type { PathEdge, Venue } from '../model.ts';
import { metresBetween, nearestOnSegment } from './geometry.ts';

export type EdgeKind = PathEdge['kind'];

/** Walking indoors, among people. */
const WALK_M_PER_S = 1.2;
const RAMP_M_PER_S = 1;
/** Waiting for a lift, its doors included; paid once for each ride. */
export const LIFT_WAIT_S = 30;
const LIFT_S_PER_LEVEL = 5;
const STAIRS_UP_S_PER_LEVEL = 20;
const STAIRS_DOWN_S_PER_LEVEL = 16;
const STAIRS_M_PER_LEVEL = 9;
const ESCALATOR_S_PER_LEVEL = 20;
const ESCALATOR_WAIT_S = 3;
const ESCALATOR_M_PER_LEVEL = 10;

export interface GraphNode {
  readonly floorId: string;
  readonly at: Point;
  readonly placeId: string | undefined;
}

export interface GraphEdge {
  readonly to: number;
  readonly kind: EdgeKind;
  readonly metres: number;
  /** Seconds, without the wait for a lift. */
  readonly seconds: number;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** Open edges only, in the directions that may be walked. */
  readonly edges: readonly (readonly GraphEdge[])[];
  nodesOf(placeId: string): readonly number[];
  /** The nearest points of the open network on a floor: the ends of the nearest walkable edge with the way to them. */
  snap(floorId: string, at: Point): readonly Access[];
}

/** A way onto the network: from a point to `node`, past `via` on the edge it lies at. */
export interface Access {
  readonly node: number;
  readonly metres: number;
  readonly via: Point;
  /** Number of the edge; two points on one edge are joined without its ends. */
  readonly edge: number;
}

export function createGraph(venue: Venue): Graph {
  const levels = new Map(venue.floors.map((floor) => [floor.id, floor.level]));
  const nodes: GraphNode[] = venue.nodes.map(({ floorId, at, placeId }) => ({ floorId, at, placeId }));
  const numbers = new Map(venue.nodes.map((node, i) => [node.id, i]));
  const edges: GraphEdge[][] = nodes.map(() => []);
  const walkable = new Map<string, { a: number; b: number; edge: number }[]>();
  for (const [number, edge] of venue.edges.entries()) {
    const a = numbers.get(edge.from);
    const b = numbers.get(edge.to);
    if (edge.closed || a === undefined || b === undefined) continue;
    edges[a]?.push(toEdge(a, b, edge.kind));
    if (edge.oneWay !== true) edges[b]?.push(toEdge(b, a, edge.kind));
    const floorId = nodes[a]?.floorId ?? '';
    // A point on a one-way walk could be left only one way; nobody is started there.
    if (edge.kind !== 'walk' || edge.oneWay === true || floorId !== nodes[b]?.floorId) continue;
    const onFloor = walkable.get(floorId);
    if (onFloor === undefined) walkable.set(floorId, [{ a, b, edge: number }]);
    else onFloor.push({ a, b, edge: number });
  }

  function toEdge(from: number, to: number, kind: EdgeKind): GraphEdge {
    const a = nodes[from];
    const b = nodes[to];
    const flat = a === undefined || b === undefined ? 0 : metresBetween(a.at, b.at);
    const rise = (levels.get(b?.floorId ?? '') ?? 0) - (levels.get(a?.floorId ?? '') ?? 0);
    return { to, kind, ...costOf(kind, flat, rise) };
  }

  const byPlace = new Map<string, number[]>();
  nodes.forEach(({ placeId }, i) => {
    if (placeId !== undefined) byPlace.set(placeId, [...(byPlace.get(placeId) ?? []), i]);
  });

  function snap(floorId: string, at: Point): readonly Access[] {
    let best: { a: number; b: number; edge: number; via: Point; metres: number } | null = null;
    for (const { a, b, edge } of walkable.get(floorId) ?? []) {
      const { at: via, metres } = nearestOnSegment(at, nodes[a]?.at ?? at, nodes[b]?.at ?? at);
      if (best === null || metres < best.metres) best = { a, b, edge, via, metres };
    }
    if (best === null) return [];
    const { via, metres, edge } = best;
    return [best.a, best.b].map((node) => ({ node, via, edge, metres: metres + metresBetween(via, nodes[node]?.at ?? via) }));
  }

  return { nodes, edges, nodesOf: (placeId) => byPlace.get(placeId) ?? [], snap };
}

export function walkSeconds(metres: number): number {
  return metres / WALK_M_PER_S;
}

/** Metres on the level in `seconds`. */
export function metresIn(seconds: number): number {
  return seconds * WALK_M_PER_S;
}

function costOf(kind: EdgeKind, flat: number, rise: number): { metres: number; seconds: number } {
  const levels = Math.abs(rise);
  switch (kind) {
    case 'walk':
      return { metres: flat, seconds: walkSeconds(flat) };
    case 'ramp':
      return { metres: flat, seconds: flat / RAMP_M_PER_S };
    case 'lift':
      return { metres: 0, seconds: LIFT_S_PER_LEVEL * Math.max(levels, 0.5) };
    case 'stairs':
      return {
        metres: Math.max(flat, STAIRS_M_PER_LEVEL * levels),
        seconds: Math.max(walkSeconds(flat), levels * (rise > 0 ? STAIRS_UP_S_PER_LEVEL : STAIRS_DOWN_S_PER_LEVEL)),
      };
    case 'escalator':
      return {
        metres: Math.max(flat, ESCALATOR_M_PER_LEVEL * levels),
        seconds: ESCALATOR_WAIT_S + Math.max(walkSeconds(flat), ESCALATOR_S_PER_LEVEL * levels),
      };
  }
}
