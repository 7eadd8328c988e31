import { z } from 'zod';
import { OPERATOR_LOCALES } from './i18n/locales.ts';

/** What this browser keeps: the language, and the house last signed in to. */
export interface Settings {
  readonly locale: string;
  readonly tenant: string;
}

const KEY = 'foyer.operator';
const schema = z.object({ locale: z.enum(OPERATOR_LOCALES).catch(preferred), tenant: z.string().max(200).catch('') });

/** The browser's language where the page speaks it. */
function preferred(): (typeof OPERATOR_LOCALES)[number] {
  const own = navigator.language.split('-')[0];
  return OPERATOR_LOCALES.find((locale) => locale === own) ?? 'en';
}

export function readSettings(): Settings {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // A browser that keeps nothing, or kept something else.
    return schema.parse({});
  }
}

export function writeSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // They hold until the page is closed.
  }
}
