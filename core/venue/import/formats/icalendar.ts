import type { Finding } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import type { Format, ParsedFile } from './format.ts';
import { type Entry, localOf, textOf, timeOf, toRecord } from './icalendar-record.ts';
import { repetitions } from './icalendar-repeat.ts';
import { type CalendarEvent, readCalendar } from './read-calendar.ts';
import { ianaZone } from './zone-names.ts';

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
