import { useEffect, useState } from 'react';
import { wallClockMs } from '../i18n/format.ts';
import { useScreen } from '../store/use-screen.ts';

/**
 * The venue's wall clock (as UTC milliseconds), carried on from what the kiosk last said; null before that. A kiosk whose clock
 * is pinned says so, and then it stands still here too: the clock on screen never disagrees with the answers.
 */
export function useVenueClock(): number | null {
  const now = useScreen((s) => s.kiosk?.now ?? null);
  const pinned = useScreen((s) => s.kiosk?.nowPinned ?? false);
  const sinceMs = useScreen((s) => s.kioskNowAtMs);
  const tick = useTick(5000);
  if (now === null) return null;
  return wallClockMs(now) + (pinned ? 0 : Math.max(0, tick - sinceMs));
}

/** Screen clock in milliseconds, renewed every `everyMs`. */
export function useTick(everyMs: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
