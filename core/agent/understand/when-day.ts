import { addMinutes, dateOf, dayAfter } from '../../tools/local-time.ts';
import { fromDay, toDay, weekdayOf } from '../../venue/local-time.ts';
import { numberAt, ordinalOf } from './spoken-numbers.ts';
import type { TimeFrame } from './when.ts';

export interface DayPart {
  readonly from: string;
  readonly to: string;
}

export interface SaidDay {
  readonly date: string | null;
  readonly part: DayPart | null;
}

type Mark = (at: number, length: number) => void;

/** Monday first, as core/venue/local-time.ts counts; English, German. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ['monday', 'montag'],
  ['tuesday', 'dienstag'],
  ['wednesday', 'wednsday', 'wensday', 'mittwoch'],
  ['thursday', 'donnerstag'],
  ['friday', 'freitag'],
  ['saturday', 'samstag', 'sonnabend'],
  ['sunday', 'sonntag'],
];

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'janner'],
  ['february', 'februar'],
  ['march', 'marz', 'maerz'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
];

const MORNING = { from: '05:00', to: '12:00' };
const NOON = { from: '11:30', to: '14:00' };
const AFTERNOON = { from: '12:00', to: '18:00' };
const EVENING = { from: '17:00', to: '00:00' };

/** Phrases of days and their parts, longest first. `days` counts from today. */
const PHRASES: readonly { readonly said: RegExp; readonly days?: number; readonly part?: DayPart }[] = [
  { said: /^(the )?day after tomorrow\b/, days: 2 },
  { said: /^ubermorgen\b/, days: 2 },
  { said: /^(tomorrow|tomorow|tommorow|tomorrows) (morning|early)\b/, days: 1, part: MORNING },
  { said: /^morgen (fruh|vormittag)\b/, days: 1, part: MORNING },
  { said: /^(tomorrow|tomorow|tommorow)\b/, days: 1 },
  { said: /^(last night|gestern (abend|nacht))\b/, days: -1, part: EVENING },
  { said: /^(yesterday|gestern)\b/, days: -1 },
  { said: /^(this morning|heute (morgen|vormittag|fruh))\b/, days: 0, part: MORNING },
  { said: /^(this afternoon|heute nachmittag)\b/, days: 0, part: AFTERNOON },
  { said: /^(this evening|tonight|to night|heute (abend|nacht)|later tonight)\b/, days: 0, part: EVENING },
  { said: /^(at )?(noon|midday|lunchtime|lunch time)\b/, part: NOON },
  { said: /^(heute )?(zu |zum )?(mittag|mittagszeit)\b/, part: NOON },
  { said: /^(in the |am |on the )?(morning|vormittag|vormittags)\b/, part: MORNING },
  { said: /^(am|der|den) morgen\b/, part: MORNING },
  { said: /^(in the |am |on the )?(afternoon|nachmittag|nachmittags)\b/, part: AFTERNOON },
  { said: /^(in the |am |on the )?(evening|abend|abends|night|nachts)\b/, part: EVENING },
  { said: /^(today|todays|heute|heutigen|heutige)\b/, days: 0 },
];

/** The day and the part of the day that a question names. */
export function findDay(words: readonly string[], { now, days, namePairs, holidays = [] }: TimeFrame, mark: Mark): SaidDay {
  const today = dateOf(now);
  let date: string | null = null;
  let part: DayPart | null = null;
  for (let i = 0; i < words.length; i++) {
    const rest = words.slice(i).join(' ');
    const phrase = PHRASES.find(({ said }) => said.test(rest));
    const saysNoTime = phrase?.days === undefined && (isOfName(words, i, namePairs) || /^(good|guten|schonen)$/.test(words[i - 1] ?? ''));
    if (phrase !== undefined && !saysNoTime) {
      const length = (phrase.said.exec(rest)?.[0] ?? '').split(' ').length;
      mark(i, length);
      if (phrase.days !== undefined) date ??= dayAfter(today, phrase.days);
      part ??= phrase.part ?? null;
      i += length - 1;
      continue;
    }
    const named =
      venueHolidayAt(words, i, today, holidays) ??
      holidayAt(words, i, today) ??
      weekdayAt(words, i, today, days) ??
      monthDayAt(words, i, today) ??
      eventDayAt(words, i, days) ??
      germanMorning(words, i, today);
    if (named === null) continue;
    mark(i, named.length);
    date ??= named.date;
    i += named.length - 1;
  }
  return { date, part };
}

/** "the night owl": the word belongs to a name with the one after or before it. */
function isOfName(words: readonly string[], at: number, pairs: ReadonlySet<string> | undefined): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  return pairs !== undefined && (pairs.has(`${word} ${after}`) || pairs.has(`${before} ${word}`));
}

/** Holidays on a fixed date, as they are said; English and German. Month and day. */
const HOLIDAYS: readonly (readonly [RegExp, string])[] = [
  [/^(on )?(christmas eve|heiligabend|heilig abend)\b/, '12-24'],
  [/^(on )?(boxing day|saint stephens? day|zweiten? weihnachtstag|zweiter weihnachtsfeiertag)\b/, '12-26'],
  [/^(on |at |over )?(christmas( day)?|xmas( day)?|weihnachten|erste[nr]? weihnachtstag)\b/, '12-25'],
  [/^(on )?(new years? eve|silvester)\b/, '12-31'],
  [/^(on )?(new years?( day)?|neujahr)\b/, '01-01'],
];

/** A holiday by the venue's own name for it: the next one to come, else the last. */
function venueHolidayAt(words: readonly string[], at: number, today: string, holidays: NonNullable<TimeFrame['holidays']>): Named | null {
  const said = holidays.filter((holiday) => holiday.words.length > 0 && holiday.words.every((word, i) => words[at + i] === word));
  const dates = said.map(({ date }) => date).sort();
  const date = dates.find((one) => one >= today) ?? dates.at(-1);
  return date === undefined ? null : { date, length: Math.max(...said.map(({ words: name }) => name.length)) };
}

/** The next one to come, today included. */
function holidayAt(words: readonly string[], at: number, today: string): Named | null {
  const rest = words.slice(at).join(' ');
  for (const [said, monthDay] of HOLIDAYS) {
    const match = said.exec(rest);
    if (match === null) continue;
    const thisYear = `${today.slice(0, 4)}-${monthDay}`;
    const date = thisYear >= today ? thisYear : `${Number(today.slice(0, 4)) + 1}-${monthDay}`;
    return { date, length: match[0].split(' ').length };
  }
  return null;
}

interface Named {
  readonly date: string;
  readonly length: number;
}

/** The event's own day of that name, else the coming one. "samstagvormittag" keeps its part for the next word. */
function weekdayAt(words: readonly string[], at: number, today: string, days: readonly string[]): Named | null {
  const word = (words[at] ?? '').replace(/(s|vormittag|nachmittag|abend|morgen)$/, '');
  const weekday = WEEKDAYS.findIndex((names) => names.includes(word) || names.includes(words[at] ?? ''));
  if (weekday === -1) return null;
  const upcoming = Array.from({ length: 7 }, (_, i) => dayAfter(today, i)).find((date) => weekdayOf(toDay(date)) === weekday) ?? today;
  const ofEvent = days.filter((date) => weekdayOf(toDay(date)) === weekday);
  const date = ofEvent.find((day) => day >= today) ?? ofEvent.at(-1) ?? upcoming;
  return { date, length: 1 };
}

/** "may 12", "the twelfth of may" (as 12th), "12 mai". */
function monthDayAt(words: readonly string[], at: number, today: string): Named | null {
  const month = (index: number) => MONTHS.findIndex((names) => names.includes(words[index] ?? ''));
  const dayNumber = (index: number) =>
    Number(/^(\d{1,2})(st|nd|rd|th)?$/.exec(words[index] ?? '')?.[1] ?? 0) || (numberAt(words, index)?.value ?? 0);
  const build = (m: number, d: number, length: number): Named | null => {
    if (m < 0 || d < 1 || d > 31) return null;
    const year = Number(today.slice(0, 4));
    return { date: `${year}-${String(m + 1).padStart(2, '0')}-${String(d).padStart(2, '0')}`, length };
  };
  if (month(at) >= 0 && words[at] !== 'may') return build(month(at), dayNumber(at + 1), 2);
  if (words[at] === 'may' && /^\d/.test(words[at + 1] ?? '')) return build(4, dayNumber(at + 1), 2);
  const gap = words[at + 1] === 'of' ? 2 : 1;
  return month(at + gap) >= 0 ? build(month(at + gap), dayNumber(at), gap + 1) : null;
}

/** "day two", "the first day", "am zweiten tag". */
function eventDayAt(words: readonly string[], at: number, days: readonly string[]): Named | null {
  const isDay = (word: string | undefined) => word === 'day' || word === 'tag';
  const index = isDay(words[at]) ? (numberAt(words, at + 1)?.value ?? 0) - 1 : isDay(words[at + 1]) ? ordinalOf(words[at] ?? '') : null;
  if (index === null || (isDay(words[at]) && index < 0)) return null;
  const date = days.at(index);
  return date === undefined || index >= days.length ? null : { date, length: 2 };
}

/** "morgen" alone is tomorrow, unless it greets ("guten morgen"). */
function germanMorning(words: readonly string[], at: number, today: string): Named | null {
  if (words[at] !== 'morgen' || words[at - 1] === 'guten') return null;
  return { date: fromDay(toDay(addMinutes(`${today}T12:00`, 24 * 60))), length: 1 };
}
