import type { LocalDateTime } from '../contract/primitives.ts';
import { formatTag } from '../i18n/tags.ts';
import { fromDay, fromMinutes, toDay, toMinutes } from '../venue/local-time.ts';

/** Venue wall-clock times as tools and answers need them; see core/venue/local-time.ts for the ground they stand on. */

export function addMinutes(time: LocalDateTime, minutes: number): LocalDateTime {
  return fromMinutes(toMinutes(time) + minutes);
}

/** @param date "2026-11-22" */
export function dayAfter(date: string, days: number): string {
  return fromDay(toDay(date) + days);
}

/** "2026-11-22" */
export function dateOf(time: LocalDateTime): string {
  return time.slice(0, 10);
}

/** "14:00" */
export function timeOf(time: LocalDateTime): string {
  return time.slice(11, 16);
}

/** The weekday's name in the guest's language. */
export function weekdayName(date: string, locale: string): string {
  return formatDate(date, locale, { weekday: 'long' });
}

/** "12 May" / "12. Mai". */
export function dayAndMonth(date: string, locale: string): string {
  return formatDate(date, formatTag(locale), { day: 'numeric', month: 'long' });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatDate(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale}${JSON.stringify(options)}`;
  // Making a formatter costs far more than using it.
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(new Date(`${date}T12:00:00Z`));
}
