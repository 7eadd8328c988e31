import { useEffect } from 'react';
import { createOneSwitch } from './one-switch.ts';
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
    const press = () => reader.command('activate');
    const oneSwitch = createOneSwitch(press);
    window.addEventListener(
      'keydown',
      (event) => {
        take(event);
        if (!event.repeat && !isModifier(event.key)) oneSwitch.down(event.code || event.key);
      },
      options,
    );
    window.addEventListener('keyup', (event) => !isModifier(event.key) && oneSwitch.up(event.code || event.key), options);
    window.addEventListener(
      'pointerup',
      (event) => {
        take(event);
        press();
      },
      options,
    );
    // The click after the touch is the switch's, not the spot's.
    for (const type of ['pointerdown', 'click'] as const)
      window.addEventListener(type, (event) => event.isTrusted && event.detail >= 0 && isPlaced(event) && take(event), options);
    return () => {
      clearInterval(timer);
      oneSwitch.close();
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
