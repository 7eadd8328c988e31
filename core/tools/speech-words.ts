import type { LocalDateTime, Locale } from '../contract/index.ts';
import type { MessageKey } from '../i18n/catalogues.ts';
import { floorPhrases } from '../i18n/floor-phrases.ts';
import { END, ISOLATE } from '../i18n/isolate.ts';
import { baseOf, directionOf, formatTag } from '../i18n/tags.ts';
import type { Translate } from '../i18n/translate.ts';
import { dateOf, dayAfter, dayAndMonth, timeOf, weekdayName } from './local-time.ts';

/** How an answer words floors, distances, days and money, in the guest's language. */
export interface Words {
  readonly locale: Locale;
  readonly t: Translate<MessageKey>;
}

/** "to the first floor". */
export function toFloor(name: string, { locale }: Words): string {
  return floorPhrases(locale).to(name);
}

/** "on the ground floor", "on Level 2"; "im Erdgeschoss", "auf Ebene 2". */
export function onFloor(name: string, { locale, t }: Words): string {
  return name === '' ? t('place.noFloor') : floorPhrases(locale).on(name);
}

/** Rounded as a person says it, and near enough to what the card shows: 35 metres, 120 metres. */
export function metres(distanceM: number): number {
  return distanceM < 100
    ? Math.max(5, Math.round(distanceM / 5) * 5)
    : distanceM < 200
      ? Math.round(distanceM / 10) * 10
      : Math.round(distanceM / 50) * 50;
}

/** "14:00", with the day when it is not today: "tomorrow at 09:00", "on Wednesday at 09:00". */
export function momentText(at: LocalDateTime, now: LocalDateTime, words: Words): string {
  const time = timeOf(at);
  const day = dayText(dateOf(at), now, words);
  return dateOf(at) === dateOf(now) ? words.t('when.at', { time }) : words.t('when.dayAt', { day, time });
}

/** "today", "tomorrow", "on Wednesday", "on Wednesday 20 May". */
export function dayText(date: string, now: LocalDateTime, { locale, t }: Words): string {
  const today = dateOf(now);
  if (date === today) return t('day.today');
  if (date === dayAfter(today, 1)) return t('day.tomorrow');
  if (date === dayAfter(today, -1)) return t('day.yesterday');
  const weekday = weekdayName(date, locale);
  const near = date > today && date < dayAfter(today, 7);
  return near ? t('day.weekday', { weekday }) : t('day.date', { weekday, date: dayAndMonth(date, locale) });
}

export function priceText(amount: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(formatTag(locale), { style: 'currency', currency }).format(amount);
}

/** "45 minutes", "one hour and a half": as long as it takes. */
export function durationText(
  { startsAt, endsAt }: { readonly startsAt: LocalDateTime; readonly endsAt: LocalDateTime },
  { t }: Words,
): string {
  const minutes = Math.round((Date.parse(`${endsAt}:00Z`) - Date.parse(`${startsAt}:00Z`)) / 60_000);
  return t('when.duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60, total: minutes });
}

/** Names of another script stay names, and the list runs in the direction of its own. */
function isolated(items: readonly string[], locale: Locale): readonly string[] {
  return directionOf(locale) === 'rtl' && items.length > 1 ? items.map((item) => `${ISOLATE}${item}${END}`) : items;
}

/** "A", "A and B", "A, B and C". */
export function listText(items: readonly string[], { locale }: Words, type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(formatTag(locale), { type }).format(isolated(items, locale));
}

const BETWEEN: Readonly<Record<string, string>> = { ar: '؛ ', ja: '；' };

/** Items that have commas of their own: "A, until 12:30; B, until 13:00". */
export function listLong(items: readonly string[], { locale }: Pick<Words, 'locale'>): string {
  return isolated(items, locale).join(BETWEEN[baseOf(locale)] ?? '; ');
}
