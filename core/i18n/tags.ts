import type { Locale } from '../contract/index.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(baseOf(locale)) ? 'rtl' : 'ltr';
}

/** "de-CH" -> "de". */
export function baseOf(locale: Locale): string {
  return locale.split('-')[0] ?? locale;
}

/**
 * The tag that dates, numbers and lists are formatted with. Bare "en" names no country: the 24-hour clock and the day before
 * the month are what its venues print. Arabic keeps the digits 0-9: they are on the doors, the tickets and the phone's keys,
 * and a guest compares them with those. Its dates are of the calendar, and its times
 * of the clock, that the programme is printed in.
 */
export function formatTag(locale: Locale): string {
  if (locale === 'en') return 'en-GB';
  return baseOf(locale) === 'ar' ? `${locale.split('-u-')[0] ?? locale}-u-ca-gregory-hc-h23-nu-latn` : locale;
}

/** Where nothing in it is written from right to left: `ltr`, also on a page that runs the other way. */
export function directionOfText(text: string): 'ltr' | undefined {
  return /\p{Script=Latin}/u.test(text) && !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? 'ltr' : undefined;
}
