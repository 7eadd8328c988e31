import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import { createTranslate, type Translate } from '../../../core/i18n/translate.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

export type MessageKey = keyof typeof en;
export type T = Translate<MessageKey>;

interface Language {
  readonly locale: string;
  /** For Intl: British dates in English. */
  readonly tag: string;
  readonly t: T;
}

const CATALOGUES = { en, de };
const LanguageContext = createContext<Language>({ locale: 'en', tag: 'en-GB', t: createTranslate(CATALOGUES, 'en') });

export function LanguageProvider({ locale, children }: { readonly locale: string; readonly children: ReactNode }) {
  const language = useMemo(() => ({ locale, tag: locale === 'en' ? 'en-GB' : locale, t: createTranslate(CATALOGUES, locale) }), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useT(): T {
  return use(LanguageContext).t;
}
export function useLanguage(): Language {
  return use(LanguageContext);
}

/** The page's own words for a code of the endpoint's, or what else is given. */
export function wordsFor(
  t: T,
  group: string,
  code: string,
  otherwise: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const key = `${group}.${code}`;
  return key in en ? t(key as MessageKey, values) : otherwise;
}
