import { addDays, fromDay, MINUTES_A_DAY, toDay, toMinutes } from './local-time.ts';
import type { Session, Venue } from './model.ts';

/** Added to the id of a session that began on the last day of the round before. */
const PREVIOUS = '~previous';

/**
 * The venue with its session dates moved so that `today` is a day of the event; a venue that is not
 * rolling comes back as it is. Dates move by whole multiples of the event's length, so a session keeps
 * its clock time and its place in the order of days. A session of the last day that runs past midnight
 * is still on when the next round's first day begins: there it appears a second time.
 * @param today venue-local date "2026-11-22".
 */
export function rollVenue(venue: Venue, today: string): Venue {
  if (!venue.rolling) return venue;
  const range = eventRange(venue);
  if (range === null) return venue;
  const length = range.last - range.first + 1;
  const day = toDay(today);
  const shift = Math.floor((day - range.first) / length) * length;
  const midnight = day * MINUTES_A_DAY;
  const moved = venue.sessions.map((session) => moveSession(session, shift));
  const stillOn = venue.sessions
    .map((session) => moveSession(session, shift - length))
    .filter((session) => toMinutes(session.endsAt) > midnight && toMinutes(session.startsAt) < midnight)
    .map((session) => ({ ...session, id: `${session.id}${PREVIOUS}` }));
  return {
    ...venue,
    eventDays: [fromDay(range.first + shift), fromDay(range.last + shift)],
    sessions: [...stillOn, ...moved],
  };
}

function moveSession(session: Session, days: number): Session {
  return { ...session, startsAt: addDays(session.startsAt, days), endsAt: addDays(session.endsAt, days) };
}

/** First and last day of the event: as given, else those of the sessions. */
function eventRange(venue: Venue): { first: number; last: number } | null {
  const days = (venue.eventDays.length > 0 ? venue.eventDays : venue.sessions.map((session) => session.startsAt)).map(toDay);
  if (days.length === 0) return null;
  return { first: Math.min(...days), last: Math.max(...days) };
}
