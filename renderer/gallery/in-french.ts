import type { ToScreen } from '../../core/contract/index.ts';
import type { GalleryState } from './states.ts';

const LOCALES = ['en', 'de', 'fr', 'es', 'it'];
const LONGEST = [
  'attract', 'tap-to-talk', 'push-to-talk', 'speaking', 'keyboard', 'help', 'consent-badge-name', 'scan', 'idle',
  'pin-choose', 'pin-wait', 'memory', 'memory-erase', 'memory-codes', 'known', 'route-two-floors', 'mic-denied',
]; // biome-ignore format: a list

/** The screens on a kiosk of five languages in French, whose texts are the longest: "attract-fr". */
export function inFrench(states: Readonly<Record<string, GalleryState>>): Readonly<Record<string, GalleryState>> {
  return Object.fromEntries(
    LONGEST.flatMap((name) => {
      const state = states[name];
      return state === undefined ? [] : [[`${name}-fr`, { ...state, messages: state.messages.map(french) }] as const];
    }),
  );
}

function french(message: ToScreen): ToScreen {
  if (message.type === 'welcome') return { ...message, locales: LOCALES, locale: 'fr' };
  return message.type === 'session.started' ? { ...message, session: { ...message.session, locale: 'fr' } } : message;
}
