import ICAL from 'ical.js';
import { inZone, isZone } from '../programme/times.ts';
import type { RawRecord } from '../raw-record.ts';
import { record } from './format.ts';
import type { CalendarEvent } from './read-calendar.ts';

export interface Entry {
  readonly event: CalendarEvent;
  readonly component: ICAL.Component;
  readonly uid: string | undefined;
  readonly start: ICAL.Time;
  readonly zone: string | undefined;
}

export function toRecord(
  file: string,
  { event, component, zone, start: first }: Entry,
  start: ICAL.Time,
  guid: string | undefined,
): RawRecord {
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

export function timeOf(property: ICAL.Property | null): ICAL.Time | null {
  const value: unknown = property?.getFirstValue();
  return value instanceof ICAL.Time && Number.isFinite(value.year) && value.year > 0 ? value : null;
}

export function textOf(component: ICAL.Component, name: string): string | undefined {
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
export function localText(value: unknown, zone: string | undefined): string {
  const text = String(value);
  if (!text.endsWith('Z') || zone === undefined || !isZone(zone)) return text.replace(/Z$/, '').slice(0, 16);
  return inZone(Date.parse(text), zone);
}

export function localOf(component: ICAL.Component, name: string, zone: string | undefined): string {
  return localText(component.getFirstPropertyValue(name), zone);
}
