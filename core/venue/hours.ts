import type { LocalDateTime } from '../contract/index.ts';
import { type HoursRule, parseHours } from './hours-syntax.ts';
import { fromDay, fromMinutes, MINUTES_A_DAY, toDay, toMinutes, weekdayOf } from './local-time.ts';
import type { Venue } from './model.ts';

/** Open, but not for longer than this: "closing soon". */
export const CLOSING_SOON_MINUTES = 30;

/** How many days ahead the next opening is looked for. */
const HORIZON_DAYS = 15;

export interface Opening {
  /** "unknown" when there are no hours or they cannot be read. */
  readonly state: 'open' | 'closing-soon' | 'closed' | 'unknown';
  /** When it closes; left out while closed, and when it never does within two weeks. */
  readonly until?: LocalDateTime;
  /** When it opens next; only while closed. */
  readonly opensAt?: LocalDateTime;
}

/** A stretch of opening, minutes on the venue's wall clock. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Dates, "2026-12-25", on which "PH" rules hold. */
export type Holidays = ReadonlySet<string>;

const NO_HOLIDAYS: Holidays = new Set();

export function holidaysOf(venue: Pick<Venue, 'holidays'>): Holidays {
  return new Set((venue.holidays ?? []).map(({ date }) => date));
}

/** State of `hours` (OpenStreetMap subset, see hours-syntax.ts) at `now`. */
export function openAt(hours: string | undefined, now: LocalDateTime, holidays = NO_HOLIDAYS): Opening {
  if (hours === undefined) return { state: 'unknown' };
  const rules = parseHours(hours);
  return rules === null ? { state: 'unknown' } : openByRules(rules, now, holidays);
}

export function openByRules(rules: readonly HoursRule[], now: LocalDateTime, holidays = NO_HOLIDAYS): Opening {
  const minute = toMinutes(now);
  const today = toDay(now);
  const spans = spansBetween(rules, today - 1, today + HORIZON_DAYS, holidays);
  const current = spans.find((span) => span.start <= minute && minute < span.end);
  if (current !== undefined) {
    if (current.end >= (today + HORIZON_DAYS) * MINUTES_A_DAY) return { state: 'open' };
    const state = current.end - minute <= CLOSING_SOON_MINUTES ? 'closing-soon' : 'open';
    return { state, until: fromMinutes(current.end) };
  }
  const next = spans.find((span) => span.start > minute);
  return next === undefined ? { state: 'closed' } : { state: 'closed', opensAt: fromMinutes(next.start) };
}

/** When it is open on one date, "2026-05-12", spans over midnight whole; null when the hours cannot be read. */
export function openingsOn(
  hours: string,
  date: string,
  holidays = NO_HOLIDAYS,
): readonly { readonly from: LocalDateTime; readonly to: LocalDateTime }[] | null {
  const rules = parseHours(hours);
  if (rules === null) return null;
  const day = toDay(date);
  return spansOfDay(rules, day, holidays).map((span) => ({ from: fromMinutes(span.start), to: fromMinutes(span.end) }));
}

/** All stretches of the days `firstDay`..`lastDay`, in order, those that touch joined. */
function spansBetween(rules: readonly HoursRule[], firstDay: number, lastDay: number, holidays: Holidays): Span[] {
  const joined: Span[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const span of spansOfDay(rules, day, holidays)) {
      const last = joined.at(-1);
      if (last !== undefined && span.start <= last.end)
        joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
      else joined.push(span);
    }
  }
  return joined;
}

/** A later rule that names the day replaces an earlier one, as in OpenStreetMap; on a holiday one that names holidays comes first. */
function spansOfDay(rules: readonly HoursRule[], day: number, holidays: Holidays): Span[] {
  const date = fromDay(day).slice(0, 10);
  const inTime = rules.filter(({ season }) => season === null || inSeason(season, date));
  const ofHoliday = holidays.has(date) ? inTime.findLast(({ onHolidays }) => onHolidays) : undefined;
  const rule = ofHoliday ?? inTime.findLast(({ weekdays }) => weekdays.has(weekdayOf(day)));
  if (rule === undefined) return [];
  const midnight = day * MINUTES_A_DAY;
  return rule.spans.map((span) => ({ start: midnight + span.start, end: midnight + span.end })).sort((a, b) => a.start - b.start);
}

function inSeason({ from, to }: { readonly from: string; readonly to: string }, date: string): boolean {
  const day = from.length === date.length ? date : date.slice(5);
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}
