import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { found, readTexts } from '../../../fixtures/import-files.ts';
import { workbook } from '../../../fixtures/workbook.ts';

const zone = { timezone: 'Europe/Berlin' };
const day = 46154; // 2026-05-12

it('reads sheets with dates, times, a title line, columns under one name, and rows struck out', () => {
  const bytes = workbook({
    Programme: [
      ['Harbour Days', null, null, null, 'Speakers'],
      ['Title', 'Date', 'Time', 'Room', 1, 2],
      ['Tides & time', { date: day }, { date: 0.40625 }, 'Pier', 'Ada Ström, Ferry & Co', 'Ben Okoro'],
      [{ struck: 'Knots' }, { struck: '2026-05-12' }, { struck: '11:00' }, { struck: 'Pier' }],
      ['Stars', { date: day + 0.5 }, null, 'Deck'],
    ],
    Exhibitors: [
      ['Company', 'Stand'],
      ['Ferry & Co', 'A12'],
    ],
    Notes: [['call the caterer']],
  });
  const { venue, findings } = readTexts({ 'plan.xlsx': bytes }, zone);
  expect(venue.eventName).toBe('Harbour Days');
  expect(venue.sessions.map(({ title, startsAt, status }) => [title, startsAt, status])).toEqual([
    ['Tides & time', '2026-05-12T09:45', 'scheduled'],
    ['Knots', '2026-05-12T11:00', 'cancelled'],
    ['Stars', '2026-05-12T12:00', 'scheduled'],
  ]);
  expect(venue.speakers.map(({ name, role }) => [name, role])).toEqual([
    ['Ada Ström', 'Ferry & Co'],
    ['Ben Okoro', undefined],
  ]);
  expect(venue.exhibitors.map(({ name, stand }) => [name, stand])).toEqual([['Ferry & Co', 'A12']]);
  expect(found(findings, 'sheet-skipped')).toEqual(['plan.xlsx#Notes: =']);
});

it('refuses an archive that unpacks to too much, one cut off, one without a workbook, and an old Excel file', () => {
  const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(70 * 1024 * 1024) }, { level: 9 });
  expect(bomb.length).toBeLessThan(100_000);
  expect(() => readTexts({ 'x.xlsx': bomb })).toThrow(/unpacks to more than 60 MB/);
  const good = workbook({
    S: [
      ['Title', 'Date'],
      ['Tides', '2026-05-12 10:00'],
    ],
  });
  const damaged = Uint8Array.from(good);
  damaged.fill(0xff, 60, 110);
  expect(() => readTexts({ 'x.xlsx': damaged })).toThrow(expect.objectContaining({ code: 'import-unreadable' }));
  expect(() => readTexts({ 'x.xlsx': good.subarray(0, good.length / 2) })).toThrow(expect.objectContaining({ code: 'import-unreadable' }));
  expect(() => readTexts({ 'x.zip': zipSync({ 'a.txt': new Uint8Array(3) }) })).toThrow(/a.txt: is not text/);
  expect(() => readTexts({ 'x.xls': Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]) })).toThrow(/old or a protected Excel file/);
});
