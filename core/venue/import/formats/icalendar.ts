import ICAL from 'ical.js';
import type { Finding } from '../finding.ts';
import { inZone, isZone } from '../programme/times.ts';
import type { RawRecord } from '../raw-record.ts';
import { type Format, type ParsedFile, record } from './format.ts';
import { type CalendarEvent, readCalendar } from './read-calendar.ts';
import { ianaZone } from './zone-names.ts';

/** What repeats without an end is read as far as this. */
const MOST_REPETITIONS = 500;
const LONGEST_DAYS = 5 * 366;

interface Entry {
  readonly event: CalendarEvent;
  readonly component: ICAL.Component;
  readonly uid: string | undefined;
  readonly start: ICAL.Time;
  readonly zone: string | undefined;
}

/** iCalendar: events with their repetitions, exceptions and moved repetitions, each in its own time zone. */
export const icalendar: Format = {
  label: 'iCalendar',
  detect: ({ text }) => (/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text) ? 1 : 0),
  parse({ name, text }): ParsedFile {
    const { events, properties } = readCalendar(name, text);
    const findings: Finding[] = [];
    const entries = events.flatMap((event) => entryOf(name, event, findings) ?? []);
    const moved = entries.filter(({ component }) => component.hasProperty('recurrence-id'));
    const sessions = entries.flatMap((entry): RawRecord[] => {
      if (moved.includes(entry)) return [];
      if (!entry.component.hasProperty('rrule') && !entry.component.hasProperty('rdate'))
        return [toRecord(name, entry, entry.start, entry.uid)];
      return repetitions(name, entry, moved, findings);
    });
    const known = new Set(sessions.map(({ value }) => value.guid));
    const stray = moved.map((entry) =>
      toRecord(name, entry, entry.start, `${entry.uid ?? ''}@${localOf(entry.component, 'recurrence-id', entry.zone)}`),
    );
    const named = properties.get('X-WR-TIMEZONE') ?? '';
    const zone = ianaZone(named) ?? entries.find((entry) => entry.zone !== undefined)?.zone;
    const title = properties.get('X-WR-CALNAME') ?? properties.get('NAME');
    return {
      format: icalendar.label,
      event: {
        ...(title === undefined ? {} : { name: title.replace(/\\([,;\\])/g, '$1') }),
        ...(zone === undefined ? {} : { timezone: zone }),
      },
      sessions: [...sessions, ...stray.filter(({ value }) => !known.has(value.guid))],
      findings,
    };
  },
};

function entryOf(file: string, event: CalendarEvent, findings: Finding[]): Entry | null {
  const { component } = event;
  for (const { name, value } of event.unreadable.filter((property) => property.name !== 'dtstart')) {
    const reason = `"${value}" cannot be read; it was left out`;
    findings.push({
      severity: 'warning',
      code: 'field-ignored',
      file,
      line: event.lineOf(name),
      column: name,
      value,
      reason,
      remedy: 'Correct it in the calendar and export again.',
    });
  }
  const bad = (column: string): string | undefined => event.unreadable.find(({ name }) => name === column)?.value;
  const skip = (reason: string, column?: string): null => {
    findings.push({
      severity: 'warning',
      code: 'row-skipped',
      file,
      line: column === undefined ? event.line : event.lineOf(column),
      ...(column === undefined ? {} : { column }),
      ...(column === undefined || bad(column) === undefined ? {} : { value: bad(column) ?? '' }),
      reason: `${reason}; the event was left out`,
      remedy: 'Correct the event in the calendar and export it again.',
    });
    return null;
  };
  if (component === null) return skip(`cannot be read (${event.broken ?? ''})`);
  const property = component.getFirstProperty('dtstart');
  const start = timeOf(property);
  if (start === null) return skip('has no start that can be read', 'dtstart');
  const tzid = property?.getFirstParameter('tzid');
  const zone = tzid === undefined ? undefined : ianaZone(tzid);
  if (tzid !== undefined && tzid !== '' && zone === undefined) {
    const reason = `"${tzid}" is no known time zone; the time is taken as the venue's`;
    const at = { file, line: event.lineOf('dtstart'), column: 'dtstart', value: tzid };
    findings.push({
      severity: 'warning',
      code: 'unknown-timezone',
      ...at,
      reason,
      remedy: 'Check the time, or give the calendar a zone such as Europe/Berlin.',
    });
  }
  const uid = textOf(component, 'uid');
  return { event, component, uid, start, zone };
}

function repetitions(file: string, entry: Entry, moved: readonly Entry[], findings: Finding[]): RawRecord[] {
  const { component, start, uid, zone, event } = entry;
  const dropped = new Set(
    component.getAllProperties('exdate').flatMap((property) => property.getValues().map((value) => localText(value, zone))),
  );
  const overrides = new Map(
    moved.filter((other) => other.uid === uid).map((other) => [localOf(other.component, 'recurrence-id', zone), other]),
  );
  const list: RawRecord[] = [];
  component.removeAllProperties('exdate');
  const cut = (reason: string): void =>
    void findings.push({
      severity: 'warning',
      code: 'repetitions-cut',
      file,
      line: event.lineOf('rrule'),
      column: 'rrule',
      reason,
      remedy: 'Give the repetition an end.',
    });
  try {
    const expansion = new ICAL.RecurExpansion({ component, dtstart: start });
    for (let time = expansion.next(); time !== null && time !== undefined; time = expansion.next()) {
      if (list.length >= MOST_REPETITIONS || time.subtractDate(start).toSeconds() > LONGEST_DAYS * 86_400) {
        cut(`repeats on and on; the first ${list.length} were read`);
        break;
      }
      const at = localText(time, zone);
      if (dropped.has(at) || dropped.has(at.slice(0, 10))) continue;
      const override = overrides.get(at) ?? overrides.get(at.slice(0, 10));
      list.push(
        override === undefined
          ? toRecord(file, entry, time, `${uid ?? ''}@${at}`)
          : toRecord(file, override, override.start, `${uid ?? ''}@${at}`),
      );
    }
  } catch (error) {
    cut(`the repetition cannot be read (${error instanceof Error ? error.message : ''})`);
    if (list.length === 0) list.push(toRecord(file, entry, start, uid));
  }
  return list;
}

function toRecord(file: string, { event, component, zone, start: first }: Entry, start: ICAL.Time, guid: string | undefined): RawRecord {
  const end = timeOf(component.getFirstProperty('dtend'));
  const length = end === null ? null : end.subtractDate(first).toSeconds();
  const allDay = start.isDate;
  const value = {
    guid,
    title: textOf(component, 'summary'),
    start: written(start),
    duration:
      length !== null && length > 0 ? String(Math.round(length / 60)) : (textOf(component, 'duration') ?? (allDay ? '1440' : undefined)),
    zone,
    room: textOf(component, 'location')?.split('\n')[0],
    abstract: textOf(component, 'description'),
    tags: component.getAllProperties('categories').flatMap((property) => property.getValues().map(String)),
    status: /^(?:PRIVATE|CONFIDENTIAL)$/i.test(textOf(component, 'class') ?? '') ? 'private' : textOf(component, 'status'),
  };
  const columns: Readonly<Record<string, string>> = {
    title: 'summary',
    start: 'dtstart',
    room: 'location',
    end: 'dtend',
    guid: 'uid',
    roomId: 'location',
  };
  return record(file, event.line, value, ([key]) => event.lineOf(columns[String(key)] ?? String(key)));
}

function timeOf(property: ICAL.Property | null): ICAL.Time | null {
  const value: unknown = property?.getFirstValue();
  return value instanceof ICAL.Time && Number.isFinite(value.year) && value.year > 0 ? value : null;
}

function textOf(component: ICAL.Component, name: string): string | undefined {
  const value: unknown = component.getFirstPropertyValue(name);
  const text = value === null || value === undefined ? '' : String(value).trim();
  return text === '' ? undefined : text;
}

/** "2026-05-12T10:00:00", with "Z" for UTC. */
function written(time: ICAL.Time): string {
  const text = time.toString();
  return time.isDate ? `${text.slice(0, 10)}T00:00:00` : text;
}

/** The clock time in `zone`, by which repetitions are told apart; a date alone stays one. */
function localText(value: unknown, zone: string | undefined): string {
  const text = String(value);
  if (!text.endsWith('Z') || zone === undefined || !isZone(zone)) return text.replace(/Z$/, '').slice(0, 16);
  return inZone(Date.parse(text), zone);
}

function localOf(component: ICAL.Component, name: string, zone: string | undefined): string {
  return localText(component.getFirstPropertyValue(name), zone);
}
