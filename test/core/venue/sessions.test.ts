import { describe, expect, it } from 'vitest';
import { createProgramme } from '../../../core/venue/sessions.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';

const programme = createProgramme(fixtureVenue());
const ids = (sessions: readonly { readonly id: string }[]) => sessions.map(({ id }) => id);

describe('createProgramme', () => {
  it('knows what is on, start included and end excluded', () => {
    expect(ids(programme.now('2026-05-12T10:15'))).toEqual(['keynote-2', 'systemd']);
    expect(ids(programme.now('2026-05-12T11:00'))).toEqual([]);
  });

  it('gives everything that begins next, together', () => {
    expect(ids(programme.next('2026-05-12T10:00'))).toEqual(['keynote-2', 'systemd']);
    expect(ids(programme.next('2026-05-12T10:15', { roomId: 'grosser-saal' }))).toEqual(['closing']);
  });

  it('leaves out what is cancelled unless asked', () => {
    expect(ids(programme.list({ roomId: 'room-201' }))).toEqual(['systemd']);
    expect(ids(programme.list({ roomId: 'room-201', includeCancelled: true }))).toEqual(['systemd', 'cancelled']);
  });

  it('filters by speaker, track, tag, floor and stretch of time', () => {
    expect(ids(programme.list({ speakerId: 'lennart' }))).toEqual(['opening', 'systemd', 'closing']);
    expect(ids(programme.list({ track: 'hands-ON' }))).toEqual(['workshop']);
    expect(ids(programme.list({ tag: 'Linux' }))).toEqual(['systemd']);
    expect(ids(programme.list({ floorId: 'r' }))).toEqual(['night']);
    expect(ids(programme.list({ from: '2026-05-12T10:30', to: '2026-05-12T14:00' }))).toEqual(['keynote-2', 'systemd']);
    expect(ids(programme.upcoming('2026-05-13T16:30'))).toEqual(['closing', 'party']);
  });

  it('says how a session stands to now', () => {
    const [closing] = programme.list({ roomId: 'grosser-saal', date: '2026-05-13' });
    if (closing === undefined) throw new Error('no closing session');
    expect(programme.phase(closing, '2026-05-12T09:00')).toBe('later');
    expect(programme.phase(closing, '2026-05-13T09:00')).toBe('next');
    expect(programme.phase(closing, '2026-05-13T16:00')).toBe('now');
    expect(programme.phase(closing, '2026-05-13T17:00')).toBe('past');
  });
});
