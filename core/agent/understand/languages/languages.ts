import { AR } from './ar.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { IT } from './it.ts';
import { JA } from './ja.ts';
import type { Language } from './language.ts';

/** The languages questions are understood in; English first, the others are read through it where they have a lexicon. */
export const LANGUAGES: readonly Language[] = [EN, DE, FR, ES, IT, AR, JA];

export function languageFor(locale: string): Language {
  const base = locale.split('-')[0];
  return LANGUAGES.find(({ code }) => code === base) ?? EN;
}
