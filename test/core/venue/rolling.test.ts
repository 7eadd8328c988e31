import { describe, expect, it } from 'vitest';
import { rollVenue } from '../../../core/venue/rolling.ts';
import { createProgramme } from '../../../core/venue/sessions.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';

const venue = fixtureVenue();
const startOf = (today: string, id: string) => rollVenue(venue, today).sessions.find((session) => session.id === id)?.startsAt;

describe('rollVenue', () => {
  it('leaves the dates of the event itself', () => {
    expect(startOf('2026-05-12', 'opening')).toBe('2026-05-12T09:00');
    expect(startOf('2026-05-13', 'opening')).toBe('2026-05-12T09:00');
  });

  it('moves by whole multiples of the length, also into the past and over a leap day', () => {
    expect(startOf('2026-05-14', 'opening')).toBe('2026-05-14T09:00');
    expect(startOf('2026-05-15', 'opening')).toBe('2026-05-14T09:00');
    expect(startOf('2026-05-11', 'opening')).toBe('2026-05-10T09:00');
    expect(startOf('2028-03-01', 'closing')).toMatch(/^2028-0(?:2-29|3-01|3-02)T16:00$/);
  });

  it('has today among the event days on each of 400 days', () => {
    for (let day = 0; day < 400; day += 1) {
      const today = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      expect(rollVenue(venue, today).eventDays).toContain(today);
    }
  });

  it('keeps a session of yesterday that runs past midnight', () => {
    const onAt = (now: string) =>
      createProgramme(rollVenue(venue, now.slice(0, 10)))
        .now(now)
        .map(({ id }) => id);
    expect(onAt('2026-05-13T00:30')).toEqual(['night']);
    // "party" is on the last day; half past midnight is the first day of the next round.
    expect(onAt('2026-05-14T00:30')).toEqual(['party~previous']);
    expect(onAt('2026-05-14T02:00')).toEqual([]);
  });

  it('gives every session its own id', () => {
    const ids = rollVenue(venue, '2026-05-14').sessions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('party');
  });

  it('leaves a venue alone that is not rolling', () => {
    const still = { ...venue, rolling: false };
    expect(rollVenue(still, '2030-01-01')).toBe(still);
  });
});
