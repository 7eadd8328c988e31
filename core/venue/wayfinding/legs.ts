import type { Point } from '../../contract/index.ts';
import { metresBetween } from './geometry.ts';
import type { Graph, GraphEdge } from './graph.ts';
import type { FloorChange, RouteLeg } from './route-steps.ts';

/**
 * Cuts a path where it changes floors; edges of one lift ride are one change.
 * @param before points from the origin to the first node. @param after points from the last node to the place.
 */
export function legsOf(
  graph: Graph,
  levels: ReadonlyMap<string, number>,
  path: { readonly start: number; readonly edges: readonly GraphEdge[] },
  before: readonly Point[],
  after: readonly Point[],
): { readonly legs: readonly RouteLeg[]; readonly changes: readonly FloorChange[] } {
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

export function distinct(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    return before === undefined || metresBetween(before, point) > 0.05;
  });
}
