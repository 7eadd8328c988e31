import { expect, it } from 'vitest';
import { found, importFixture, readTexts } from '../../../fixtures/import-files.ts';

const text = new TextDecoder().decode(importFixture('calendar.ics'));
const event = (...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'X-WR-TIMEZONE:Europe/Berlin',
    'BEGIN:VEVENT',
    'UID:a',
    'SUMMARY:Tides',
    'LOCATION:Pier',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

it('reads repetitions with exceptions, moved and cancelled ones, over the change to winter time', () => {
  const { venue } = readTexts({ 'calendar.ics': text });
  const swims = venue.sessions.filter(({ id }) => id.includes('swim'));
  expect(swims.map(({ title, startsAt, endsAt, status }) => [title, startsAt, endsAt, status])).toEqual([
    ['Morning swim', '2026-10-23T07:00', '2026-10-23T08:00', 'scheduled'],
    ['Morning swim', '2026-10-25T07:00', '2026-10-25T08:00', 'scheduled'],
    ['Morning swim, later', '2026-10-26T08:30', '2026-10-26T09:30', 'scheduled'],
    ['Morning swim', '2026-10-27T07:00', expect.any(String), 'cancelled'],
  ]);
  expect(swims[2]?.id).toBe('calendar:swim@harbour@2026-10-26T07:00');
});

it('reads folded and escaped text, times in UTC and other zones, and whole days', () => {
  const { venue, findings } = readTexts({ 'calendar.ics': text });
  expect(venue).toMatchObject({ name: 'Harbour Days, 2026', timezone: 'Europe/Berlin' });
  const of = (id: string) => venue.sessions.find((session) => session.id === `calendar:${id}@harbour`);
  expect(of('talk')).toMatchObject({
    title: 'Tides and time',
    startsAt: '2026-10-23T14:00',
    endsAt: '2026-10-23T14:45',
    abstract: 'First line\nsecond line',
    tags: ['sea', 'talk'],
  });
  expect(of('market')).toMatchObject({ startsAt: '2026-10-24T00:00', endsAt: '2026-10-26T00:00' });
  expect(of('tokyo')).toMatchObject({ startsAt: '2026-10-23T11:00', endsAt: '2026-10-23T12:00' });
  expect(found(findings, 'row-skipped')).toEqual(['calendar.ics:56 dtstart=2026-soon']);
});

it.each([
  ['FREQ=DAILY', 500],
  ['FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261105T235959Z', 4],
  ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=3', 3],
  ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', 3],
])('ends: %s', (rule, most) => {
  const { venue } = readTexts({ 'x.ics': event('DTSTART:20261026T090000', 'DTEND:20261026T100000', `RRULE:${rule}`) });
  expect(venue.sessions.length).toBeLessThanOrEqual(most);
  expect(venue.sessions.length).toBeGreaterThan(0);
});

it('knows the zones of Windows calendars, says when it does not know one, and asks where there is none', () => {
  const zoned = (tzid: string) =>
    readTexts({ 'x.ics': event(`DTSTART;TZID=${tzid}:20261026T090000`).replace('X-WR-TIMEZONE:Europe/Berlin', 'VERSION:2.0') });
  expect(zoned('W. Europe Standard Time').venue.timezone).toBe('Europe/Berlin');
  expect(zoned('/example.org/2024/Europe/Paris').venue.timezone).toBe('Europe/Paris');
  expect(found(zoned('Mars/Olympus').findings, 'unknown-timezone')).toEqual(['x.ics:7 dtstart=Mars/Olympus']);
  expect(found(zoned('Mars/Olympus').findings, 'timezone-needed')).toHaveLength(1);
});

it('refuses a calendar that is cut off', () => {
  expect(() => readTexts({ 'x.ics': text.slice(0, 500) })).toThrow(
    expect.objectContaining({ code: 'import-unreadable', message: expect.stringContaining('END:VCALENDAR') }),
  );
});

it.each([
  ['a start', 'DTSTART:20260230T100000', [], 'row-skipped', 'dtstart=20260230T100000'],
  ['a whole day', 'DTSTART;VALUE=DATE:20260431', [], 'row-skipped', 'dtstart=20260431'],
])('leaves out a day that does not exist: %s', (_, line, sessions, code, at) => {
  const { venue, findings } = readTexts({ 'x.ics': event(line) });
  expect(venue.sessions).toEqual(sessions);
  expect(found(findings, code)).toEqual([`x.ics:7 ${at}`]);
});

it('keeps the session whose end does not exist, and takes a repetition every second for one', () => {
  const ended = readTexts({ 'x.ics': event('DTSTART:20260228T100000', 'DTEND:20260230T110000') });
  expect(ended.venue.sessions).toMatchObject([{ startsAt: '2026-02-28T10:00', endsAt: '2026-02-28T10:30' }]);
  expect(found(ended.findings, 'field-ignored')).toEqual(['x.ics:8 dtend=20260230T110000']);
  const often = readTexts({ 'x.ics': event('DTSTART:20260228T100000', 'RRULE:FREQ=SECONDLY') });
  expect(often.venue.sessions).toHaveLength(1);
  expect(found(often.findings, 'repetitions-cut')).toHaveLength(1);
});
