import { useEffect } from 'react';
import { useScreen } from '../store/use-screen.ts';
import type { GuestActions } from './guest-actions.ts';

const DEFAULT_MS = 65_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * Help and the privacy notice can be opened before there is a session that would end by itself. Where nobody has touched anything for
 * as long as a session would last, the next guest finds the waiting screen; nothing is lost by it, so nobody is warned.
 */
export function useAbandonedPanel({ open }: Pick<GuestActions, 'open'>): void {
  const abandonable = useScreen((s) => s.session === null && (s.ui.panel === 'help' || s.ui.panel === 'privacy'));
  const afterMs = useScreen((s) => (s.kiosk === null ? DEFAULT_MS : s.kiosk.idle.warnAfterMs + s.kiosk.idle.resetAfterMs));
  useEffect(() => {
    if (!abandonable) return;
    let timer: ReturnType<typeof setTimeout>;
    const controller = new AbortController();
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => open('none'), afterMs);
    };
    for (const type of SIGNS_OF_LIFE) window.addEventListener(type, wait, { signal: controller.signal, passive: true, capture: true });
    wait();
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [abandonable, afterMs, open]);
}
