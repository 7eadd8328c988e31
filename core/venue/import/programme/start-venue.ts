import type { Venue } from '../../model.ts';
import type { ParsedFile } from '../formats/format.ts';
import { slugOf } from './plain-text.ts';

export interface NamedFile {
  /** The first part of the identity of its records. */
  readonly source: string;
  readonly parsed: ParsedFile;
}

/** The venue before the files: the base, else an empty one named after the event. */
export function startVenue(
  files: readonly NamedFile[],
  { base, name }: { readonly base?: Venue; readonly name?: string },
  zone: string | null,
): Venue {
  const event = files.map(({ parsed }) => parsed.event).find((one) => one?.name !== undefined || one?.venueName !== undefined);
  const languages = files.flatMap(({ parsed }) => parsed.event?.languages ?? []).filter((language) => /^[a-z]{2,3}$/.test(language));
  const empty: Venue = {
    id: slugOf(name ?? event?.name ?? files[0]?.source ?? 'venue'),
    name: name ?? event?.venueName ?? event?.name ?? 'Venue',
    timezone: 'UTC',
    languages: languages.length === 0 ? ['en'] : [...new Set(languages)],
    currency: files.map(({ parsed }) => parsed.event?.currency).find((code) => /^[A-Z]{3}$/.test(code ?? '')) ?? 'EUR',
    eventDays: [],
    rolling: false,
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
    openers: [],
  };
  const start = base ?? empty;
  return {
    ...start,
    ...(name === undefined ? {} : { name }),
    ...(event?.name === undefined || (base?.eventName !== undefined && base.sessions.length > 0) ? {} : { eventName: event.name }),
    timezone: zone ?? start.timezone,
  };
}
