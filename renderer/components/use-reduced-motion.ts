import { useSyncExternalStore } from 'react';
import { useScreen } from '../store/use-screen.ts';
import { isCalm } from './motion/motion-level.ts';

const QUERY = '(prefers-reduced-motion: reduce)';

/** At this moment, for what moves once. */
export function prefersReducedMotion(): boolean {
  return asksSystem() || isCalm();
}

/** The guest asked their system for less motion, or this screen. */
export function useReducedMotion(): boolean {
  const system = useSyncExternalStore((onChange) => {
    const query = matchMedia(QUERY);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, asksSystem);
  const wished = useScreen((s) => s.ui.access.calm);
  return system || wished;
}

function asksSystem(): boolean {
  return matchMedia(QUERY).matches;
}
