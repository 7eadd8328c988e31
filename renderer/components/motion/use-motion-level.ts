import { useEffect, useState } from 'react';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { watchFrames } from './motion-level.ts';

/** Sets `data-motion` of the document. A machine that was too slow once stays calm for the life of the page. */
export function useMotionLevel(): void {
  const reduced = useReducedMotion();
  const [slow, setSlow] = useState(false);
  const calm = reduced || slow;
  useEffect(() => {
    document.documentElement.dataset.motion = calm ? 'calm' : 'full';
    if (calm) return;
    return watchFrames({
      requestFrame: (callback) => requestAnimationFrame(callback),
      cancelFrame: (handle) => cancelAnimationFrame(handle),
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      onSlow: () => setSlow(true),
    });
  }, [calm]);
}
