import { useEffect } from 'react';
import type { Reader } from './reader.ts';

/** Long enough to see, or hear, whose turn it is and to press. */
const TURN_MS = 2200;
const TURN_READ_MS = 4000;

/** One switch for everything: the controls take turns, and any key or touch presses the one whose turn it is. */
export function useScanning(reader: Reader | null, on: boolean, audio: boolean): void {
  useEffect(() => {
    if (!on || reader === null) return;
    const timer = setInterval(() => reader.command('next'), audio ? TURN_READ_MS : TURN_MS);
    const controller = new AbortController();
    const options = { capture: true, signal: controller.signal };
    const take = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const press = (event: Event) => {
      take(event);
      reader.command('activate');
    };
    window.addEventListener('keydown', (event) => (event.repeat || isModifier(event.key) ? take(event) : press(event)), options);
    window.addEventListener('pointerup', press, options);
    // The click after the touch is the switch's, not the spot's.
    for (const type of ['pointerdown', 'click'] as const)
      window.addEventListener(type, (event) => event.isTrusted && event.detail >= 0 && isPlaced(event) && take(event), options);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [reader, on, audio]);
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta' || key === 'CapsLock';
}

function isPlaced(event: MouseEvent): boolean {
  return event.type === 'pointerdown' || event.detail > 0;
}
