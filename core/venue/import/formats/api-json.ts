import { unreadable } from '../raw-record.ts';
import { isRecord } from '../read-yaml.ts';
import { type Format, type ParsedFile, record } from './format.ts';
import type { JsonFile } from './read-json.ts';
import { listOfRecords } from './schedule-json.ts';

type Json = Readonly<Record<string, unknown>>;

/** Pages of an API ({count, results: […]}) or the bare list. */
function listIn(json: JsonFile | null): Json[] {
  const value = json?.value;
  if (Array.isArray(value)) return listOfRecords(value);
  return isRecord(value) ? listOfRecords(value.results ?? value.data ?? value.submissions ?? value.talks) : [];
}

function nameOf(value: unknown): unknown {
  return isRecord(value) && ('name' in value || 'title' in value) ? (value.name ?? value.title) : value;
}

/** Talks or submissions of pretalx's API, with slots and speakers expanded or not. */
export const pretalxApi: Format = {
  label: 'pretalx API JSON',
  detect({ json }) {
    const [first] = listIn(json);
    if (first === undefined || typeof first.code !== 'string') return 0;
    if ('submission_type' in first || ('slots' in first && 'title' in first)) return 0.95;
    return 'name' in first && ('biography' in first || 'submissions' in first) ? 0.9 : 0;
  },
  parse({ name, json }): ParsedFile {
    const list = listIn(json);
    const talks = list.filter((entry) => 'title' in entry);
    return {
      format: pretalxApi.label,
      sessions: talks.map((talk) => {
        const slots = listOfRecords(talk.slots);
        const slot: Json = isRecord(talk.slot)
          ? talk.slot
          : (slots.find((one) => one.is_visible !== false && 'start' in one) ?? slots[0] ?? {});
        const value = {
          guid: talk.code,
          title: talk.title,
          start: slot.start,
          end: slot.end,
          duration: talk.duration,
          room: nameOf(slot.room),
          people: listOfRecords(talk.speakers).map((speaker) => ({ guid: speaker.code, name: speaker.name })),
          track: nameOf(talk.track),
          kind: nameOf(talk.submission_type),
          language: talk.content_locale,
          abstract: talk.abstract,
          description: talk.description,
          tags: Array.isArray(talk.tags) ? talk.tags.map(nameOf) : [],
          status: talk.state,
        };
        return record(name, json?.lineOf(talk) ?? 1, value, ([key]) => json?.lineOf(talk, key) ?? 1);
      }),
      people: [
        ...list.filter((entry) => 'name' in entry && !('title' in entry)),
        ...talks.flatMap((talk) => listOfRecords(talk.speakers)),
      ].map((person) => record(name, json?.lineOf(person) ?? 1, { guid: person.code, name: person.name, bio: person.biography })),
    };
  },
};

/** Sessionize's "All Data" and "Schedule Grid" endpoints. */
export const sessionize: Format = {
  label: 'Sessionize JSON',
  detect({ json }) {
    const value = json?.value;
    if (isRecord(value)) return Array.isArray(value.sessions) && Array.isArray(value.speakers) && Array.isArray(value.rooms) ? 0.95 : 0;
    const [first] = listOfRecords(value);
    if (first === undefined) return 0;
    if (Array.isArray(first.rooms) && 'date' in first) return 0.95;
    return 'groupId' in first && Array.isArray(first.sessions) ? 0.9 : 0;
  },
  parse({ name, json }): ParsedFile {
    const value = json?.value;
    const root: Json = isRecord(value) ? value : {};
    const rooms = new Map(listOfRecords(root.rooms).map((room) => [room.id, room.name]));
    const items = new Map(
      listOfRecords(root.categories).flatMap((category) =>
        listOfRecords(category.items).map((item) => [item.id, { category: String(category.title), name: item.name }] as const),
      ),
    );
    const people = new Map(listOfRecords(root.speakers).map((speaker) => [speaker.id, speaker]));
    const days = isRecord(value) ? [] : listOfRecords(value);
    const sessions: Json[] = [
      ...listOfRecords(root.sessions),
      ...days.flatMap((day) => [
        ...listOfRecords(day.sessions),
        ...listOfRecords(day.rooms).flatMap((room) => listOfRecords(room.sessions).map((session) => ({ room: room.name, ...session }))),
      ]),
    ];
    return {
      format: sessionize.label,
      sessions: sessions.map((session) => {
        const chosen = [...(Array.isArray(session.categoryItems) ? session.categoryItems : [])].flatMap(
          (id: unknown) => items.get(id) ?? [],
        );
        const inline = listOfRecords(session.categories).flatMap((category) =>
          listOfRecords(category.categoryItems).map((item) => ({ category: String(category.name), name: item.name })),
        );
        const all = [...chosen, ...inline];
        const fields = {
          guid: session.id,
          title: session.title,
          start: session.startsAt,
          end: session.endsAt,
          room: rooms.get(session.roomId) ?? session.room,
          people: (Array.isArray(session.speakers) ? session.speakers : []).map((speaker: unknown) =>
            isRecord(speaker) ? { guid: speaker.id, name: speaker.name } : { guid: speaker, name: fullName(people.get(speaker) ?? {}) },
          ),
          track: all.find(({ category }) => /track/i.test(category))?.name,
          kind: all.find(({ category }) => /format|type/i.test(category))?.name,
          language: all.find(({ category }) => /language|sprache/i.test(category))?.name,
          abstract: session.description,
          tags: all.map((item) => item.name),
          status:
            session.isConfirmed === false && session.isServiceSession !== true && session.status === undefined ? 'pending' : session.status,
        };
        const columns: Json = { start: 'startsAt', end: 'endsAt', abstract: 'description', room: 'roomId' };
        return record(
          name,
          json?.lineOf(session) ?? 1,
          fields,
          ([key]) => json?.lineOf(session, String(columns[String(key)] ?? String(key))) ?? 1,
        );
      }),
      people: [...people.values()].map((speaker) =>
        record(name, json?.lineOf(speaker) ?? 1, { guid: speaker.id, name: fullName(speaker), role: speaker.tagLine, bio: speaker.bio }),
      ),
      rooms: listOfRecords(root.rooms).map((room) => record(name, json?.lineOf(room) ?? 1, { name: room.name })),
    };
  },
};

function fullName(speaker: Json): unknown {
  return speaker.fullName ?? [speaker.firstName, speaker.lastName].filter((part) => typeof part === 'string').join(' ');
}

/** Open Event (FOSSASIA): sessions, speakers and microlocations, in one object or a file each. */
export const openEvent: Format = {
  label: 'Open Event JSON',
  detect({ json, name }) {
    const value = json?.value;
    if (isRecord(value)) return Array.isArray(value.sessions) && (Array.isArray(value.microlocations) || isRecord(value.event)) ? 0.9 : 0;
    const [first] = listOfRecords(value);
    if (first === undefined) return 0;
    if ('starts-at' in first || 'microlocation' in first || 'start_time' in first) return 'title' in first ? 0.9 : 0;
    return /speakers/i.test(name) && 'name' in first && ('short_biography' in first || 'short-biography' in first || 'photo' in first)
      ? 0.7
      : 0;
  },
  parse({ name, json }): ParsedFile {
    const value = json?.value;
    const root: Json = isRecord(value) ? value : {};
    const event: Json = isRecord(root.event) ? root.event : {};
    const list = Array.isArray(value) ? listOfRecords(value) : listOfRecords(root.sessions);
    const places = new Map(listOfRecords(root.microlocations).map((place) => [place.id, place.name]));
    const people = [...listOfRecords(root.speakers), ...list.filter((entry) => !('title' in entry) && 'name' in entry)];
    const timezone = event.timezone ?? root.timezone;
    return {
      format: openEvent.label,
      event: {
        ...(typeof event.name === 'string' ? { name: event.name } : {}),
        ...(typeof timezone === 'string' ? { timezone } : {}),
        ...(typeof event['starts-at'] === 'string' ? { firstDay: event['starts-at'] } : {}),
        ...(typeof event['ends-at'] === 'string' ? { lastDay: event['ends-at'] } : {}),
      },
      sessions: list
        .filter((entry) => 'title' in entry)
        .map((session) => {
          const place = session.microlocation;
          const fields = {
            guid: session.id,
            title: session.title,
            subtitle: session.subtitle,
            start: session['starts-at'] ?? session.start_time ?? session.starts_at,
            end: session['ends-at'] ?? session.end_time ?? session.ends_at,
            room: (isRecord(place) ? place.name : place) ?? places.get(session['microlocation-id'] ?? session.microlocation_id),
            people: listOfRecords(session.speakers).map((speaker) => ({ guid: speaker.id, name: speaker.name })),
            track: nameOf(session.track),
            kind: nameOf(session['session-type'] ?? session.session_type),
            language: session.language,
            abstract: session['short-abstract'] ?? session.short_abstract ?? session['long-abstract'] ?? session.long_abstract,
            status: session.state,
          };
          return record(name, json?.lineOf(session) ?? 1, fields);
        }),
      people: people.map((speaker) =>
        record(name, json?.lineOf(speaker) ?? 1, {
          guid: speaker.id,
          name: speaker.name,
          role: speaker.position,
          organisation: speaker.organisation,
          bio: speaker['short-biography'] ?? speaker.short_biography ?? speaker['long-biography'] ?? speaker.long_biography,
        }),
      ),
    };
  },
};

/** @throws FoyerError "import-unreadable" for a list that holds no objects. */
export function objectsOf(name: string, json: JsonFile | null): Json[] {
  const list = listIn(json);
  if (list.length === 0) throw unreadable(name, 'is a list without entries', 'Export it again.');
  return list;
}
