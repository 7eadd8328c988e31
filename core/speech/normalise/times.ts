import { cardinal, ordinal, year } from './numbers.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH =
  '(Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|Jun[e.]?|Jul[y.]?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)(?![a-z])';

export const TIME_SOURCE = '([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?(?:\\s?([ap])\\.?\\s?m\\b\\.?)?';

interface ClockTime {
  readonly words: readonly string[];
  readonly half: 'a' | 'p' | null;
}

/**
 * 14:30 → two thirty p m, 09:05 → nine oh five a m, 12:00 → noon, 24:00 → midnight. An hour from 1 to 12 written
 * with a.m. or p.m. keeps it; without, the 24-hour clock is meant.
 */
export function clockTime(hourText: string, minuteText: string, halfText: string | undefined): ClockTime {
  const hour = Number(hourText) % 24;
  const minute = Number(minuteText);
  const half = halfText === undefined ? (hour < 12 ? 'a' : 'p') : halfText.toLowerCase() === 'a' ? 'a' : 'p';
  const isTwelve = hour % 12 === 0;
  if (minute === 0 && isTwelve) return { words: [half === 'p' ? 'noon' : 'midnight'], half: null };
  const minutes = minute === 0 ? [] : minute < 10 ? ['oh', ...cardinal(minute)] : cardinal(minute);
  return { words: [...cardinal(isTwelve ? 12 : hour % 12), ...minutes], half };
}

export function sayTime(hour: string, minute: string, half: string | undefined): string[] {
  const time = clockTime(hour, minute, half);
  return [...time.words, ...halfOfDay(time.half)];
}

/** "2:30 to 3:15 pm": the half of the day once where both ends share it. */
export function sayTimeRange(from: ClockTime, to: ClockTime): string[] {
  return [...from.words, ...(from.half === to.half ? [] : halfOfDay(from.half)), 'to', ...to.words, ...halfOfDay(to.half)];
}

export function halfOfDay(half: 'a' | 'p' | null): string[] {
  return half === null ? [] : [half, 'm'];
}

export const ISO_DATE = /(\d{4})-(\d{2})-(\d{2})(?!\d)/y;
export const NUMERIC_DATE = /(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/y;
export const DAY_MONTH = new RegExp(`(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s(?:of\\s)?${MONTH}(?:,?\\s(\\d{4})(?!\\d))?`, 'y');
export const MONTH_DAY = new RegExp(`${MONTH}\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s(\\d{4})(?!\\d))?`, 'y');

/** Month by its name or the start of it; null when there is no such month. */
export function monthName(name: string): string | null {
  const start = name.slice(0, 3).toLowerCase();
  return MONTHS.find((month) => month.startsWith(start)) ?? null;
}

/** The twelfth of May (twenty twenty six); null for a date that is none. */
export function sayDate(day: number, month: number | string, yearText: string | undefined): string[] | null {
  const name = typeof month === 'string' ? monthName(month) : MONTHS[month - 1];
  if (name === undefined || name === null || day < 1 || day > 31) return null;
  return ['the', ...ordinal(day), 'of', name, ...(yearText === undefined ? [] : year(Number(yearText)))];
}
