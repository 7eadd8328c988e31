import type { Capability } from '../../core/contract/index.ts';
import type { SpeechToText } from '../../core/ports.ts';

/** What staff should know of a recogniser that does not understand all of the kiosk's languages; empty where it does. */
export function unheardLanguages(
  { model, languages }: Pick<SpeechToText, 'model' | 'languages'>,
  locales: readonly string[],
): Pick<Capability, 'reason' | 'remedy'> {
  const unheard = locales.filter((locale) => !languages.includes(locale) && !languages.includes(locale.split('-')[0] ?? locale));
  if (unheard.length === 0) return {};
  return {
    reason: `${model} hears ${languages.length > 3 ? `${languages.length} languages` : languages.join(', ')}, but not ${unheard.join(', ')}: guests type in those.`,
    remedy: 'Install a model of several languages: "foyer models install whisper-base", then "foyer models use whisper-base".',
  };
}
