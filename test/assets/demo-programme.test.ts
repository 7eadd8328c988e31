import { describe, expect, it } from 'vitest';
import { openAt } from '../../core/venue/hours.ts';
import type { Session } from '../../core/venue/model.ts';
import { rollVenue } from '../../core/venue/rolling.ts';
import { readDemo } from './demo-venue.ts';

const { venue } = readDemo();
const DAY_MINUTES = 1440;
const minutes = (at: string) => Date.parse(`${at}:00Z`) / 60_000;
const scheduled = venue.sessions.filter(({ status }) => status === 'scheduled');
const overlap = (a: Session, b: Session) => minutes(a.startsAt) < minutes(b.endsAt) && minutes(b.startsAt) < minutes(a.endsAt);

/** The next round of the event, for sessions that run past its last midnight. */
const nextRound = scheduled.map((session): Session => {
  const later = (at: string) => new Date((minutes(at) + 2 * DAY_MINUTES) * 60_000).toISOString().slice(0, 16);
  return { ...session, id: `${session.id} (next round)`, startsAt: later(session.startsAt), endsAt: later(session.endsAt) };
});
const clashes = (share: (a: Session, b: Session) => boolean) =>
  scheduled.flatMap((a, i) =>
    [...scheduled.slice(i + 1), ...nextRound].filter((b) => overlap(a, b) && share(a, b)).map((b) => `${a.id} and ${b.id}`),
  );

describe('the demo programme', () => {
  it('has something on at every five minutes of both days', () => {
    const start = minutes(`${venue.eventDays[0]}T00:00`);
    const silent = Array.from({ length: (2 * DAY_MINUTES) / 5 }, (_, i) => start + i * 5).filter(
      (now) => !scheduled.some(({ startsAt, endsAt }) => minutes(startsAt) <= now && now < minutes(endsAt)),
    );
    expect(silent.map((now) => new Date(now * 60_000).toISOString())).toEqual([]);
  });

  it('still has something on when it has rolled to another year', () => {
    for (const today of ['2027-02-28', '2027-03-01']) {
      const moved = rollVenue(venue, today).sessions.filter(({ status }) => status === 'scheduled');
      for (let now = minutes(`${today}T00:00`); now < minutes(`${today}T00:00`) + DAY_MINUTES; now += 5) {
        expect(moved.some(({ startsAt, endsAt }) => minutes(startsAt) <= now && now < minutes(endsAt))).toBe(true);
      }
    }
  });

  it('books no room twice', () => expect(clashes((a, b) => a.roomId === b.roomId)).toEqual([]));

  it('has no speaker in two places', () => {
    expect(clashes((a, b) => a.speakerIds.some((id) => b.speakerIds.includes(id)))).toEqual([]);
  });

  it('ends what it begins, on the days of the event', () => {
    for (const { startsAt, endsAt } of venue.sessions) {
      expect(minutes(endsAt)).toBeGreaterThan(minutes(startsAt));
      expect(venue.eventDays).toContain(startsAt.slice(0, 10));
    }
  });

  it('uses rooms while they are open, on any day of the week', () => {
    const shut: string[] = [];
    for (let weekday = 0; weekday < 7; weekday++) {
      for (const { id, startsAt, endsAt, roomId } of scheduled) {
        const room = venue.places.find((place) => place.id === roomId);
        const last = minutes(endsAt) - 1;
        for (const at of [minutes(startsAt), last]) {
          const now = new Date((at + weekday * DAY_MINUTES) * 60_000).toISOString().slice(0, 16);
          if (openAt(room?.hours, now).state === 'closed') shut.push(`${id} in ${roomId} at ${now}`);
        }
      }
    }
    expect(shut).toEqual([]);
  });

  it('is varied', () => {
    const kinds = new Set(venue.sessions.map(({ kind }) => kind));
    for (const kind of ['keynote', 'talk', 'workshop', 'panel', 'break', 'social', 'demo', 'lightning']) expect(kinds).toContain(kind);
    expect(venue.sessions.filter(({ status }) => status === 'cancelled')).toHaveLength(1);
    expect(new Set(venue.sessions.map(({ language }) => language))).toEqual(new Set(['en', 'de', 'fr']));
    expect(new Set(venue.sessions.map(({ track }) => track)).size).toBeGreaterThanOrEqual(6);
  });
});
