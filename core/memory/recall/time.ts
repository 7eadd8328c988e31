/** Days since 1970, both included. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})`;
const MONTH_NAMED = new RegExp(
  `(?:(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+)?\\b${MONTH}\\b\\.?(?:\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d))?(?:,?\\s+(\\d{4}))?`,
  'gi',
);
/** What was said about a time may be said some while after it. */
const SAID_WITHIN_DAYS = 21;

/** Whether something said on this day may tell of a time that the question names. */
export function fitsPeriod(periods: readonly Period[], saidOn: number | null): boolean {
  return saidOn !== null && periods.some(({ from, to }) => saidOn >= from - 1 && saidOn <= to + SAID_WITHIN_DAYS);
}

/** The days, months and years that a text names. A month without a year is the latest one before `now`. */
export function periodsOf(text: string, now?: string): Period[] {
  const today = now === undefined ? null : dayOf(now);
  const periods: Period[] = [];
  for (const [, before, name = '', after, year] of text.matchAll(MONTH_NAMED)) {
    // "may" is a month only beside a number or after "in".
    if (name.toLowerCase() === 'may' && before === undefined && after === undefined && year === undefined && !/\bin may\b/i.test(text))
      continue;
    const month = MONTHS.findIndex((full) => full.startsWith(name.toLowerCase().slice(0, 3)));
    const day = before ?? after;
    const years = year === undefined ? (today === null ? [] : [new Date(today * DAY_MS).getUTCFullYear()]) : [Number(year)];
    for (const one of years) periods.push(monthOf(one, month, day === undefined ? null : Number(day), year === undefined ? today : null));
  }
  for (const [, iso = ''] of text.matchAll(/\b(\d{4}-\d{2}-\d{2})\b/g)) {
    const day = dayOf(iso);
    if (day !== null) periods.push({ from: day, to: day });
  }
  if (periods.length === 0) {
    for (const [, year = ''] of text.matchAll(/\bin (\d{4})\b/g)) {
      periods.push({ from: Date.UTC(Number(year), 0, 1) / DAY_MS, to: Date.UTC(Number(year), 11, 31) / DAY_MS });
    }
  }
  return periods;
}

const DAY_MS = 86_400_000;

function monthOf(year: number, month: number, day: number | null, notAfter: number | null): Period {
  const from = Date.UTC(year, month, day ?? 1) / DAY_MS;
  if (notAfter !== null && from > notAfter) return monthOf(year - 1, month, day, null);
  return { from, to: day === null ? Date.UTC(year, month + 1, 0) / DAY_MS : from };
}

/** Days since 1970; null where it is no moment. */
export function dayOf(at: string): number | null {
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? null : Math.floor(ms / DAY_MS);
}
