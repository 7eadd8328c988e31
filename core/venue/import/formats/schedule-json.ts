import { unreadable } from '../raw-record.ts';
import { isRecord } from '../read-yaml.ts';
import type { Content } from './content.ts';
import { type Format, type ParsedEvent, type ParsedFile, record } from './format.ts';
import type { JsonFile } from './read-json.ts';

/**
 * schedule.json as frab, pretalx, wafer and the c3voc hub write it. Version 1 has days > rooms > events, version 2 one
 * list of events. Described by github.com/voc/schedule.
 */
export const scheduleJson: Format = {
  label: 'schedule.json',
  detect: ({ json }) => (isRecord(json?.value) && isRecord(json.value.schedule) && isRecord(json.value.schedule.conference) ? 1 : 0),
  parse(content): ParsedFile {
    const { name, json } = content;
    const schedule = isRecord(json?.value) && isRecord(json.value.schedule) ? json.value.schedule : {};
    const conference = isRecord(schedule.conference) ? schedule.conference : {};
    if (json === null || (!Array.isArray(conference.days) && !Array.isArray(schedule.events))) {
      throw unreadable(name, 'has neither days nor events', 'Export the schedule again.');
    }
    const events = Array.isArray(schedule.events)
      ? schedule.events.map((event: unknown) => ({ event, room: undefined }))
      : eventsOfDays(conference.days);
    const tracks = new Map(listOfRecords(conference.tracks).map((track) => [track.slug, track.name]));
    const records = events.map(({ event, room }) => sessionOf(content, json, event, room, tracks));
    return {
      format: scheduleJson.label,
      ...(typeof conference.acronym === 'string' ? { source: conference.acronym } : {}),
      event: eventOf(conference),
      sessions: records,
      people: [...listOfRecords(schedule.persons), ...events.flatMap(({ event }) => (isRecord(event) ? personsOf(event) : []))].map(
        (person) => record(name, json.lineOf(person), personOf(person)),
      ),
      rooms: listOfRecords(conference.rooms).map((room) =>
        record(name, json.lineOf(room), { guid: room.guid, name: room.name, description: room.description, capacity: room.capacity }),
      ),
    };
  },
};

function eventsOfDays(days: unknown): { event: unknown; room: string | undefined }[] {
  return listOfRecords(days).flatMap(({ rooms }) =>
    Object.entries(isRecord(rooms) ? rooms : {}).flatMap(([room, events]) =>
      (Array.isArray(events) ? events : []).map((event: unknown) => ({ event, room })),
    ),
  );
}

const FIELDS: Readonly<Record<string, string>> = { start: 'date', kind: 'type', people: 'persons' };

function sessionOf({ name }: Content, json: JsonFile, event: unknown, roomName: string | undefined, tracks: ReadonlyMap<unknown, unknown>) {
  if (!isRecord(event)) return record(name, json.lineOf(event), { title: undefined, value: event });
  const { room, track } = event;
  const value = {
    guid: event.guid ?? event.code ?? event.id,
    title: event.title,
    subtitle: event.subtitle,
    start: event.date ?? event.start,
    end: event.end,
    duration: event.duration,
    room: (isRecord(room) ? room.name : room) ?? roomName,
    roomGuid: isRecord(room) ? room.guid : undefined,
    people: personsOf(event).map(personOf),
    track: isRecord(track) ? (track.name ?? tracks.get(track.slug) ?? track.slug) : track,
    kind: typeof event.type === 'string' ? kindOf(event.type) : undefined,
    language: event.language,
    abstract: event.abstract,
    description: event.description,
    tags: event.tags,
    status: event.status ?? event.state,
  };
  return record(name, json.lineOf(event), value, ([key]) => {
    const field = FIELDS[String(key)];
    return json.lineOf(event, field !== undefined && field in event ? field : key);
  });
}

/** "LIGHTNING_TALK" of version 2 is said "Lightning talk"; "OTHER" says nothing. */
function kindOf(type: string): string | undefined {
  if (!/^[A-Z_]+$/.test(type)) return type;
  if (type === 'OTHER') return undefined;
  const words = type.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function personsOf(event: Record<string, unknown>): Record<string, unknown>[] {
  const people = listOfRecords(event.persons ?? event.participants);
  return people.filter(({ role }) => typeof role !== 'string' || !/^(?:coordinator|contact|owner)$/i.test(role));
}

function personOf(person: Record<string, unknown>): Record<string, unknown> {
  const name = person.public_name ?? person.name ?? person.full_public_name;
  return { guid: person.guid ?? person.code ?? person.id, name, bio: person.biography ?? person.abstract ?? person.description };
}

function eventOf(conference: Record<string, unknown>): ParsedEvent {
  const text = (key: string): string | undefined =>
    typeof conference[key] === 'string' && conference[key] !== '' ? conference[key] : undefined;
  const [name, timezone, firstDay, lastDay] = [text('title'), text('time_zone_name'), text('start'), text('end')];
  const languages = Array.isArray(conference.languages)
    ? conference.languages.filter((language) => typeof language === 'string')
    : undefined;
  return {
    ...(name === undefined ? {} : { name }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(firstDay === undefined ? {} : { firstDay }),
    ...(lastDay === undefined ? {} : { lastDay }),
    ...(languages === undefined ? {} : { languages }),
  };
}

export function listOfRecords(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
