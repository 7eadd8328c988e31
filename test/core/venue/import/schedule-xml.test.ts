import { expect, it } from 'vitest';
import { hasErrors } from '../../../../core/venue/import/finding.ts';
import { found, importFixture, readTexts } from '../../../fixtures/import-files.ts';

const text = new TextDecoder().decode(importFixture('schedule.xml'));

it('reads a schedule: rooms, people, times at the venue, and a venue that can be published without a plan', () => {
  const { venue, findings } = readTexts({ 'schedule.xml': text });
  expect(hasErrors(findings)).toBe(false);
  expect(venue).toMatchObject({ name: 'Harbour Days 2026', timezone: 'Europe/Berlin', eventDays: ['2026-05-12', '2026-05-13'] });
  expect(venue.sessions.map(({ title, startsAt, endsAt, status }) => [title, startsAt, endsAt, status])).toEqual([
    ['Tides & timetables', '2026-05-12T10:00', '2026-05-12T10:45', 'scheduled'],
    ['Knots for beginners', '2026-05-12T11:00', '2026-05-12T11:30', 'cancelled'],
    ['Sails', '2026-05-12T12:00', '2026-05-12T12:45', 'scheduled'],
    ['Night watch', '2026-05-12T23:30', '2026-05-13T01:00', 'scheduled'],
    ['Stars (replaces cancelled talk)', '2026-05-13T01:15', '2026-05-13T02:00', 'scheduled'],
  ]);
  expect(venue.sessions[0]).toMatchObject({
    id: 'harbour-2026:a-1',
    track: 'Sea',
    abstract: 'How ferries keep time\nAll about tides.',
    speakerIds: ['harbour-2026:7', 'harbour-2026:8'],
  });
  expect(venue.places.map(({ name, aliases, floorId }) => [name, aliases, floorId])).toEqual([
    ['Pier 1 (Grosser Saal)', ['Pier 1', 'Grosser Saal'], 'venue'],
    ['Deck', [], 'venue'],
  ]);
  expect(venue.speakers.map(({ name }) => name)).toEqual(['Ada Ström', 'Ben Okoro']);
});

it('reports each bad row with its line and value, and keeps two sessions of one guid apart', () => {
  const { venue, findings } = readTexts({ 'schedule.xml': text });
  expect(found(findings, 'row-skipped')).toEqual(['schedule.xml:40 start=soon', 'schedule.xml:59 title=TBA']);
  expect(found(findings, 'field-ignored')).toEqual(['schedule.xml:35 duration=half an hour']);
  expect(found(findings, 'duplicate-guid')).toEqual(['schedule.xml:51 guid=a-5']);
  expect(new Set(venue.sessions.map(({ id }) => id)).size).toBe(5);
});

it('takes an hour of another zone to the venue', () => {
  const { venue } = readTexts({ 'schedule.xml': text }, { timezone: 'Europe/London' });
  expect(venue.sessions[0]?.startsAt).toBe('2026-05-12T09:00');
  expect(venue.sessions[3]?.startsAt).toBe('2026-05-12T23:30');
});

it.each([
  ['cut off', text.slice(0, 900), /cut off/],
  ['conflict markers', text.replace('  <day ', '<<<<<<< HEAD\n  <day '), /merge-conflict marker/],
  ['not well formed', text.replace('</title>', '</titel>'), /line 6/],
  [
    'entities',
    text.replace('<schedule>', '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<schedule>'),
    /declares entities/,
  ],
  ['an unknown entity', text.replace('Sails', '&x;'), /not well-formed/],
  ['another encoding', Buffer.concat([Buffer.from(text.slice(0, 700)), Buffer.from([0xe4, 0xff]), Buffer.from(text.slice(700))]), /UTF-8/],
])('refuses a file with %s', (_, content, reason) => {
  expect(() => readTexts({ 'schedule.xml': content })).toThrow(
    expect.objectContaining({ code: 'import-unreadable', message: expect.stringMatching(reason) }),
  );
});
