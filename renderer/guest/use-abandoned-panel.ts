import { useEffect, useState } from 'react';
import { useScreen } from '../store/use-screen.ts';
import type { GuestActions } from './guest-actions.ts';

const DEFAULT_IDLE = { warnAfterMs: 45_000, resetAfterMs: 20_000 };
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

export interface AbandonedPanel {
  /** On the clock of performance.now(). */
  readonly endsAtMs: number;
  stay(): void;
}

/**
 * Help and the privacy notice can be opened before there is a session that would end by itself. Where nobody has touched anything for
 * as long as in a session, who may still be reading is asked, as there, and the next guest finds the waiting screen.
 *
 * @returns what to ask while it is asked
 */
export function useAbandonedPanel({ open }: Pick<GuestActions, 'open'>): AbandonedPanel | null {
  const abandonable = useScreen((s) => s.session === null && (s.ui.panel === 'help' || s.ui.panel === 'privacy'));
  const idle = useScreen((s) => s.kiosk?.idle ?? DEFAULT_IDLE);
  const [endsAtMs, setEndsAtMs] = useState<number | null>(null);
  useEffect(() => {
    if (!abandonable || endsAtMs !== null) return;
    let timer: ReturnType<typeof setTimeout>;
    const controller = new AbortController();
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setEndsAtMs(performance.now() + idle.resetAfterMs), idle.warnAfterMs);
    };
    for (const type of SIGNS_OF_LIFE) window.addEventListener(type, wait, { signal: controller.signal, passive: true, capture: true });
    wait();
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [abandonable, endsAtMs, idle]);
  useEffect(() => {
    if (endsAtMs === null) return;
    const end = () => {
      setEndsAtMs(null);
      if (abandonable) open('none');
    };
    const timer = setTimeout(end, abandonable ? endsAtMs - performance.now() : 0);
    return () => clearTimeout(timer);
  }, [abandonable, endsAtMs, open]);
  return endsAtMs === null || !abandonable ? null : { endsAtMs, stay: () => setEndsAtMs(null) };
}
