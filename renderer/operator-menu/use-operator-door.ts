import { useEffect } from 'react';
import type { Guest } from '../guest/create-guest.ts';
import { createCornerTaps } from './corner-taps.ts';

/** Five taps in the top left corner, over whatever is there, or Ctrl+Alt+Shift+O on a service keyboard. */
export function useOperatorDoor({ actions }: Guest): void {
  useEffect(() => {
    const taps = createCornerTaps();
    const controller = new AbortController();
    const options = { signal: controller.signal, capture: true };
    window.addEventListener(
      'pointerdown',
      (event) => {
        if (event.isPrimary && taps.tap(event.clientX, event.clientY, event.timeStamp)) actions.openOperator();
      },
      { ...options, passive: true },
    );
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.code !== 'KeyO' || !event.ctrlKey || !event.altKey || !event.shiftKey) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        actions.openOperator();
      },
      options,
    );
    return () => controller.abort();
  }, [actions]);
}
