/**
 * A subset of OpenStreetMap's opening_hours: rules separated by ";", each of
 * [month-day range] [weekdays] [times | "off"]. Examples: "24/7", "Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00",
 * "Fr-Mo 18:00-02:00", "Mo-Su 07:00-10:30,12:00-15:00", "Dec 24-26 off", "Apr 01-Sep 30 09:00-20:00".
 * Times may end after midnight ("22:00-02:00" or "22:00-26:00"). "PH" rules are read and left out:
 * a venue's public holidays are not known here.
 */
export interface HoursRule {
  /** 0 is Monday. */
  readonly weekdays: ReadonlySet<number>;
  /** "MM-DD" to "MM-DD", both included; may run over the new year. */
  readonly season: { readonly from: string; readonly to: string } | null;
  /** Minutes after midnight; an end over 1440 is on the next day. Empty: closed. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EVERY_DAY: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6]);

const MONTH = `(?:${MONTHS.join('|')})`;
const SEASON = new RegExp(`^(${MONTH})(?:\\s+(\\d{1,2}))?(?:\\s*-\\s*(${MONTH})?\\s*(\\d{1,2})?)?(?=\\s|:(?!\\d)|$)\\s*:?\\s*`);
const DAY = `(?:${DAYS.join('|')}|ph|sh)`;
const WEEKDAYS = new RegExp(`^(${DAY}(?:\\s*-\\s*${DAY})?(?:\\s*,\\s*${DAY}(?:\\s*-\\s*${DAY})?)*)(?=\\s|:(?!\\d)|$)\\s*:?\\s*`);
const SPAN = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/;

/** The rules of `hours`, or null when they are not of this subset. */
export function parseHours(hours: string): readonly HoursRule[] | null {
  const text = hours.trim().toLowerCase().replaceAll('–', '-');
  if (text === '') return null;
  const rules: HoursRule[] = [];
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const rule = parseRule(part.trim());
    if (rule === null) return null;
    if (rule.weekdays.size > 0) rules.push(rule);
  }
  return rules.length === 0 ? null : rules;
}

function parseRule(part: string): HoursRule | null {
  if (part === '24/7') return { weekdays: EVERY_DAY, season: null, spans: [{ start: 0, end: 1440 }] };
  let rest = part;
  let season: HoursRule['season'] = null;
  const seasonMatch = SEASON.exec(rest);
  if (seasonMatch !== null) {
    season = seasonOf(seasonMatch);
    if (season === null) return null;
    rest = rest.slice(seasonMatch[0].length);
  }
  let weekdays = EVERY_DAY;
  const dayMatch = WEEKDAYS.exec(rest);
  if (dayMatch !== null) {
    weekdays = weekdaysOf(dayMatch[1] ?? '');
    rest = rest.slice(dayMatch[0].length);
  }
  const spans = spansOf(rest.trim());
  return spans === null ? null : { weekdays, season, spans };
}

function seasonOf(match: RegExpExecArray): HoursRule['season'] {
  const [, fromMonth, fromDay, toMonth, toDay] = match;
  if (fromMonth === undefined) return null;
  const from = `${monthNumber(fromMonth)}-${(fromDay ?? '01').padStart(2, '0')}`;
  if (toMonth === undefined && toDay === undefined) {
    return { from, to: fromDay === undefined ? `${monthNumber(fromMonth)}-31` : from };
  }
  return { from, to: `${monthNumber(toMonth ?? fromMonth)}-${(toDay ?? '31').padStart(2, '0')}` };
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
  if (text === 'off' || text === 'closed') return [];
  if (text === '24/7' || text === 'open' || text === '00:00-24:00') return [{ start: 0, end: 1440 }];
  const spans: { start: number; end: number }[] = [];
  for (const part of text.split(',')) {
    const match = SPAN.exec(part.trim());
    if (match === null) return null;
    const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = match.slice(1).map(Number);
    if (startHour > 24 || endHour > 48 || startMinute > 59 || endMinute > 59) return null;
    const start = startHour * 60 + startMinute;
    const end = endHour * 60 + endMinute;
    spans.push({ start, end: end <= start ? end + 1440 : end });
  }
  return spans;
}
