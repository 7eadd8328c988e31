import { useEffect } from 'react';
import type { Guest } from './create-guest.ts';

/**
 * A real keyboard: the first letter already belongs to a question, whether a session runs or has yet to begin; Escape
 * closes the keys on screen or else stops the kiosk's speech. Buttons and fields keep their own keys.
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
      if (event.target instanceof HTMLInputElement) return;
      const typing = ui.panel === 'keyboard';
      const onButton = event.target instanceof HTMLButtonElement;
      if (typing && !onButton && event.key === 'Enter') actions.ask(ui.draft, 'typed');
      else if (typing && event.key === 'Backspace') actions.setDraft(ui.draft.slice(0, -1));
      // A space presses a button that has the focus, and scrolls where nothing is being typed.
      else if (event.key.length === 1 && (event.key !== ' ' || (typing && !onButton))) actions.type(event.key, false);
      else return;
      // The line takes the focus only after this key, so that the letter is put there by hand.
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions, store]);
}
