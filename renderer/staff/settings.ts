import { z } from 'zod';
import type { Locale } from '../../core/contract/index.ts';
import { STAFF_LOCALES } from './i18n/staff-i18n.ts';

/** Choices of whoever works at this screen; they stay on it. Nothing of the venue or its guests. */
export interface StaffSettings {
  readonly locale: Locale;
  /** A bell for each new request. */
  readonly sound: boolean;
}

const KEY = 'foyer.staff';
const schema = z.object({ locale: z.string().catch(preferred), sound: z.boolean().catch(true) });

/** The browser's language where the console speaks it. */
function preferred(): Locale {
  const own = navigator.language.split('-')[0] ?? 'en';
  return STAFF_LOCALES.includes(own) ? own : 'en';
}

export function readSettings(): StaffSettings {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // A browser that keeps nothing, or kept something else.
    return schema.parse({});
  }
}

export function writeSettings(settings: StaffSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // They hold until the page is closed.
  }
}
