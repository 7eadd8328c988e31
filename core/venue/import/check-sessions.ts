import { addDays, toMinutes } from '../local-time.ts';
import { type Session, textIn, type Venue } from '../model.ts';
import type { Reporter } from './check-venue.ts';

const DAY_BEGINS = '06:00';

/** Times, rooms and people of the programme. */
export function checkSessions(venue: Venue, reporter: Reporter): void {
  const days = [...venue.eventDays].sort();
  const [first, last] = [days[0], days.at(-1)];
  for (const session of venue.sessions) {
    const at = { kind: 'session', id: session.id };
    if (session.endsAt <= session.startsAt) {
      const reason = `ends at ${session.endsAt}, not after it starts at ${session.startsAt}`;
      reporter.report(
        'error',
        'ends-before-start',
        { ...at, column: 'endsAt', value: session.endsAt },
        reason,
        'A session past midnight ends on the next date.',
      );
    }
    if (session.roomId === null) {
      reporter.report(
        'warning',
        'session-without-room',
        { ...at, column: 'roomId' },
        'has no room; guests cannot be shown the way',
        'Give the id of a place.',
      );
    }
    const date = session.startsAt.slice(0, 10);
    if (first !== undefined && last !== undefined && (date < first || eventDayOf(session.startsAt) > last)) {
      const reason = `starts on ${date}, outside the event (${first} to ${last})`;
      reporter.report(
        'warning',
        'outside-event',
        { ...at, column: 'startsAt', value: session.startsAt },
        reason,
        'Correct the date, or eventDays in venue.yaml.',
      );
    }
  }
  const scheduled = venue.sessions.filter(({ status, startsAt, endsAt }) => status === 'scheduled' && startsAt < endsAt);
  clashes(
    scheduled,
    ({ roomId }) => (roomId === null ? [] : [roomId]),
    (a, b, roomId) => {
      const reason = `is in "${roomId}" at the same time as ${nameOf(a)}`;
      reporter.report(
        sharesRoom(a, b, scheduled) ? 'warning' : 'error',
        'room-double-booked',
        { kind: 'session', id: b.id, column: 'roomId', value: roomId },
        reason,
        'Change the room or the time of one of them.',
      );
    },
  );
  clashes(
    scheduled,
    ({ speakerIds }) => speakerIds,
    (a, b, speakerId) => {
      if (a.roomId === b.roomId) return;
      const reason = `has the speaker "${speakerId}" at the same time as ${nameOf(a)}`;
      reporter.report(
        'warning',
        'speaker-in-two-places',
        { kind: 'session', id: b.id, column: 'speakerIds', value: speakerId },
        reason,
        'Check the times.',
      );
    },
  );
}

/** Calls `found` for each pair of neighbours in time that share a key and overlap. */
function clashes(
  sessions: readonly Session[],
  keysOf: (session: Session) => readonly string[],
  found: (a: Session, b: Session, key: string) => void,
): void {
  const busyUntil = new Map<string, Session>();
  for (const session of [...sessions].sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0))) {
    for (const key of keysOf(session)) {
      const before = busyUntil.get(key);
      if (before !== undefined && before.id !== session.id && before.endsAt > session.startsAt) found(before, session, key);
      if (before === undefined || before.endsAt < session.endsAt) busyUntil.set(key, session);
    }
  }
}

const ALL_DAY_MIN = 6 * 60;
const POSTERS = 3;

/** What goes on all day lets others into its room, and so do posters: three or more at exactly the same time. */
function sharesRoom(a: Session, b: Session, sessions: readonly Session[]): boolean {
  const length = ({ startsAt, endsAt }: Session): number => toMinutes(endsAt) - toMinutes(startsAt);
  if (length(a) >= ALL_DAY_MIN !== length(b) >= ALL_DAY_MIN) return true;
  if (a.startsAt !== b.startsAt || a.endsAt !== b.endsAt) return false;
  return (
    sessions.filter(({ roomId, startsAt, endsAt }) => roomId === a.roomId && startsAt === a.startsAt && endsAt === a.endsAt).length >=
    POSTERS
  );
}

/** What begins in the small hours may belong to the day before. */
function eventDayOf(startsAt: Session['startsAt']): string {
  return startsAt.slice(11) < DAY_BEGINS ? addDays(startsAt, -1).slice(0, 10) : startsAt.slice(0, 10);
}

function nameOf(session: Session): string {
  return `"${textIn(session.title, 'en')}" (${session.id}, ${session.startsAt} to ${session.endsAt})`;
}
