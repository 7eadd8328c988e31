import { useEffect, useState } from 'react';
import { gainFor } from '../access/access-state.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { createSounds } from './create-sounds.ts';
import { earconFor } from './earcon-for.ts';
import type { Earcon } from './earcons.ts';

/** Long enough to be read, short enough not to be taken for what the kiosk is at by then. */
const SHOWN_MS = 2600;

/** Plays the earcons, and tells in words what each of them says. */
export function SoundCaptions() {
  const t = useT();
  const earcon = useEarcons();
  return (
    <p className="sound-caption" role="status" data-testid="sound-caption" data-shown={earcon !== null}>
      {earcon !== null && t(`sound.${earcon}`)}
    </p>
  );
}

function useEarcons(): Earcon | null {
  const { store, position } = useGuest();
  const [shown, setShown] = useState<{ readonly earcon: Earcon } | null>(null);

  useEffect(() => {
    let before = store.get();
    const sounds = createSounds({
      context: () => (typeof AudioContext === 'undefined' ? null : new AudioContext({ latencyHint: 'interactive' })),
      volume: () => {
        const { kiosk, ui } = store.get();
        const { enabled = false, volume = 0 } = kiosk?.look?.sounds ?? {};
        return enabled ? Math.min(1, volume * gainFor(ui.access.volume)) : 0;
      },
      busy: () => position() !== null || ['hearing', 'speaking'].includes(store.get().activity),
    });
    sounds.prepare();
    window.addEventListener('pointerdown', sounds.prepare, { passive: true, capture: true });
    const unsubscribe = store.subscribe(() => {
      const after = store.get();
      const earcon = earconFor(before, after);
      before = after;
      if (earcon !== null && sounds.play(earcon)) setShown({ earcon });
    });
    return () => {
      unsubscribe();
      window.removeEventListener('pointerdown', sounds.prepare, { capture: true });
      sounds.close();
    };
  }, [store, position]);

  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return shown?.earcon ?? null;
}
