import type { LocalDateTime, Locale } from '../../core/contract/index.ts';
import { formatTag } from '../../core/i18n/tags.ts';

/**
 * Venue wall-clock times are formatted as if they were UTC, so that neither the screen's own zone
 * nor a daylight-saving change of it can move them.
 */
export function wallClockMs(local: LocalDateTime): number {
  return Date.parse(`${local}:00Z`);
}

export function formatTime(locale: Locale, atMs: number): string {
  return new Intl.DateTimeFormat(formatTag(locale), { timeStyle: 'short', timeZone: 'UTC' }).format(atMs);
}

export function formatDay(locale: Locale, atMs: number): string {
  return new Intl.DateTimeFormat(formatTag(locale), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(atMs);
}

/** The language's own name: "Deutsch". */
export function languageName(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A language as said in `locale`: "German". What is no code is a name already. */
export function languageIn(locale: Locale, language: string): string {
  if (!/^[a-z]{2,3}(-[A-Za-z]+)?$/.test(language)) return language;
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
}

export type DayPart = 'morning' | 'afternoon' | 'evening';

export function dayPart(atMs: number): DayPart {
  const hour = new Date(atMs).getUTCHours();
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}
