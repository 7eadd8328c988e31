import type { LocalDateTime } from '../contract/index.ts';
import { type Holidays, openingsOn } from '../venue/hours.ts';
import { dateOf, fromDay, fromMinutes, toDay, toMinutes } from '../venue/local-time.ts';
import type { Bookable } from './bookable.ts';
import type { BookingSpan } from './booking.ts';

/** Everything that begins on a date and could be booked, had nobody booked it: in order, each start once. */
export function slotsOn({ when }: Bookable, date: string, holidays: Holidays): BookingSpan[] {
  if (when.kind === 'once') return dateOf(when.from) === date ? [{ from: when.from, to: when.to }] : [];
  // Slots after midnight belong to the evening before.
  const openings = [fromDay(toDay(date) - 1), date].flatMap((day) => openingsOn(when.hours, day, holidays) ?? []);
  const slots = when.kind === 'departures' ? openings : openings.flatMap((opening) => tablesOf(opening, when));
  const byStart = new Map(slots.filter(({ from }) => dateOf(from) === date).map((slot) => [slot.from, slot]));
  return [...byStart.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function tablesOf({ from, to }: BookingSpan, rules: Extract<Bookable['when'], { kind: 'grid' }>): BookingSpan[] {
  const opens = toMinutes(from);
  const closes = toMinutes(to);
  const slots: BookingSpan[] = [];
  for (let at = opens; at + Math.min(rules.lastMinutes, closes - opens) <= closes && at < closes; at += rules.slotMinutes) {
    slots.push({ from: fromMinutes(at), to: fromMinutes(Math.min(at + rules.stayMinutes, closes)) });
  }
  return slots;
}

/** Whether it can still, and already, be booked at `now`. */
export function bookableAt(
  { noticeMinutes, daysAhead }: Bookable,
  slot: BookingSpan,
  now: LocalDateTime,
): 'yes' | 'past' | 'too-soon' | 'too-far' {
  if (slot.from <= now) return 'past';
  if (toMinutes(slot.from) - toMinutes(now) < noticeMinutes) return 'too-soon';
  return toDay(slot.from) - toDay(now) > daysAhead ? 'too-far' : 'yes';
}
