import type { Venue } from '../model.ts';
import { pathIdOf } from './paths.ts';

const known = new WeakMap<Venue, { readonly latest: Venue; readonly result: Venue }>();

/**
 * The venue of a running conversation with what is closed by now: a guest is never sent through a lift that staff just
 * closed. All else stays as the conversation began with; the very same object where nothing differs.
 * @param latest what is published now.
 */
export function takeClosures(mine: Venue, latest: Venue): Venue {
  if (mine === latest) return mine;
  const cached = known.get(mine);
  if (cached?.latest === latest) return cached.result;
  const result = withClosures(mine, latest);
  known.set(mine, { latest, result });
  return result;
}

function withClosures(mine: Venue, latest: Venue): Venue {
  const closed = new Map(latest.edges.map((edge) => [`${edge.kind} ${pathIdOf(edge)}`, edge.closed]));
  const edges = changedOnly(mine.edges, (edge) => {
    const now = closed.get(`${edge.kind} ${pathIdOf(edge)}`);
    return now === undefined || now === edge.closed ? edge : { ...edge, closed: now };
  });
  const hours = new Map(latest.places.map((place) => [place.id, place.hours]));
  const places = changedOnly(mine.places, (place) => {
    if (!hours.has(place.id) || hours.get(place.id) === place.hours) return place;
    const { hours: _, ...rest } = place;
    const now = hours.get(place.id);
    return now === undefined ? rest : { ...rest, hours: now };
  });
  return edges === mine.edges && places === mine.places ? mine : { ...mine, edges, places };
}

/** The very same list where nothing in it changed. */
function changedOnly<T>(list: T[], change: (item: T) => T): T[] {
  const next = list.map(change);
  return next.every((item, i) => item === list[i]) ? list : next;
}
