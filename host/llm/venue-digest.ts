import { texts } from '../../core/tools/knowledge.ts';
import { textIn, type Venue } from '../../core/venue/model.ts';
import { cutTo } from './context-budget.ts';

const NAME_CHARS = 80;

/**
 * What there is in a venue, by name, for a model to know what it may ask the tools for: no times, no
 * prices, nothing to answer with.
 */
export function venueDigest(venue: Venue, mostTokens: number): string {
  const main = venue.languages[0] ?? 'en';
  const name = (text: Parameters<typeof textIn>[0]) => textIn(text, main, main).replace(/\s+/g, ' ').slice(0, NAME_CHARS);
  const line = (title: string, names: readonly string[]) => (names.length === 0 ? [] : [`${title}: ${[...new Set(names)].join('; ')}`]);
  const dates = [...new Set(venue.sessions.map((session) => session.startsAt.slice(0, 10)))].sort();
  const lines = [
    ...line(
      'Floors',
      venue.floors.map((floor) => name(floor.name)),
    ),
    ...line('Days of the programme', dates),
    ...line(
      'Tracks',
      venue.sessions.flatMap((session) => (session.track === undefined ? [] : [session.track.slice(0, NAME_CHARS)])),
    ),
    ...line(
      'Services',
      venue.services.map((service) => name(service.name)),
    ),
    ...line(
      'Menus at',
      venue.menus.flatMap((menu) => venue.places.filter(({ id }) => id === menu.placeId).map((place) => name(place.name))),
    ),
    ...line(
      'Places',
      venue.places.map((place) => name(place.name)),
    ),
    ...line(
      'Questions with an answer',
      venue.faqs.flatMap((faq) => texts(faq.questions[0]).slice(0, 1)).map((text) => text.slice(0, NAME_CHARS)),
    ),
    ...line(
      'Exhibitors',
      venue.exhibitors.map((exhibitor) => exhibitor.name.slice(0, NAME_CHARS)),
    ),
  ];
  // What a tool would find anyway goes first where all of it is too much.
  const each = Math.floor(mostTokens / Math.max(1, lines.length));
  return lines.map((text) => cutTo(text, Math.max(each, 40))).join('\n');
}
