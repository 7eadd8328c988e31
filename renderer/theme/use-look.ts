import { useEffect, useRef } from 'react';
import type { Light } from '../../core/theme/contrast-pairs.ts';
import { isCalm } from '../components/motion/motion-level.ts';
import { useVenueClock } from '../components/use-clock.ts';
import { useScreen } from '../store/use-screen.ts';
import { applyLook, loadFonts } from './apply-look.ts';
import { keepLook, keptLook } from './kept-look.ts';
import { lightAt } from './light-at.ts';

/** Dresses the page in the venue's theme, by day and by night. The light does not change while a guest is there. */
export function useLook(): void {
  const told = useScreen((s) => s.kiosk?.look);
  const strong = useScreen((s) => s.ui.access?.contrast ?? false);
  const busy = useScreen((s) => s.session !== null);
  const clock = useVenueClock();
  const kept = useRef(told === undefined ? keptLook(localStorage) : null);
  const look = told ?? kept.current;
  const theme = look?.theme ?? null;
  const current = useRef<Light | null>(null);
  const wanted = look == null ? 'night' : lightAt(look.light, clock ?? nowHere());
  const light = busy && current.current !== null ? current.current : wanted;

  useEffect(() => {
    if (told !== undefined) keepLook(localStorage, told);
  }, [told]);
  useEffect(() => loadFonts(theme, document.fonts, (what) => console.warn(what)), [theme]);
  useEffect(() => {
    const changes = current.current !== null && current.current !== light;
    current.current = light;
    const apply = () => applyLook(document.documentElement, { theme, light, strong });
    if (changes && !isCalm()) fade(apply);
    else apply();
  }, [theme, light, strong]);
}

/** Dusk and dawn take their time; the page is not held up by them. */
function fade(apply: () => void): void {
  if (document.startViewTransition === undefined) apply();
  else document.startViewTransition(apply);
}

function nowHere(): number {
  const now = new Date();
  return now.getTime() - now.getTimezoneOffset() * 60_000;
}
