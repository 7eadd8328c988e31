import { useEffect, useRef } from 'react';
import { useGuest } from '../../guest/guest-context.ts';
import { useScreen } from '../../store/use-screen.ts';
import { isCalm, isStill } from '../motion/motion-level.ts';
import { Blossom } from './blossom.tsx';
import { type FaceParts, startFaceLoop } from './face-loop.ts';
import { mouthOf } from './mouth-of.ts';

/** The house's own face: drawn in the page, and alive on any machine. */
export function BlossomFace() {
  const ref = useRef<HTMLDivElement>(null);
  const guest = useGuest();
  const petals = useScreen((s) => s.kiosk?.look?.theme?.avatar.petals ?? 'pointed');

  useEffect(() => {
    if (ref.current === null) return;
    return startFaceLoop(partsOf(ref.current), {
      activity: () => guest.store.get().activity,
      level: () => guest.level(),
      gaze: () => guest.gaze?.() ?? null,
      calm: isCalm,
      still: isStill,
      random: Math.random,
      nowMs: () => performance.now(),
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      frame: (callback) => {
        const handle = requestAnimationFrame(callback);
        return () => cancelAnimationFrame(handle);
      },
      mouth: () => mouthOf(guest),
    });
  }, [guest]);

  return (
    <div ref={ref} className="avatar-face">
      <Blossom petals={petals} />
    </div>
  );
}

function partsOf(root: HTMLElement): FaceParts {
  const part = <T extends Element>(id: string) => {
    const found = root.querySelector<T>(`[data-part="${id}"]`);
    if (found === null) throw new Error(`the avatar has no part "${id}"`);
    return found;
  };
  return {
    outer: part<HTMLElement>('outer'),
    inner: part<HTMLElement>('inner'),
    face: part<HTMLElement>('face'),
    eyes: part<SVGElement>('eyes'),
    lids: [...root.querySelectorAll<SVGElement>('[data-part="lid"]')],
    brows: part<SVGElement>('brows'),
    mouth: part<SVGElement>('mouth'),
    tongue: part<SVGElement>('tongue'),
  };
}
