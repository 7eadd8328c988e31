import type { PathEdge, PathNode } from '../../model.ts';
import { metresBetween } from '../../wayfinding/geometry.ts';
import type { GivenPaths } from './derive-paths.ts';

/** Two parts of a floor no farther apart than this are one: a plan that is drawn with gaps. */
const GAP_M = 12;

export interface Joined {
  readonly kept: readonly PathNode[];
  readonly edges: readonly PathEdge[];
  readonly bridged: number;
}

/** Makes one piece of derived paths: bridges small gaps, the smallest first, and leaves out what then still hangs on nothing. */
export function joinPieces(nodes: readonly PathNode[], edges: readonly PathEdge[], given: GivenPaths): Joined {
  const all = [...given.nodes, ...nodes];
  const parts = createParts(all.map(({ id }) => id));
  for (const { from, to } of [...given.edges, ...edges]) parts.join(from, to);
  const bridges = gaps(all, parts).flatMap(({ from, to }): PathEdge[] =>
    parts.join(from.id, to.id) ? [{ from: from.id, to: to.id, kind: 'walk', closed: false }] : [],
  );
  const sizes = new Map<string, number>();
  for (const { id } of all) sizes.set(parts.of(id), (sizes.get(parts.of(id)) ?? 0) + 1);
  const withGiven = new Set(given.nodes.map(({ id }) => parts.of(id)));
  const largest = [...sizes].reduce<readonly [string, number]>((best, one) => (one[1] > best[1] ? one : best), ['', 0])[0];
  const kept = nodes.filter(({ id }) => (withGiven.size > 0 ? withGiven.has(parts.of(id)) : parts.of(id) === largest));
  const ids = new Set([...kept, ...given.nodes].map(({ id }) => id));
  return { kept, edges: [...edges, ...bridges].filter(({ from, to }) => ids.has(from) && ids.has(to)), bridged: bridges.length };
}

interface Gap {
  readonly from: PathNode;
  readonly to: PathNode;
  readonly metres: number;
}

/** Lines between nodes of different parts of one floor, the shortest first. */
function gaps(nodes: readonly PathNode[], parts: Parts): Gap[] {
  const byFloor = new Map<string, PathNode[]>();
  for (const node of nodes) byFloor.set(node.floorId, [...(byFloor.get(node.floorId) ?? []), node]);
  const found: Gap[] = [];
  for (const floor of byFloor.values()) {
    if (new Set(floor.map(({ id }) => parts.of(id))).size === 1) continue;
    floor.forEach((from, i) => {
      for (const to of floor.slice(i + 1)) {
        if (parts.of(from.id) === parts.of(to.id)) continue;
        const metres = metresBetween(from.at, to.at);
        if (metres <= GAP_M) found.push({ from, to, metres });
      }
    });
  }
  return found.sort((a, b) => a.metres - b.metres);
}

/** Which nodes hang together (union and find). */
interface Parts {
  of(id: string): string;
  /** False when they were one part already. */
  join(a: string, b: string): boolean;
}

function createParts(ids: readonly string[]): Parts {
  const parent = new Map(ids.map((id) => [id, id]));
  const of = (id: string): string => {
    let root = id;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(id, root);
    return root;
  };
  return {
    of,
    join(a, b) {
      const [one, other] = [of(a), of(b)];
      if (one === other) return false;
      parent.set(other, one);
      return true;
    },
  };
}
