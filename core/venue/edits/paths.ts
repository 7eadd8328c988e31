import type { PathEdge, Venue } from '../model.ts';

const OF_PLACE = 'place:';

/** How staff name one way: "n12 – n13". */
export function pathIdOf({ from, to }: Pick<PathEdge, 'from' | 'to'>): string {
  return `${from} – ${to}`;
}

/** A lift, stairs, an escalator or a ramp as a whole, over all floors, by a place that stands at it. */
export function pathIdOfPlace(placeId: string): string {
  return `${OF_PLACE}${placeId}`;
}

/** Whether `pathId` means an edge; made once for all edges. */
export function pathMatcher(venue: Venue, pathId: string): (edge: PathEdge) => boolean {
  if (!pathId.startsWith(OF_PLACE)) return (edge) => pathIdOf(edge) === pathId;
  const edges = connectorOf(venue, pathId.slice(OF_PLACE.length));
  return (edge) => edges.has(edge);
}

/** What goes up and down at a place, with all that it is connected to in the same manner: never the corridor in front of it. */
export function connectorOf(venue: Venue, placeId: string): ReadonlySet<PathEdge> {
  const found = new Set<PathEdge>();
  let reached = new Set(venue.nodes.filter((node) => node.placeId === placeId).map(({ id }) => id));
  while (reached.size > 0) {
    const next = new Set<string>();
    for (const edge of venue.edges) {
      if (edge.kind === 'walk' || found.has(edge) || !(reached.has(edge.from) || reached.has(edge.to))) continue;
      found.add(edge);
      next.add(edge.from).add(edge.to);
    }
    reached = next;
  }
  return found;
}
