import { type Venue, venueSchema } from '../../core/venue/model.ts';

/** The least a venue can be, for tests of what only passes it on. */
export function emptyVenue(name: string): Venue {
  return venueSchema.parse({
    id: 'house',
    name,
    timezone: 'Europe/Berlin',
    languages: ['en'],
    floors: [],
    places: [],
    nodes: [],
    edges: [],
    speakers: [],
    sessions: [],
    exhibitors: [],
    menus: [],
    services: [],
    faqs: [],
  });
}
