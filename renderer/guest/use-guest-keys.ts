import { useEffect } from 'react';
import type { Guest } from './create-guest.ts';

/**
 * A real keyboard: any key wakes the kiosk, a letter begins a typed question, Escape closes the
 * keys on screen or else stops the kiosk's speech. Buttons keep their own keys.
 */
export function useGuestKeys({ actions, store }: Guest): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { session, ui, link } = store.get();
      if (link !== 'online' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (event.key === 'Escape') {
        if (ui.panel === 'keyboard') actions.open('none');
        else if (session !== null) actions.stopSpeaking();
        return;
      }
      const printable = event.key.length === 1 && event.key !== ' ';
      if (session === null) {
        if (printable) actions.begin('key');
        return;
      }
      if (!printable || ui.panel === 'keyboard') return;
      // The line takes the focus only after this key, so the letter is put there by hand.
      event.preventDefault();
      actions.setDraft(event.key);
      actions.open('keyboard');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions, store]);
}
