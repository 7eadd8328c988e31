import { describe, expect, it } from 'vitest';
import { found, readTexts } from '../../../fixtures/import-files.ts';

const event = (more: object) => ({
  guid: 'e1',
  date: '2026-05-12T10:00:00+02:00',
  duration: '00:45',
  title: 'Tides',
  persons: [{ id: 1, public_name: 'Ada Ström' }],
  ...more,
});
const version1 = (conference: object, ...events: object[]) =>
  JSON.stringify(
    {
      schedule: {
        conference: {
          acronym: 'harbour',
          title: 'Harbour Days',
          time_zone_name: 'Europe/Berlin',
          ...conference,
          days: [{ rooms: { Pier: events } }],
        },
      },
    },
    null,
    1,
  );

describe('version 1', () => {
  it('reads events of rooms of days', () => {
    const { venue } = readTexts({
      'schedule.json': version1(
        {},
        event({}),
        event({ guid: 'e2', date: '2026-05-13T00:30:00+02:00', title: { en: 'Stars', de: 'Sterne' } }),
      ),
    });
    expect(venue.sessions).toMatchObject([
      { id: 'harbour:e1', title: 'Tides', startsAt: '2026-05-12T10:00', roomId: 'pier', speakerIds: ['harbour:1'] },
      { title: { en: 'Stars', de: 'Sterne' }, startsAt: '2026-05-13T00:30' },
    ]);
  });

  it('leaves out what is not for guests, and says so', () => {
    const states = ['draft', 'rejected', 'pending', 'confirmed', 'CANCELLED'].map((status, i) =>
      event({ guid: `e${i}`, status, date: `2026-05-12T1${i}:00:00+02:00` }),
    );
    const { venue, findings } = readTexts({ 'schedule.json': version1({}, ...states) });
    expect(venue.sessions.map(({ status }) => status)).toEqual(['scheduled', 'cancelled']);
    expect(found(findings, 'not-shown').map((line) => line.split(' ')[1])).toEqual(['status=draft', 'status=rejected', 'status=pending']);
  });

  it.each([
    ['no zone and no offset', {}, '2026-05-12T10:00:00', 'timezone-needed', '2026-05-12T10:00'],
    ['UTC only', {}, '2026-05-12T10:00:00Z', 'timezone-needed', '2026-05-12T10:00'],
    ['UTC by name', { time_zone_name: 'UTC' }, '2026-05-12T10:00:00+00:00', 'timezone-needed', '2026-05-12T10:00'],
    ['one offset', {}, '2026-05-12T10:00:00+02:00', 'timezone-guessed', '2026-05-12T10:00'],
    ['an offset against its zone', { time_zone_name: 'UTC' }, '2026-05-12T10:00:00+02:00', 'timezone-guessed', '2026-05-12T10:00'],
  ])('asks for the zone where it is not known: %s', (_, conference, date, code, startsAt) => {
    const { venue, findings } = readTexts({ 'schedule.json': version1({ time_zone_name: undefined, ...conference }, event({ date })) });
    expect(found(findings, code)).toHaveLength(1);
    expect(venue.sessions[0]?.startsAt).toBe(startsAt);
    const told = readTexts(
      { 'schedule.json': version1({ time_zone_name: undefined, ...conference }, event({ date })) },
      { timezone: 'Asia/Tokyo' },
    );
    expect(told.venue.timezone).toBe('Asia/Tokyo');
    expect(found(told.findings, code)).toEqual([]);
  });

  it('guesses missing ends from the room, and says it once', () => {
    const events = [
      event({ duration: undefined }),
      event({ guid: 'e2', date: '2026-05-12T10:50:00+02:00', duration: null }),
      event({ guid: 'e3', date: '2026-05-12T20:00:00+02:00' }),
    ];
    const { venue, findings } = readTexts({ 'schedule.json': version1({}, ...events) });
    expect(venue.sessions.map(({ endsAt }) => endsAt.slice(11))).toEqual(['10:50', '11:35', '20:45']);
    expect(found(findings, 'end-guessed')).toHaveLength(1);
  });

  it('leaves out exact repetitions and copies', () => {
    const { venue, findings } = readTexts({
      'schedule.json': version1({}, event({}), event({}), event({ guid: 'e2', title: 'Tides (copy)', date: '2026-05-12T15:00:00+02:00' })),
    });
    expect(venue.sessions).toHaveLength(1);
    expect(found(findings, 'duplicate-row')).toHaveLength(1);
    expect(found(findings, 'copy-skipped')).toHaveLength(1);
  });
});

it('reads version 2: a list of events, localised texts, rooms with capacity', () => {
  const schedule = {
    conference: {
      acronym: 'harbour',
      title: 'Harbour Days',
      time_zone_name: 'Europe/Berlin',
      languages: ['en', 'de'],
      tracks: [{ slug: 'sea', name: 'Sea & Shore' }],
      rooms: [{ name: 'Pier', guid: 'r1', capacity: 120, description: { en: 'By the water', de: 'Am Wasser' } }],
    },
    events: [
      {
        guid: 'e1',
        type: 'LIGHTNING_TALK',
        start: '2026-05-12T22:30:00+00:00',
        end: '2026-05-12T23:00:00+00:00',
        title: 'Stars:',
        room: { name: 'Pier', guid: 'r1' },
        track: { slug: 'sea' },
        participants: [{ guid: 'p1', name: 'Ada Ström' }],
      },
      { guid: 'e2', start: '2026-05-12T08:00:00+02:00', title: 'Roomless', room: null, participants: [] },
    ],
    persons: [{ guid: 'p1', name: 'Ada Ström', biography: 'Sails.' }],
  };
  const { venue, findings } = readTexts({ 'hub.json': JSON.stringify({ schedule }) });
  expect(venue.sessions[0]).toMatchObject({
    startsAt: '2026-05-13T00:30',
    endsAt: '2026-05-13T01:00',
    track: 'Sea & Shore',
    kind: 'Lightning talk',
  });
  expect(venue.places[0]).toMatchObject({ name: 'Pier', capacity: 120, description: { en: 'By the water', de: 'Am Wasser' } });
  expect(venue.speakers).toMatchObject([{ name: 'Ada Ström', bio: 'Sails.' }]);
  expect(found(findings, 'session-without-room')).toHaveLength(1);
});

it.each([
  ['cut off', '{"schedule": {"conference": {"days": [', /cut off/],
  ['not JSON', '{"schedule": }', /not JSON \(line 1\)/],
  ['of no known format', '{"a": 1}', /no format that is known/],
])('refuses a file that is %s', (_, text, reason) => {
  expect(() => readTexts({ 'x.json': text })).toThrow(
    expect.objectContaining({ code: 'import-unreadable', message: expect.stringMatching(reason) }),
  );
});
