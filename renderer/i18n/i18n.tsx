import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import type { Locale } from '../../core/contract/index.ts';
import { directionOf } from '../../core/i18n/tags.ts';
import { createTranslate, type Translate } from '../../core/i18n/translate.ts';
import { CATALOGUES, type MessageKey } from './catalogues.ts';

export type { MessageKey } from './catalogues.ts';

interface Language {
  readonly locale: Locale;
  readonly t: Translate<MessageKey>;
}

const LanguageContext = createContext<Language>({ locale: 'en', t: createTranslate(CATALOGUES, 'en') });

export function LanguageProvider({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
  const language = useMemo(() => ({ locale, t: createTranslate(CATALOGUES, locale) }), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = directionOf(locale);
    document.documentElement.dataset.locale = locale;
  }, [locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useT(): Translate<MessageKey> {
  return use(LanguageContext).t;
}

export function useLocale(): Locale {
  return use(LanguageContext).locale;
}
