import { describe, expect, it } from 'vitest';
import { openAt, openingsOn } from '../../../core/venue/hours.ts';
import { parseHours } from '../../../core/venue/hours-syntax.ts';

// 2026-05-12 is a Tuesday.
describe('openAt', () => {
  it.each([
    ['24/7', '2026-05-12T03:00', { state: 'open' }],
    ['Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00', '2026-05-12T07:00', { state: 'open', until: '2026-05-12T22:00' }],
    ['Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00', '2026-05-12T22:00', { state: 'closed', opensAt: '2026-05-13T07:00' }],
    ['Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00', '2026-05-15T22:30', { state: 'closed', opensAt: '2026-05-16T08:00' }],
    ['Mo-Fr 07:00-22:00', '2026-05-12T21:30', { state: 'closing-soon', until: '2026-05-12T22:00' }],
    ['Mo-Su 11:30-15:00,18:00-22:00', '2026-05-12T16:00', { state: 'closed', opensAt: '2026-05-12T18:00' }],
    ['Tu 20:00-02:00', '2026-05-13T01:00', { state: 'open', until: '2026-05-13T02:00' }],
    ['Tu 20:00-26:00', '2026-05-13T01:00', { state: 'open', until: '2026-05-13T02:00' }],
    ['Tu 20:00-02:00', '2026-05-13T02:00', { state: 'closed', opensAt: '2026-05-19T20:00' }],
    ['Fr-Mo 10:00-12:00', '2026-05-12T11:00', { state: 'closed', opensAt: '2026-05-15T10:00' }],
    ['Mo-Su 10:00-18:00; Tu off', '2026-05-12T11:00', { state: 'closed', opensAt: '2026-05-13T10:00' }],
    ['off', '2026-05-12T11:00', { state: 'closed' }],
    ['10:00-12:00', '2026-05-12T11:00', { state: 'open', until: '2026-05-12T12:00' }],
    ['Mo-Su 00:00-24:00', '2026-05-12T23:59', { state: 'open' }],
    ['Apr 01-Sep 30 10:00-20:00; Oct 01-Mar 31 off', '2026-05-12T11:00', { state: 'open', until: '2026-05-12T20:00' }],
    ['Apr 01-Sep 30 10:00-20:00; Oct 01-Mar 31 off', '2026-12-01T11:00', { state: 'closed' }],
    ['Nov-Feb 10:00-12:00', '2026-01-05T11:00', { state: 'open', until: '2026-01-05T12:00' }],
    ['24/7; Dec 24-26 off', '2026-12-25T11:00', { state: 'closed', opensAt: '2026-12-27T00:00' }],
    ['Mo-Fr 08:00-18:00; PH off', '2026-05-12T09:00', { state: 'open', until: '2026-05-12T18:00' }],
    ['2026 May 12 12:00-14:00', '2026-05-12T11:00', { state: 'closed', opensAt: '2026-05-12T12:00' }],
    ['Mo-Su 10:00-18:00; 2026-05-12 12:00-14:00', '2026-05-12T11:00', { state: 'closed', opensAt: '2026-05-12T12:00' }],
    ['Mo-Su 10:00-18:00; 2026-05-11..2026-05-13 off', '2026-05-13T11:00', { state: 'closed', opensAt: '2026-05-14T10:00' }],
    ['Mo-Su 10:00-18:00; 2025-05-11..2025-05-13 off', '2026-05-13T11:00', { state: 'open', until: '2026-05-13T18:00' }],
    ['2026 Dec 20-2027 Jan 5 off; Mo-Su 09:00-10:00', '2026-05-12T09:00', { state: 'open', until: '2026-05-12T10:00' }],
    ['Mo-Fr 08:00-12:00, Sa 10:00-12:00', '2026-05-16T11:00', { state: 'open', until: '2026-05-16T12:00' }],
    ['Mo-Fr 08:00-12:00 "ring the bell"; Sa off', '2026-05-12T11:00', { state: 'open', until: '2026-05-12T12:00' }],
    ['18:00+', '2026-05-12T19:00', { state: 'open', until: '2026-05-13T00:00' }],
    ['Monday to Friday 9am - 5:30pm', '2026-05-12T17:15', { state: 'closing-soon', until: '2026-05-12T17:30' }],
    ['Mon–Fri 9 a.m.–12 p.m.', '2026-05-12T11:00', { state: 'open', until: '2026-05-12T12:00' }],
    ['daily 10-18', '2026-05-12T11:00', { state: 'open', until: '2026-05-12T18:00' }],
    ['Di-So 10.00-18.00 Uhr', '2026-05-11T11:00', { state: 'closed', opensAt: '2026-05-12T10:00' }],
    ['Saturday and Sunday 10:00-12:00', '2026-05-12T11:00', { state: 'closed', opensAt: '2026-05-16T10:00' }],
    ['whenever', '2026-05-12T11:00', { state: 'unknown' }],
    [undefined, '2026-05-12T11:00', { state: 'unknown' }],
  ] as const)('%s at %s', (hours, now, expected) => {
    expect(openAt(hours, now)).toEqual(expected);
  });

  it.each([
    ['Mo-Fr 08:00-18:00; PH off', { state: 'closed', opensAt: '2026-05-13T08:00' }],
    ['PH off; Mo-Fr 08:00-18:00', { state: 'closed', opensAt: '2026-05-13T08:00' }],
    ['Mo-Fr 08:00-18:00; PH,Su 12:00-16:00', { state: 'closed', opensAt: '2026-05-12T12:00' }],
    ['Mo-Fr 08:00-18:00', { state: 'open', until: '2026-05-12T18:00' }],
    ['Dec 01-31 PH off; Mo-Fr 08:00-18:00', { state: 'open', until: '2026-05-12T18:00' }],
  ] as const)('%s on a public holiday', (hours, expected) => {
    expect(openAt(hours, '2026-05-12T11:00', new Set(['2026-05-12']))).toEqual(expected);
  });

  it('joins spans that touch at midnight', () => {
    expect(openAt('Tu 18:00-24:00; We 00:00-03:00', '2026-05-12T23:00')).toEqual({ state: 'open', until: '2026-05-13T03:00' });
  });

  it('gives the openings of a date', () => {
    expect(openingsOn('Mo-Fr 11:30-15:00,18:00-01:00', '2026-05-12')).toEqual([
      { from: '2026-05-12T11:30', to: '2026-05-12T15:00' },
      { from: '2026-05-12T18:00', to: '2026-05-13T01:00' },
    ]);
    expect(openingsOn('Mo-Fr 11:30-15:00', '2026-05-16')).toEqual([]);
  });

  it.each(['', 'Mo-Fr', '25:00-26:00', 'Mo 9-5', 'Mo 13pm-5pm', '"by appointment"', '10:00-12:00 14:00-15:00', 'Mo-Xx 10:00-12:00'])(
    'does not read "%s"',
    (hours) => {
      expect(parseHours(hours)).toBeNull();
    },
  );
});
