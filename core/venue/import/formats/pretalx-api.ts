import { isRecord } from '../read-yaml.ts';
import { type Format, type ParsedFile, record } from './format.ts';
import { type Json, listIn, nameOf } from './json-lists.ts';
import { listOfRecords } from './schedule-json.ts';

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
