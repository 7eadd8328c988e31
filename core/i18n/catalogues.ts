import type { Locale } from '../contract/index.ts';
import ar from './ar.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import { type Catalogue, createTranslate, type Translate } from './translate.ts';

export type MessageKey = keyof typeof en;

/** What the kiosk says, by language; English has every key. */
export const CATALOGUES = { en, de, fr, es, it, ar, ja } as const satisfies Readonly<Record<string, Catalogue>>;

/** Languages the kiosk can answer in. */
export const ANSWER_LOCALES: readonly Locale[] = Object.keys(CATALOGUES);

const translations = new Map<Locale, Translate<MessageKey>>();

/** The messages of one language; compiled messages are kept, they never change. */
export function translateTo(locale: Locale): Translate<MessageKey> {
  const known = translations.get(locale) ?? createTranslate(CATALOGUES, locale);
  translations.set(locale, known);
  return known;
}
