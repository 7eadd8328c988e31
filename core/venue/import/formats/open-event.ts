import { isRecord } from '../read-yaml.ts';
import { type Format, type ParsedFile, record } from './format.ts';
import { type Json, nameOf } from './json-lists.ts';
import { listOfRecords } from './schedule-json.ts';

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
