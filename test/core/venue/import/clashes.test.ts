import { expect, it } from 'vitest';
import { readTexts } from '../../../fixtures/import-files.ts';
import { box, collection, feature } from '../../../fixtures/plan-shapes.ts';

const zone = { timezone: 'Europe/Berlin' };
const severities = (files: Readonly<Record<string, string>>, code: string) =>
  readTexts(files, zone)
    .findings.filter((finding) => finding.code === code)
    .map(({ severity }) => severity);
const programme = (...rows: string[]) => ({ 'x.csv': `Title,Date,Start,End,Room,Speaker\n${rows.join('\n')}\n` });

it('blocks two talks in one room, not what goes on beside others all day, nor posters', () => {
  expect(severities(programme('A,2026-05-12,10:00,11:00,Pier,', 'B,2026-05-12,10:30,11:30,Pier,'), 'room-double-booked')).toEqual([
    'error',
  ]);
  expect(severities(programme('Fair,2026-05-12,09:00,18:00,Pier,', 'B,2026-05-12,10:30,11:30,Pier,'), 'room-double-booked')).toEqual([
    'warning',
  ]);
  const posters = ['A', 'B', 'C'].map((title) => `Poster ${title},2026-05-12,10:00,11:00,Foyer,`);
  expect(new Set(severities(programme(...posters), 'room-double-booked'))).toEqual(new Set(['warning']));
});

it('warns of a speaker in two places and of a session without a room', () => {
  const rows = programme('A,2026-05-12,10:00,11:00,Pier,Ada', 'B,2026-05-12,10:30,11:30,Deck,Ada', 'C,2026-05-12,12:00,13:00,,');
  expect(severities(rows, 'speaker-in-two-places')).toEqual(['warning']);
  expect(severities(rows, 'session-without-room')).toEqual(['warning']);
});

it('warns of hours that overlap on one day', () => {
  const places = (hours: string) => ({ 'restaurants.csv': `Name;Opening hours\nKombüse;${hours}\n` });
  expect(severities(places('Mo-Fr 09:00-13:00,12:00-17:00'), 'hours-overlap')).toEqual(['warning']);
  expect(severities(places('Mo-Su 09:00-13:00,14:00-17:00; Sa 10:00-12:00; Dec 24-26 off; PH off'), 'hours-overlap')).toEqual([]);
  expect(severities(places('Dec 24-26 off; 2026 Jan 01 off; PH 10:00-12:00; Mo-Su 09:00-13:00'), 'hours-unreadable')).toEqual([]);
});

it('takes back a promise of no steps that derived routes do not bear out, and says so', () => {
  const floor = (level: string) => [
    feature(box(0, 0, 30, 4), { indoor: 'corridor', level }),
    feature(box(0, 4, 10, 6), { indoor: 'room', amenity: 'toilets', wheelchair: 'yes', level }),
  ];
  const stairs = feature(box(30, 0, 4, 4), { indoor: 'room', stairs: 'yes', level: '0;1' });
  const { venue, findings } = readTexts({ 'a.geojson': collection([...floor('0'), ...floor('1'), stairs]) });
  expect(venue.places.filter(({ kind }) => kind === 'toilet').map(({ stepFree }) => stepFree)).toEqual([true, undefined]);
  expect(findings.map(({ code }) => code)).toContain('step-free-unproven');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
