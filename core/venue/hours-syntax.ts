/**
 * A subset of OpenStreetMap's opening_hours: rules separated by ";" (or "," before a day or month), each of
 * [dates] [weekdays, PH] [times | "off"]. Examples: "24/7", "Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00",
 * "Fr-Mo 18:00-02:00", "Mo-Su 07:00-10:30,12:00-15:00", "Dec 24-26 off", "Apr 01-Sep 30 09:00-20:00",
 * "2026 Dec 24 10:00-14:00", "2026-12-24 10:00-14:00", "2026-12-27..2026-12-30 off", "PH 10:00-16:00".
 * Beyond it, what people write: "Monday to Friday 9am-5:30pm", "daily 10-18 h", "Di-So 10.00-18.00 Uhr", a remark in quotes.
 * Times may end after midnight ("22:00-02:00" or "22:00-26:00") or be open-ended ("18:00+", taken as until midnight).
 * "PH" is a day among the venue's own holidays; "SH" rules are left out, school holidays are not known.
 */
export interface HoursRule {
  /** 0 is Monday. */
  readonly weekdays: ReadonlySet<number>;
  /** Holds on public holidays, whatever their weekday. */
  readonly onHolidays: boolean;
  /** Both included: "MM-DD" to "MM-DD", may run over the new year; or "YYYY-MM-DD" to "YYYY-MM-DD". */
  readonly season: { readonly from: string; readonly to: string } | null;
  /** Minutes after midnight; an end over 1440 is on the next day. Empty: closed. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EVERY_DAY: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6]);

const MONTH = `(?:${MONTHS.join('|')})`;
const ISO = '\\d{4}-\\d{2}-\\d{2}';
const ISO_DATES = new RegExp(`^(${ISO})(?:\\s*(?:-|/|\\.\\.)\\s*(${ISO}))?(?=\\s|$)\\s*`);
const SEASON = new RegExp(
  `^(?:(\\d{4})\\s+)?(${MONTH})(?:\\s+(\\d{1,2}))?(?:\\s*-\\s*(?:(\\d{4})\\s+)?(${MONTH})?\\s*(\\d{1,2})?)?(?=\\s|:(?!\\d)|$)\\s*:?\\s*`,
);
const DAY = `(?:${DAYS.join('|')}|ph|sh)`;
const WEEKDAYS = new RegExp(`^(${DAY}(?:\\s*-\\s*${DAY})?(?:\\s*,\\s*${DAY}(?:\\s*-\\s*${DAY})?)*)(?=\\s|:(?!\\d)|$)\\s*:?\\s*`);
const NEXT_RULE = new RegExp(`(?<=\\d|off|closed|m)\\s*,\\s*(?=${DAY}\\b|${MONTH}\\b|${ISO})`);
const TIME = '(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm)?';
const SPAN = new RegExp(`^${TIME}\\s*(?:-\\s*${TIME}|\\+)$`);

/** Long and foreign names of days, as spreadsheets have them. */
const DAY_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:mondays?|mon|montags?|lundi|lunes)\b/g, 'mo'],
  [/\b(?:tuesdays?|tues?|dienstags?|di|mardi|martes)\b/g, 'tu'],
  [/\b(?:wednesdays?|wed|mittwochs?|mi|mercredi)\b/g, 'we'],
  [/\b(?:thursdays?|thurs?|thur|donnerstags?|do|jeudi|jueves)\b/g, 'th'],
  [/\b(?:fridays?|fri|freitags?|vendredi|viernes)\b/g, 'fr'],
  [/\b(?:saturdays?|sat|samstags?|samedi)\b/g, 'sa'],
  [/\b(?:sundays?|sun|sonntags?|so|dimanche|domingo)\b/g, 'su'],
  [/\b(?:daily|every day|täglich|all week)(?=\s|:|$)/g, 'mo-su'],
  [/\b(?:public|bank) holidays?\b|\bfeiertags?e?\b/g, 'ph'],
];

/** The rules of `hours`, or null when they are not of this subset. */
export function parseHours(hours: string): readonly HoursRule[] | null {
  const text = plain(hours);
  if (text === '') return null;
  const rules: HoursRule[] = [];
  for (const part of text.split(';').flatMap((one) => one.split(NEXT_RULE))) {
    if (part.trim() === '') continue;
    const rule = parseRule(part.trim());
    if (rule === null) return null;
    if (rule.weekdays.size > 0 || rule.onHolidays) rules.push(rule);
  }
  return rules.length === 0 ? null : rules;
}

function plain(hours: string): string {
  let text = hours
    .toLowerCase()
    .replace(/"[^"]*"/g, ' ')
    .replace(/[–—−]/g, '-')
    .replace(/(?<=\d)\s*(?:uhr|h)\b/g, '')
    .replace(/\b([ap])\.\s?m\.?/g, '$1m')
    .replace(/\s+(?:to|bis|until|till)\s+/g, '-');
  for (const [name, day] of DAY_NAMES) text = text.replace(name, day);
  return text.replace(/\s+(?:and|und|&)\s+(?=\S)/g, ',').trim();
}

function parseRule(written: string): HoursRule | null {
  const part = written.replace(/^(closed|geschlossen|off)\s+(?:on\s+|am\s+)?(.+)$/, '$2 off');
  if (/^(?:24\/7|24|24 ?hours?|24 ?stunden|always|open 24 hours|rund um die uhr|immer)$/.test(part))
    return { weekdays: EVERY_DAY, onHolidays: false, season: null, spans: [{ start: 0, end: 1440 }] };
  const dated = datesOf(part);
  if (dated === null) return null;
  let { rest } = dated;
  let weekdays = EVERY_DAY;
  let onHolidays = false;
  const dayMatch = WEEKDAYS.exec(rest);
  if (dayMatch !== null) {
    weekdays = weekdaysOf(dayMatch[1] ?? '');
    onHolidays = /\bph\b/.test(dayMatch[1] ?? '');
    rest = rest.slice(dayMatch[0].length);
  }
  const spans = spansOf(rest.trim());
  return spans === null ? null : { weekdays, onHolidays, season: dated.season, spans };
}

function datesOf(part: string): { readonly season: HoursRule['season']; readonly rest: string } | null {
  const iso = ISO_DATES.exec(part);
  if (iso !== null) {
    const [whole, from = '', to = from] = iso;
    return { season: { from, to }, rest: part.slice(whole.length) };
  }
  const match = SEASON.exec(part);
  return match === null ? { season: null, rest: part } : { season: seasonOf(match), rest: part.slice(match[0].length) };
}

function seasonOf(match: RegExpExecArray): HoursRule['season'] {
  const [, fromYear, fromMonth = 'jan', fromDay, toYear = fromYear, toMonth = fromMonth, toDay] = match;
  const from = `${monthNumber(fromMonth)}-${(fromDay ?? '01').padStart(2, '0')}`;
  const oneDay = match[5] === undefined && toDay === undefined && fromDay !== undefined;
  const to = oneDay ? from : `${monthNumber(toMonth)}-${(toDay ?? '31').padStart(2, '0')}`;
  return fromYear === undefined ? { from, to } : { from: `${fromYear}-${from}`, to: `${toYear}-${to}` };
}

function monthNumber(month: string): string {
  return String(MONTHS.indexOf(month) + 1).padStart(2, '0');
}

function weekdaysOf(text: string): ReadonlySet<number> {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [from = '', to] = part.split('-').map((day) => day.trim());
    const first = DAYS.indexOf(from);
    if (first < 0) continue;
    const last = to === undefined ? first : DAYS.indexOf(to);
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === last || last < 0) break;
    }
  }
  return days;
}

function spansOf(text: string): HoursRule['spans'] | null {
  if (text === 'off' || text === 'closed' || text === 'geschlossen' || text === 'fermé' || text === 'cerrado' || text === 'chiuso')
    return [];
  if (text === '24/7' || text === 'open' || text === '00:00-24:00') return [{ start: 0, end: 1440 }];
  const spans: { start: number; end: number }[] = [];
  for (const part of text.split(',')) {
    const span = spanOf(part.trim());
    if (span === null) return null;
    spans.push(span);
  }
  return spans;
}

function spanOf(text: string): { start: number; end: number } | null {
  const match = SPAN.exec(text);
  if (match === null) return null;
  const [, startHour = '', startMinute, startHalf, endHour, endMinute, endHalf] = match;
  // "9-5" may mean anything; an hour alone needs "am" or "pm", or an end that only a 24-hour clock has.
  const bare = startMinute === undefined && endMinute === undefined && startHalf === undefined && endHalf === undefined;
  if (bare && Number(endHour) <= 12) return null;
  const start = minutesOf(startHour, startMinute, startHalf ?? (endHalf === 'am' ? 'am' : undefined));
  const end = endHour === undefined ? 1440 : minutesOf(endHour, endMinute, endHalf);
  if (start === null || start > 1440 || end === null) return null;
  return { start, end: end <= start ? end + 1440 : end };
}

function minutesOf(hour: string, minute = '00', half: string | undefined): number | null {
  const [h, m] = [Number(hour), Number(minute)];
  if (m > 59 || h > 48 || (half !== undefined && (h < 1 || h > 12))) return null;
  return (half === undefined ? h : (h % 12) + (half === 'pm' ? 12 : 0)) * 60 + m;
}
