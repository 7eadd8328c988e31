import { type AccessCommand, MAX_READ_TEXT } from '../../core/contract/access.ts';
import type { KioskClient } from '../kiosk-client.ts';
import type { ScreenStore } from '../store/create-store.ts';
import { changedBy } from './access-state.ts';

export interface AccessActions {
  /** A choice of the guest, by whatever way. What only moves through the screen is the reader's. */
  access(command: AccessCommand): void;
  /** Reads a text of the screen out; an empty one stops. */
  readOut(text: string): void;
}

interface AccessActionsDeps {
  readonly store: ScreenStore;
  readonly client: Pick<KioskClient, 'send'>;
}

export function createAccessActions({ store, client }: AccessActionsDeps): AccessActions {
  return {
    access(command) {
      const { session, ui, link } = store.get();
      if (link !== 'online') return;
      const open = command === 'panel';
      const access = changedBy(ui.access, command);
      if (!open && access === ui.access) return;
      // A choice belongs to somebody: it goes with their session, and so there has to be one.
      if (session === null) client.send({ type: 'session.start', trigger: 'touch' });
      if (open) return store.dispatch({ type: 'ui', patch: { panel: ui.panel === 'access' ? 'none' : 'access' } });
      const speaks = access.audio && !ui.speechOn;
      store.dispatch({ type: 'ui', patch: { access, ...(speaks && { speechOn: true }) } });
      if (speaks) client.send({ type: 'speech.enable', enabled: true });
      if (access.audio !== ui.access.audio || access.speechRate !== ui.access.speechRate)
        client.send({ type: 'access.set', audio: access.audio, speechRate: access.speechRate });
    },
    readOut(text) {
      const { session, locale } = store.get();
      if (session !== null) client.send({ type: 'speech.say', text: cut(text), locale });
    },
  };
}

/** As much as is read in one breath, up to the end of a sentence where there is one. */
function cut(text: string): string {
  if (text.length <= MAX_READ_TEXT) return text;
  const start = text.slice(0, MAX_READ_TEXT);
  const end = Math.max(start.lastIndexOf('. '), start.lastIndexOf('! '), start.lastIndexOf('? '));
  return end > 0 ? start.slice(0, end + 1) : start;
}
