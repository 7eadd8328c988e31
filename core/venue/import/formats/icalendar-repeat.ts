import ICAL from 'ical.js';
import type { Finding } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import { type Entry, localOf, localText, toRecord } from './icalendar-record.ts';

/** What repeats without an end is read as far as this. */
const MOST_REPETITIONS = 500;
const LONGEST_DAYS = 5 * 366;

/** A record for each repetition, with exceptions left out and moved ones where they went. */
export function repetitions(file: string, entry: Entry, moved: readonly Entry[], findings: Finding[]): RawRecord[] {
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
  const frequency = String(component.getFirstPropertyValue('rrule') ?? '');
  if (/FREQ=(?:SECONDLY|MINUTELY)/i.test(frequency)) {
    cut('repeats every minute or second, which no session does; only the first was read');
    return [toRecord(file, entry, start, uid)];
  }
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
