import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Guest } from '../guest/create-guest.ts';
import { useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';
import { createKeyMap } from './access-keys.ts';
import type { Say } from './describe.ts';
import { watchHeadphones } from './headphones.ts';
import { createReader, type Reader } from './reader.ts';
import { useScanning } from './use-scanning.ts';

/** Keys, words and headphones of whoever cannot see, reach or touch the screen. */
export function useAccess(guest: Guest): void {
  const t = useT();
  const say = useRef<Say>(t as Say);
  say.current = t as Say;
  const own = useScreen((s) => s.kiosk?.accessKeys);
  const keys = useMemo(() => createKeyMap(own), [own]);
  const keyMap = useRef(keys);
  keyMap.current = keys;
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    const { store, actions } = guest;
    const made = createReader({ store, actions, say: () => say.current, keys: () => keyMap.current });
    setReader(made);
    const stop = [
      guest.onAccess?.((message) => {
        // What was said means the screen as it is by now, not as it was drawn last: the controls of an answer cut short are other ones.
        flushSync(store.tell);
        if (message.type === 'access.do') made.command(message.command);
        else if (!made.press(message.name)) actions.ask(message.text, 'typed');
      }),
      watchHeadphones({ onIn: () => actions.access('headphones-in'), onOut: () => actions.access('headphones-out') }),
    ];
    return () => {
      setReader(null);
      made.close();
      for (const end of stop) end?.();
    };
  }, [guest]);
  useKeys(reader, keyMap);
  const scanning = useScreen((s) => s.ui.access.scanning);
  const audio = useScreen((s) => s.ui.access.audio);
  useScanning(reader, scanning, audio);
}

function useKeys(reader: Reader | null, keys: { readonly current: ReturnType<typeof createKeyMap> }): void {
  useEffect(() => {
    if (reader === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const command = keys.current.commandFor(event);
      if (command === null || ownsKey(event)) return;
      // A key that is held down counts once: nobody flies past what they wanted to hear.
      if (event.repeat || reader.command(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [reader, keys]);
}

/** A text field keeps the arrows that move its caret; what scrolls and has the focus, those that scroll it. */
function ownsKey({ key, target }: KeyboardEvent): boolean {
  if (target instanceof HTMLInputElement) return key === 'ArrowLeft' || key === 'ArrowRight';
  if (!(target instanceof HTMLElement) || target instanceof HTMLButtonElement) return false;
  return (key === 'ArrowUp' || key === 'ArrowDown') && target.tabIndex === 0 && target.scrollHeight > target.clientHeight + 4;
}
