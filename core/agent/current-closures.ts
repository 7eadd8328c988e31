import type { Knowledge } from '../tools/knowledge.ts';
import { takeClosures } from '../venue/edits/take-closures.ts';
import type { Venue } from '../venue/model.ts';
import { createWayfinder } from '../venue/wayfinding.ts';

const known = new WeakMap<Venue, Knowledge>();

/**
 * What a conversation knows, with what staff have closed or opened since it began: a conversation goes on with its version, but
 * nobody is sent through a lift that was just closed.
 * @param latest what is published now; null or left out: as the conversation began.
 */
export function withCurrentClosures(know: Knowledge, latest: Venue | null | undefined): Knowledge {
  const venue = latest === null || latest === undefined ? know.venue : takeClosures(know.venue, latest);
  if (venue === know.venue) return know;
  const current = known.get(venue) ?? {
    ...know,
    venue,
    places: new Map(venue.places.map((place) => [place.id, place])),
    index: know.index.withHoursOf(venue),
    wayfinder: createWayfinder(venue),
  };
  known.set(venue, current);
  return current;
}
