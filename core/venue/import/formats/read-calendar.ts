import ICAL from 'ical.js';
import { isRealLocalDateTime } from '../../local-time.ts';
import { unreadable } from '../raw-record.ts';

/** A VEVENT of a calendar file with the line it begins on; `broken` says why it cannot be read. */
export interface CalendarEvent {
  readonly line: number;
  readonly component: ICAL.Component | null;
  readonly broken?: string;
  /** Properties whose values cannot be read, "dtend"; they are taken out. */
  readonly unreadable: readonly { readonly name: string; readonly value: string }[];
  /** Line of a property: "dtstart". */
  lineOf(property: string): number;
}

export interface Calendar {
  readonly events: readonly CalendarEvent[];
  /** Properties of the calendar itself, names in upper case. */
  readonly properties: ReadonlyMap<string, string>;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/**
 * Takes a calendar (RFC 5545) apart into its events and reads each by itself, so that a broken one does not sink the others.
 * @throws FoyerError "import-unreadable" when it does not end as a calendar does.
 */
export function readCalendar(file: string, text: string): Calendar {
  const lines = unfold(text);
  const last = lines.findLast(({ text: line }) => line.trim() !== '');
  if (last === undefined || !/^END:VCALENDAR\s*$/i.test(last.text)) {
    throw unreadable(file, 'ends in the middle: END:VCALENDAR is missing', 'Download or export the file again.');
  }
  const events: CalendarEvent[] = [];
  const properties = new Map<string, string>();
  let depth = 0;
  let event: LogicalLine[] | null = null;
  for (const line of lines) {
    const begins = /^BEGIN:(\w+)/i.exec(line.text)?.[1]?.toUpperCase();
    if (begins === 'VEVENT') event = [];
    if (begins !== undefined) depth += 1;
    event?.push(line);
    if (event === null && depth === 1 && begins === undefined) {
      const at = line.text.indexOf(':');
      if (at > 0) properties.set(line.text.slice(0, at).split(';')[0]?.toUpperCase() ?? '', line.text.slice(at + 1).trim());
    }
    if (!/^END:/i.test(line.text)) continue;
    depth -= 1;
    if (event !== null && /^END:VEVENT/i.test(line.text)) {
      events.push(readEvent(event));
      event = null;
    }
  }
  return { events, properties };
}

function readEvent(lines: readonly LogicalLine[]): CalendarEvent {
  const line = lines[0]?.line ?? 1;
  const lineOf = (property: string): number => lines.find(({ text }) => new RegExp(`^${property}[;:]`, 'i').test(text))?.line ?? line;
  try {
    const parsed = ICAL.parse(['BEGIN:VCALENDAR', ...lines.map(({ text }) => text), 'END:VCALENDAR'].join('\r\n'));
    const component = new ICAL.Component(parsed as unknown[]).getFirstSubcomponent('vevent');
    return { line, component, unreadable: takeOutUnreadable(component, lines), lineOf };
  } catch (error) {
    return { line, component: null, unreadable: [], broken: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '', lineOf };
  }
}

/** The library reads values when they are asked for, and throws then; of 30 February it makes 2 March. */
function takeOutUnreadable(component: ICAL.Component | null, lines: readonly LogicalLine[]): CalendarEvent['unreadable'] {
  // A copy: taking one out of the component shortens its own list.
  return [...(component?.getAllProperties() ?? [])].flatMap((property) => {
    const line = lines.find(({ text }) => new RegExp(`^${property.name}[;:]`, 'i').test(text))?.text ?? '';
    const value = line.slice(line.lastIndexOf(':') + 1);
    if (hasValues(property) && !(ONE_TIME.has(property.name) && isImpossible(value))) return [];
    component?.removeProperty(property);
    return [{ name: property.name, value }];
  });
}

const ONE_TIME: ReadonlySet<string> = new Set(['dtstart', 'dtend', 'recurrence-id']);

function hasValues(property: ICAL.Property): boolean {
  try {
    property.getValues();
    return true;
  } catch {
    return false;
  }
}

function isImpossible(value: string): boolean {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?/.exec(value.trim());
  return match !== null && !isRealLocalDateTime(`${match[1]}-${match[2]}-${match[3]}T${match[4] ?? '00'}:${match[5] ?? '00'}`);
}

/** Joins lines that were folded: those that begin with a space or tab. */
function unfold(text: string): LogicalLine[] {
  const lines: { text: string; line: number }[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const before = lines.at(-1);
    if (/^[ \t]/.test(line) && before !== undefined) before.text += line.slice(1);
    else lines.push({ text: line.replace(/^\uFEFF/, ''), line: i + 1 });
  });
  return lines;
}
