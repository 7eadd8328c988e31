import type { Locale } from '../contract/index.ts';
import { createTranslate, type Translate } from '../i18n/translate.ts';
import ar from './messages/ar.json' with { type: 'json' };
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import es from './messages/es.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import it from './messages/it.json' with { type: 'json' };
import ja from './messages/ja.json' with { type: 'json' };

export type KioskMessage = keyof typeof en;

/** The few lines the kiosk says itself; answers come from the agent. */
export function kioskMessages(locale: Locale): Translate<KioskMessage> {
  return createTranslate({ en, de, fr, es, it, ar, ja }, locale);
}
