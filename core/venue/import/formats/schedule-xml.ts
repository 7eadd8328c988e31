import { unreadable } from '../raw-record.ts';
import { type Format, type ParsedFile, record } from './format.ts';
import { childOf, childrenOf, readXml, textOf, type XmlElement } from './read-xml.ts';

/** Schedule XML of Pentabarf, frab and pretalx (and of wafer, FOSDEM, c3voc): schedule > day > room > event. */
export const scheduleXml: Format = {
  label: 'schedule XML',
  detect: ({ text }) => (/^\uFEFF?\s*<\?xml|^\s*<(?:schedule|!)/.test(text) && /<schedule[\s>]/.test(text.slice(0, 20_000)) ? 1 : 0),
  parse({ name, text }): ParsedFile {
    const schedule = readXml(name, text);
    if (schedule.name !== 'schedule')
      throw unreadable(name, `begins with <${schedule.name}>, not with <schedule>`, 'Export the schedule as XML.');
    const conference = childOf(schedule, 'conference');
    const dayChange = textOf(conference, 'day_change') ?? '04:00';
    const source = textOf(conference, 'acronym');
    const people = new Map<string, ReturnType<typeof personOf>>();
    const sessions = childrenOf(schedule, 'day').flatMap((day) =>
      childrenOf(day, 'room').flatMap((room) =>
        childrenOf(room, 'event').map((event) => {
          for (const person of personsOf(event))
            people.set(person.attributes.guid ?? person.attributes.id ?? person.text.trim(), personOf(name, person));
          return sessionOf(name, day, room, event, dayChange);
        }),
      ),
    );
    const rooms = new Map(
      childrenOf(schedule, 'day')
        .flatMap((day) => childrenOf(day, 'room'))
        .map((room) => [room.attributes.name, room]),
    );
    return {
      format: scheduleXml.label,
      ...(source === undefined ? {} : { source }),
      event: {
        ...defined('name', textOf(conference, 'title')),
        ...defined('venueName', textOf(conference, 'venue')),
        ...defined('timezone', textOf(conference, 'time_zone_name')),
        ...defined('firstDay', textOf(conference, 'start')),
        ...defined('lastDay', textOf(conference, 'end')),
      },
      sessions,
      people: [...people.values()],
      rooms: [...rooms.values()].map((room) => record(name, room.line, { name: room.attributes.name, guid: room.attributes.guid })),
    };
  },
};

function sessionOf(file: string, day: XmlElement, room: XmlElement, event: XmlElement, dayChange: string) {
  const field = (name: string): string | undefined => textOf(event, name);
  const value = {
    guid: event.attributes.guid ?? event.attributes.id,
    title: field('title'),
    subtitle: field('subtitle'),
    start: field('date') ?? startOnDay(day.attributes.date, field('start'), dayChange),
    end: field('end'),
    duration: field('duration'),
    room: field('room') ?? room.attributes.name,
    people: personsOf(event).map((person) => ({ guid: person.attributes.guid ?? person.attributes.id, name: person.text.trim() })),
    track: field('track'),
    kind: field('type'),
    language: field('language'),
    abstract: field('abstract'),
    description: field('description'),
    status: event.attributes.status ?? field('status'),
  };
  return record(file, event.line, value, ([key]) => {
    const tag = key === 'start' ? 'date' : key === 'kind' ? 'type' : String(key);
    return childOf(event, tag)?.line ?? event.line;
  });
}

/** Old exports give the day's date and a clock time; what begins before the day changes is on the next date. */
function startOnDay(date: string | undefined, start: string | undefined, dayChange: string): string | undefined {
  if (date === undefined || start === undefined) return start;
  const past = /^\d{2}:\d{2}/.test(start) && start < dayChange.slice(0, 5);
  const shifted = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(shifted.getTime())) return `${date} ${start}`;
  if (past) shifted.setUTCDate(shifted.getUTCDate() + 1);
  return `${shifted.toISOString().slice(0, 10)}T${start}`;
}

function personsOf(event: XmlElement): XmlElement[] {
  return childrenOf(childOf(event, 'persons'), 'person').filter(({ text }) => text.trim() !== '');
}

function personOf(file: string, person: XmlElement) {
  return record(file, person.line, { guid: person.attributes.guid ?? person.attributes.id, name: person.text.trim() });
}

function defined<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: string });
}
