import { type Graph, type GraphEdge, LIFT_WAIT_S, walkSeconds } from './graph.ts';

/** What everything costs from one set of starts. */
export interface PathTree {
  /** Seconds to a node; Infinity when there is no way. */
  seconds(node: number): number;
  metres(node: number): number;
  /** Edges from the start to a node, in order; the first node is `start`. Null when there is no way. */
  pathTo(node: number): { readonly start: number; readonly edges: readonly GraphEdge[] } | null;
}

export interface PathStart {
  readonly node: number;
  /** Metres already walked to get there. */
  readonly metres: number;
}

/**
 * Dijkstra over the open network. Each node exists twice, on foot and in a lift, so that a ride over
 * several floors waits for the lift once.
 * @param stepFree leaves out stairs and escalators.
 */
export function shortestPaths(graph: Graph, starts: readonly PathStart[], stepFree: boolean): PathTree {
  const size = graph.nodes.length;
  const seconds = new Float64Array(size * 2).fill(Number.POSITIVE_INFINITY);
  const metres = new Float64Array(size * 2);
  const cameBy: ({ state: number; edge: GraphEdge } | null)[] = new Array(size * 2).fill(null);
  const done = new Uint8Array(size * 2);
  const queue = createQueue();
  for (const start of starts) {
    const cost = walkSeconds(start.metres);
    if (cost >= (seconds[start.node * 2] ?? 0)) continue;
    seconds[start.node * 2] = cost;
    metres[start.node * 2] = start.metres;
    queue.push(start.node * 2, cost);
  }
  for (let state = queue.pop(); state !== null; state = queue.pop()) {
    if (done[state] === 1) continue;
    done[state] = 1;
    const inLift = state % 2 === 1;
    for (const edge of graph.edges[state >> 1] ?? []) {
      if (stepFree && (edge.kind === 'stairs' || edge.kind === 'escalator')) continue;
      const next = edge.to * 2 + (edge.kind === 'lift' ? 1 : 0);
      const wait = edge.kind === 'lift' && !inLift ? LIFT_WAIT_S : 0;
      const cost = (seconds[state] ?? 0) + edge.seconds + wait;
      if (cost >= (seconds[next] ?? 0)) continue;
      seconds[next] = cost;
      metres[next] = (metres[state] ?? 0) + edge.metres;
      cameBy[next] = { state, edge };
      queue.push(next, cost);
    }
  }

  const better = (node: number): number => ((seconds[node * 2] ?? 0) <= (seconds[node * 2 + 1] ?? 0) ? node * 2 : node * 2 + 1);

  function pathTo(node: number): { start: number; edges: GraphEdge[] } | null {
    let state = better(node);
    if (!Number.isFinite(seconds[state])) return null;
    const edges: GraphEdge[] = [];
    for (let step = cameBy[state]; step != null; step = cameBy[state]) {
      edges.push(step.edge);
      state = step.state;
    }
    return { start: state >> 1, edges: edges.reverse() };
  }

  return { seconds: (node) => seconds[better(node)] ?? Number.POSITIVE_INFINITY, metres: (node) => metres[better(node)] ?? 0, pathTo };
}

/** Binary heap of states by cost; stale entries are skipped by the caller. */
function createQueue(): { push(state: number, cost: number): void; pop(): number | null } {
  const heap: { state: number; cost: number }[] = [];
  const costAt = (i: number): number => heap[i]?.cost ?? Number.POSITIVE_INFINITY;

  function swap(i: number, j: number): void {
    const a = heap[i];
    const b = heap[j];
    if (a === undefined || b === undefined) return;
    heap[i] = b;
    heap[j] = a;
  }

  function push(state: number, cost: number): void {
    heap.push({ state, cost });
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (costAt(parent) <= costAt(i)) break;
      swap(i, parent);
      i = parent;
    }
  }

  function pop(): number | null {
    const top = heap[0];
    if (top === undefined) return null;
    swap(0, heap.length - 1);
    heap.pop();
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const child = costAt(left) <= costAt(left + 1) ? left : left + 1;
      if (child >= heap.length || costAt(child) >= costAt(i)) break;
      swap(i, child);
      i = child;
    }
    return top.state;
  }

  return { push, pop };
}
