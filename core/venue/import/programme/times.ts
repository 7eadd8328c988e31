import { DateTime } from 'luxon';
import type { LocalDateTime } from '../../../contract/index.ts';
import { isRealLocalDateTime } from '../../local-time.ts';

/** A moment as a file wrote it. */
export interface WrittenTime {
  /** The clock time as written. */
  readonly local: LocalDateTime;
  /** Minutes east of UTC; null when nothing is said. */
  readonly offsetMin: number | null;
  /** Written as "Z": often what a program made of a local time. */
  readonly utc: boolean;
}

export type DateOrder = 'day-first' | 'month-first';

const MONTHS: readonly RegExp[] = [
  /^jan|^gen|^ene/,
  /^feb|^fév|^fev/,
  /^mar|^mär|^mae/,
  /^apr|^avr|^abr/,
  /^may|^mai|^mag/,
  /^jun|^juin|^giu/,
  /^jul|^juil|^lug/,
  /^aug|^ao[uû]|^ago/,
  /^sep|^set/,
  /^oct|^okt|^ott/,
  /^nov/,
  /^de[czs]|^dic|^déc/,
];

const CLOCK = /(?:^|[\sT,@])(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?(?:\s*uhr)?\s*(z|[+-]\d{2}:?\d{2})?$/i;

/** Reads "2025-02-01T09:30:00+01:00", "19.11.2025 11:30", "September 21, 2023 1:00 pm"; null when it is no date with a time. */
export function readTime(text: string, order: DateOrder = 'day-first'): WrittenTime | null {
  const trimmed = text.trim().replace(/\[[\w/+-]+\]$/, '');
  const date = readDate(trimmed, order);
  if (date === null) return null;
  const clock = readClock(trimmed.slice(date.length));
  if (clock === null) return null;
  const local = `${date.date}T${clock.clock}`;
  return isRealLocalDateTime(local) ? { local, offsetMin: clock.offsetMin, utc: clock.utc } : null;
}

/** Date at the beginning of a text: "2025-11-19", "19.11.2025", "11/19/2025", "September 21, 2023", "Sa 21 Sept 2023". */
export function readDate(text: string, order: DateOrder = 'day-first'): { readonly date: string; readonly length: number } | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (iso !== null) return dateFrom(iso[1], iso[2], iso[3], iso[0].length);
  const numbers = /^(?:[\p{L}.]+,?\s+)?(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})/u.exec(text);
  if (numbers !== null) {
    const [all, a = '', b = '', year = ''] = numbers;
    const monthFirst = Number(b) > 12 || (order === 'month-first' && Number(a) <= 12 && !all.includes('.'));
    const full = year.length === 2 ? `20${year}` : year;
    return monthFirst ? dateFrom(full, a, b, all.length) : dateFrom(full, b, a, all.length);
  }
  const monthName = /^(?:\p{L}+\.?,\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u.exec(text);
  if (monthName !== null) return dateFrom(monthName[3], monthOf(monthName[1]), monthName[2], monthName[0].length);
  const dayName = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?(\d{4})/u.exec(text);
  if (dayName !== null) return dateFrom(dayName[3], monthOf(dayName[2]), dayName[1], dayName[0].length);
  return null;
}

/** Clock time at the end of a text, "9:30", "9.30 Uhr", "2 pm", "T09:30:00+01:00". */
export function readClock(text: string): { readonly clock: string; readonly offsetMin: number | null; readonly utc: boolean } | null {
  const match = CLOCK.exec(text.trim().replace(/\s*(?:UTC|GMT)$/, 'Z'));
  if (match === null) return null;
  const [, hourText = '', minute, half, zone] = match;
  if (minute === undefined && half === undefined) return null;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minute ?? 0) > 59) return null;
  const utc = zone?.toLowerCase() === 'z';
  const offsetMin = zone === undefined ? null : utc ? 0 : offsetOf(zone);
  return { clock: `${String(hour).padStart(2, '0')}:${minute ?? '00'}`, offsetMin, utc };
}

/** Minutes of "00:45", "1:30:00", "PT45M", "P0DT1H", "45", "45 min", "1 h 30", "1.5 hours"; null when it is no duration. */
export function readDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  const clock = /^(?:(\d+):)?(\d{1,3}):(\d{2})(?::\d{2})?$/.exec(trimmed);
  if (clock !== null) {
    const [, days, hours, minutes] = /:\d{2}:\d{2}$/.test(trimmed)
      ? [null, '0', clock[1], clock[2]]
      : [null, clock[1] ?? '0', clock[2], clock[3]];
    return Number(minutes) > 59 ? null : Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
  }
  const iso = /^p(?:(\d+)w)?(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:\d+s)?)?$/.exec(trimmed);
  if (iso !== null && /\d/.test(trimmed)) {
    const [, weeks = 0, days = 0, hours = 0, minutes = 0] = iso;
    return Number(weeks) * 10_080 + Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
  }
  const words =
    /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|std|stunden?|heures?|horas?|ore)\.?)?\s*(?:(\d+)\s*(?:m|mins?|minutes?|minuten?|minutos?|minuti)?\.?)?$/.exec(
      trimmed,
    );
  if (words === null || (words[1] === undefined && words[2] === undefined)) return null;
  return Math.round(Number((words[1] ?? '0').replace(',', '.')) * 60 + Number(words[2] ?? 0));
}

/** The venue's clock time of a written one: moved from its own offset or zone where it has one, else as written. */
export function toZone({ local, offsetMin }: WrittenTime, zone: string | null, ownZone?: string): LocalDateTime {
  if (zone === null) return local;
  if (offsetMin !== null) return inZone(Date.parse(`${local}:00Z`) - offsetMin * 60_000, zone);
  return ownZone === undefined ? local : inZone(DateTime.fromISO(local, { zone: ownZone }).toMillis(), zone);
}

export function inZone(epochMs: number, zone: string): LocalDateTime {
  return DateTime.fromMillis(epochMs, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

export function isZone(zone: string): boolean {
  return DateTime.local({ zone }).isValid;
}

function offsetOf(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

function monthOf(name = ''): string {
  return String(MONTHS.findIndex((month) => month.test(name.toLowerCase())) + 1);
}

function dateFrom(year = '', month = '', day = '', length: number): { date: string; length: number } | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isRealLocalDateTime(`${date}T00:00`) ? { date, length } : null;
}
