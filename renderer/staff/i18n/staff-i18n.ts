import type { Locale } from '../../../core/contract/index.ts';
import { createTranslate, type Translate } from '../../../core/i18n/translate.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

export type MessageKey = keyof typeof en;

/** Languages of the console. They are apart from the guests': staff may read German in a venue that speaks English only. */
export const STAFF_LOCALES: readonly Locale[] = ['en', 'de'];

/** A name that the kiosk gave, of a field or a kind of record, as people say it; one the console does not know stays as it is. */
export function labelOf(t: Translate<MessageKey>, group: 'field' | 'setting', name: string): string {
  const key = `${group}.${name}`;
  return isKey(key) ? t(key) : name;
}

/** What so many records of a kind are called: "session", "sessions". */
export function kindOf(t: Translate<MessageKey>, kind: string, count = 2): string {
  const key = `kind.${kind}`;
  return isKey(key) ? t(key, { count }) : kind;
}

/** What to say of an error or finding that the kiosk names by this code; null where only the kiosk's own words will do. */
export function wordsFor(t: Translate<MessageKey>, group: 'error' | 'remedy', code: string, message = ''): string | null {
  const key = `${group}.${code}`;
  return isKey(key) ? t(key, { message }) : null;
}

function isKey(key: string): key is MessageKey {
  return key in en;
}

export type T = Translate<MessageKey>;

const translations = new Map<Locale, Translate<MessageKey>>();

/** Looks up the console's own messages, in the language of the surrounding LanguageProvider. */
export function useT(): Translate<MessageKey> {
  const locale = useLocale();
  const known = translations.get(locale) ?? createTranslate({ en, de }, locale);
  translations.set(locale, known);
  return known;
}
