import { useEffect, useState } from 'react';
import { wallClockMs } from '../i18n/format.ts';
import { useScreen } from '../store/use-screen.ts';

/** The venue's wall clock (as UTC milliseconds), carried on from what the kiosk last said; null before that. */
export function useVenueClock(): number | null {
  const now = useScreen((s) => s.kiosk?.now ?? null);
  const sinceMs = useScreen((s) => s.kioskNowAtMs);
  const tick = useTick(5000);
  return now === null ? null : wallClockMs(now) + Math.max(0, tick - sinceMs);
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
