import { describe, expect, it } from 'vitest';
import { tidy } from '../../../core/agent/understand/tidy.ts';
import { findWhen } from '../../../core/agent/understand/when.ts';

const now = '2026-05-12T14:10'; // a Tuesday
const days = ['2026-05-12', '2026-05-13'];

function when(text: string, locale = 'en', at = now) {
  const found = findWhen(tidy(text, locale), { now: at, days }).when;
  return found?.kind === 'range' ? `${found.from}/${found.to}` : (found?.kind ?? null);
}

describe('times in a question', () => {
  it.each([
    ['what is on right now', 'now'],
    ["what's next", 'next'],
    ['where is the room next to the bar', null],
    ['tomorrow morning', '2026-05-13T05:00/2026-05-13T12:00'],
    ['this afternoon after five', '2026-05-12T17:00/2026-05-12T18:00'],
    ['after five', '2026-05-12T17:00/2026-05-13T04:00'],
    ['at three', '2026-05-12T15:00/2026-05-12T15:01'],
    ['at half past nine tomorrow', '2026-05-13T09:30/2026-05-13T09:31'],
    ['at quarter to four', '2026-05-12T15:45/2026-05-12T15:46'],
    ['at two thirty pm', '2026-05-12T14:30/2026-05-12T14:31'],
    ['at 10:30', '2026-05-12T10:30/2026-05-12T10:31'],
    ['half past nine', '2026-05-12T21:30/2026-05-12T21:31'],
    ['something like half seven', '2026-05-12T19:30/2026-05-12T19:31'],
    ['at two thirty', '2026-05-12T14:30/2026-05-12T14:31'],
    ['at eight thirty', '2026-05-12T20:30/2026-05-12T20:31'],
    ['tomorrow at six thirty', '2026-05-13T06:30/2026-05-13T06:31'],
    ["at ten o'clock tonight", '2026-05-12T22:00/2026-05-12T22:01'],
    ['from ten to four', '2026-05-12T10:00/2026-05-12T16:00'],
    ['between two and four', '2026-05-12T14:00/2026-05-12T16:00'],
    ['in two hours', '2026-05-12T16:10/2026-05-12T16:11'],
    ['in half an hour', '2026-05-12T14:40/2026-05-12T14:41'],
    ['on wednesday', '2026-05-13T00:00/2026-05-14T04:00'],
    ['on day two', '2026-05-13T00:00/2026-05-14T04:00'],
    ['on the thirteenth of may', null],
    ['on may 13', '2026-05-13T00:00/2026-05-14T04:00'],
    ['tonight', '2026-05-12T17:00/2026-05-13T00:00'],
  ])('%s', (text, expected) => {
    expect(when(text)).toBe(expected);
  });

  it('a bare hour just past is the one that has begun, one long past is tonight', () => {
    expect(when('at ten', 'en', '2026-05-12T10:10')).toBe('2026-05-12T10:00/2026-05-12T10:01');
    expect(when('at ten', 'en', '2026-05-12T14:10')).toBe('2026-05-12T22:00/2026-05-12T22:01');
  });

  it.each([
    ['was läuft jetzt', 'now'],
    ['was kommt als nächstes', 'next'],
    ['morgen früh', '2026-05-13T05:00/2026-05-13T12:00'],
    ['morgen um halb drei', '2026-05-13T14:30/2026-05-13T14:31'],
    ['um viertel vor vier', '2026-05-12T15:45/2026-05-12T15:46'],
    ['um 15 uhr 30', '2026-05-12T15:30/2026-05-12T15:31'],
    ['heute abend', '2026-05-12T17:00/2026-05-13T00:00'],
    ['nach siebzehn uhr', '2026-05-12T17:00/2026-05-13T04:00'],
    ['guten morgen', null],
    ['am mittwoch', '2026-05-13T00:00/2026-05-14T04:00'],
    ['übermorgen', '2026-05-14T00:00/2026-05-15T04:00'],
  ])('%s', (text, expected) => {
    expect(when(text, 'de')).toBe(expected);
  });
});
