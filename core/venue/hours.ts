import type { LocalDateTime } from '../contract/index.ts';
import { type HoursRule, parseHours } from './hours-syntax.ts';
import { fromDay, fromMinutes, MINUTES_A_DAY, toDay, toMinutes, weekdayOf } from './local-time.ts';

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

/** State of `hours` (OpenStreetMap subset, see hours-syntax.ts) at `now`. */
export function openAt(hours: string | undefined, now: LocalDateTime): Opening {
  if (hours === undefined) return { state: 'unknown' };
  const rules = parseHours(hours);
  return rules === null ? { state: 'unknown' } : openByRules(rules, now);
}

export function openByRules(rules: readonly HoursRule[], now: LocalDateTime): Opening {
  const minute = toMinutes(now);
  const today = toDay(now);
  const spans = spansBetween(rules, today - 1, today + HORIZON_DAYS);
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
export function openingsOn(hours: string, date: string): readonly { readonly from: LocalDateTime; readonly to: LocalDateTime }[] | null {
  const rules = parseHours(hours);
  if (rules === null) return null;
  const day = toDay(date);
  return spansOfDay(rules, day).map((span) => ({ from: fromMinutes(span.start), to: fromMinutes(span.end) }));
}

/** All stretches of the days `firstDay`..`lastDay`, in order, those that touch joined. */
function spansBetween(rules: readonly HoursRule[], firstDay: number, lastDay: number): Span[] {
  const joined: Span[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const span of spansOfDay(rules, day)) {
      const last = joined.at(-1);
      if (last !== undefined && span.start <= last.end)
        joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
      else joined.push(span);
    }
  }
  return joined;
}

/** A later rule that names the day replaces an earlier one, as in OpenStreetMap. */
function spansOfDay(rules: readonly HoursRule[], day: number): Span[] {
  const date = fromDay(day).slice(5);
  const rule = rules.findLast((r) => r.weekdays.has(weekdayOf(day)) && (r.season === null || inSeason(r.season, date)));
  if (rule === undefined) return [];
  const midnight = day * MINUTES_A_DAY;
  return rule.spans.map((span) => ({ start: midnight + span.start, end: midnight + span.end })).sort((a, b) => a.start - b.start);
}

function inSeason(season: { from: string; to: string }, date: string): boolean {
  return season.from <= season.to ? date >= season.from && date <= season.to : date >= season.from || date <= season.to;
}
