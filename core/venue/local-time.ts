import type { LocalDateTime } from '../contract/index.ts';

/** Arithmetic on venue wall-clock times. No zone is involved: a venue's day has 1440 minutes here. */

export const MINUTES_A_DAY = 1440;

/** Minutes since 1970-01-01T00:00 on the same wall clock. */
export function toMinutes(local: LocalDateTime): number {
  return Math.round(Date.parse(`${local.slice(0, 16)}:00Z`) / 60_000);
}

export function fromMinutes(minutes: number): LocalDateTime {
  return new Date(minutes * 60_000).toISOString().slice(0, 16);
}

/** Days since 1970-01-01 of a date "2026-05-12" or of a local date-time. */
export function toDay(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}

export function fromDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function dateOf(local: LocalDateTime): string {
  return local.slice(0, 10);
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The same clock time `days` later. */
export function addDays(local: LocalDateTime, days: number): LocalDateTime {
  return fromMinutes(toMinutes(local) + days * MINUTES_A_DAY);
}

/** True for a real calendar date and clock time: refuses "2026-02-30T10:00" and "2026-05-12T25:00". */
export function isRealLocalDateTime(local: string): boolean {
  const minutes = toMinutes(local);
  return Number.isFinite(minutes) && fromMinutes(minutes) === local;
}
