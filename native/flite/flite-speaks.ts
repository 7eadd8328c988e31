import type { Locale } from '../../core/contract/index.ts';

/** The voices that come with the kiosk are English. */
export function fliteSpeaks(locale: Locale): boolean {
  return locale === 'en' || locale.startsWith('en-');
}
