import type { PathEdge, Venue } from '../model.ts';

const OF_PLACE = 'place:';

/** How staff name one way: "n12 – n13". */
export function pathIdOf({ from, to }: Pick<PathEdge, 'from' | 'to'>): string {
  return `${from} – ${to}`;
}

/** All ways that begin or end at a place: a lift on every floor, a door. */
export function pathIdOfPlace(placeId: string): string {
  return `${OF_PLACE}${placeId}`;
}

/** Whether `pathId` means an edge; made once for all edges. */
export function pathMatcher(venue: Venue, pathId: string): (edge: PathEdge) => boolean {
  if (!pathId.startsWith(OF_PLACE)) return (edge) => pathIdOf(edge) === pathId;
  const placeId = pathId.slice(OF_PLACE.length);
  const nodes = new Set(venue.nodes.filter((node) => node.placeId === placeId).map(({ id }) => id));
  return ({ from, to }) => nodes.has(from) || nodes.has(to);
}
