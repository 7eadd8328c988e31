import type { Point } from '../../../contract/index.ts';
import type { PathEdge, PathNode } from '../../model.ts';
import { metresBetween, nearestOnSegment } from '../../wayfinding/geometry.ts';

/** Two ends closer than this are one point. */
const SAME_M = 0.5;

/** Collects lines that people walk along into a network. */
export interface Network {
  addLine(floorId: string, points: readonly Point[]): void;
  /** Stairs or a lift from one floor to another. */
  addLink(
    kind: PathEdge['kind'],
    from: { readonly floorId: string; readonly at: Point },
    to: { readonly floorId: string; readonly at: Point },
    oneWay?: boolean,
  ): void;
  finish(): { readonly nodes: PathNode[]; readonly edges: PathEdge[] };
}

export function createNetwork(): Network {
  const nodes: PathNode[] = [];
  const byFloor = new Map<string, PathNode[]>();
  const edges: PathEdge[] = [];
  const known = new Set<string>();

  function nodeAt(floorId: string, at: Point): PathNode {
    const onFloor = byFloor.get(floorId) ?? [];
    byFloor.set(floorId, onFloor);
    const near = onFloor.find((node) => metresBetween(node.at, at) <= SAME_M);
    if (near !== undefined) return near;
    const node: PathNode = { id: `${floorId}/${onFloor.length + 1}`, floorId, at };
    onFloor.push(node);
    nodes.push(node);
    return node;
  }

  function addEdge(kind: PathEdge['kind'], from: string, to: string, oneWay = false): void {
    const key = [kind, ...(oneWay ? [from, to] : [from, to].sort())].join(' ');
    if (from === to || known.has(key)) return;
    known.add(key);
    edges.push({ kind, from, to, closed: false, ...(oneWay ? { oneWay } : {}) });
  }

  return {
    addLine(floorId, points) {
      const line = points.map((at) => nodeAt(floorId, at));
      line.slice(1).forEach((node, i) => void addEdge('walk', line[i]?.id ?? '', node.id));
    },
    addLink(kind, from, to, oneWay) {
      if (from.floorId !== to.floorId) addEdge(kind, nodeAt(from.floorId, from.at).id, nodeAt(to.floorId, to.at).id, oneWay);
    },
    finish() {
      return { nodes, edges: edges.flatMap((edge) => (edge.kind === 'walk' ? split(edge, byFloor) : [edge])) };
    },
  };
}

/** Where another line ends on this one, the two meet. */
function split(edge: PathEdge, byFloor: ReadonlyMap<string, readonly PathNode[]>): PathEdge[] {
  const floorId = edge.from.slice(0, edge.from.lastIndexOf('/'));
  const onFloor = byFloor.get(floorId) ?? [];
  const a = onFloor.find(({ id }) => id === edge.from);
  const b = onFloor.find(({ id }) => id === edge.to);
  if (a === undefined || b === undefined) return [edge];
  const between = onFloor
    .filter((node) => node !== a && node !== b && nearestOnSegment(node.at, a.at, b.at).metres <= SAME_M)
    .sort((one, other) => metresBetween(a.at, one.at) - metresBetween(a.at, other.at));
  const stops = [a, ...between, b];
  return stops.slice(1).map((node, i) => ({ ...edge, from: stops[i]?.id ?? '', to: node.id }));
}
