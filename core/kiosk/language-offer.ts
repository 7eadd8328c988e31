import type { Chip, Locale } from '../contract/index.ts';
import type { Transcript } from '../ports.ts';

/** Below this, or in less than this much audio, it is a guess. */
const SURE = 0.8;
const LONG_ENOUGH_MS = 1000;

/** Offers a guest who speaks another of the kiosk's languages to go on in it; the kiosk never switches by itself. */
export interface LanguageOffer {
  /** A chip that says so to the agent when it is touched; null: nothing to offer, or it has been offered. */
  chipFor(transcript: Transcript): Chip | null;
  /** For the next guest. */
  reset(): void;
}

export function createLanguageOffer(deps: { readonly locales: readonly Locale[]; readonly locale: () => Locale }): LanguageOffer {
  const offered = new Set<Locale>();
  return {
    chipFor({ spoken, audioMs }) {
      if (spoken === undefined || spoken.probability < SURE || audioMs < LONG_ENOUGH_MS) return null;
      const wanted = deps.locales.find((locale) => baseOf(locale) === baseOf(spoken.language));
      if (wanted === undefined || baseOf(wanted) === baseOf(deps.locale()) || offered.has(wanted)) return null;
      offered.add(wanted);
      return { id: `language-${wanted}`, text: nameOf(wanted) };
    },
    reset: () => offered.clear(),
  };
}

function baseOf(locale: Locale): string {
  return locale.split('-')[0] ?? locale;
}

/** In the language itself, as its speakers look for it. */
function nameOf(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(baseOf(locale)) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
