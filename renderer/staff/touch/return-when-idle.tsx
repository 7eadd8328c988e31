import { useEffect, useState } from 'react';
import { useTick } from '../../components/use-clock.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { isKioskScreen } from './kiosk-screen.ts';

/** Without a sign of life for so long, the kiosk's own screen is the guests' again. */
const SIGNED_IN_MS = 4 * 60_000;
const AT_THE_DOOR_MS = 60_000;
const TOLD_FROM_MS = 20_000;

/** On the kiosk's own screen: leads back to what guests see, after telling so. Elsewhere nothing. */
export function ReturnWhenIdle({ signedIn }: { readonly signedIn: boolean }) {
  return isKioskScreen() ? <Return afterMs={signedIn ? SIGNED_IN_MS : AT_THE_DOOR_MS} /> : null;
}

function Return({ afterMs }: { readonly afterMs: number }) {
  const t = useT();
  const [touchedAtMs, setTouchedAtMs] = useState(() => performance.now());
  const leftMs = touchedAtMs + afterMs - useTick(1000);
  useEffect(() => {
    const controller = new AbortController();
    const touched = () => setTouchedAtMs(performance.now());
    for (const type of ['pointerdown', 'keydown', 'wheel'] as const) {
      window.addEventListener(type, touched, { signal: controller.signal, capture: true, passive: true });
    }
    return () => controller.abort();
  }, []);
  const over = leftMs <= 0;
  // Leaving the page signs out.
  useEffect(() => {
    if (over) location.assign('/');
  }, [over]);
  return (
    <p className="return-soon" role="status" data-testid="return-soon" data-shown={leftMs <= TOLD_FROM_MS}>
      {leftMs <= TOLD_FROM_MS && t('returnSoon', { seconds: Math.max(0, Math.ceil(leftMs / 1000)) })}
    </p>
  );
}
