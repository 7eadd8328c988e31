import { isRecord } from '../read-yaml.ts';
import { type Format, type ParsedFile, record } from './format.ts';
import type { Json } from './json-lists.ts';
import { listOfRecords } from './schedule-json.ts';

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
