import type { Locale } from '../../core/contract/index.ts';
import { createTranslate, type Translate } from '../../core/i18n/translate.ts';
import { useLocale } from '../i18n/i18n.tsx';
import ar from './i18n/ar.json' with { type: 'json' };
import de from './i18n/de.json' with { type: 'json' };
import en from './i18n/en.json' with { type: 'json' };
import es from './i18n/es.json' with { type: 'json' };
import fr from './i18n/fr.json' with { type: 'json' };
import it from './i18n/it.json' with { type: 'json' };
import ja from './i18n/ja.json' with { type: 'json' };

export type MessageKey = keyof typeof en;
export type T = Translate<MessageKey>;

/** Apart from the guests' own words: nobody but operators reads these. */
const CATALOGUES = { en, de, fr, es, it, ar, ja } as const satisfies Readonly<Record<Locale, Record<MessageKey, string>>>;
const translations = new Map<Locale, T>();

export function useT(): T {
  const locale = useLocale();
  const t = translations.get(locale) ?? createTranslate(CATALOGUES, locale);
  translations.set(locale, t);
  return t;
}
