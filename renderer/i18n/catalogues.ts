import type { Catalogue } from '../../core/i18n/translate.ts';
import ar from './ar.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

export type MessageKey = keyof typeof en;

/** What the guest screens show, by language; a key missing in any of them does not compile. */
export const CATALOGUES = { en, de, fr, es, it, ar, ja } as const satisfies Readonly<
  Record<string, Catalogue & Record<MessageKey, string>>
>;
