import { useEffect, useRef } from 'react';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { latestTurn } from '../../store/selectors.ts';
import { useScreen } from '../../store/use-screen.ts';
import { isCalm, isStill } from '../motion/motion-level.ts';
import { Blossom } from './blossom.tsx';
import { type FaceParts, startFaceLoop } from './face-loop.ts';
import { mouthAt } from './mouth.ts';

/** The kiosk's presence: a lit blossom with a face that listens, thinks and speaks. */
export function Avatar({ size }: { readonly size: 'hero' | 'stage' }) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const guest = useGuest();
  const activity = useScreen((s) => s.activity);
  const name = useScreen((s) => s.kiosk?.companionName ?? '');
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
      mouth: () => {
        const position = guest.position();
        if (position === null) return null;
        const turn = guest.store.get().session?.turns.find((one) => one.turn === position.turn) ?? latestTurn(guest.store.get());
        const spoken = turn?.sentences.find((one) => one.sentence === position.sentence);
        return mouthAt(spoken?.speech?.visemes ?? [], position.ms);
      },
    });
  }, [guest]);

  const label = t('avatar.label', { name, activity: t(`activity.${activity}`) });
  return (
    <div ref={ref} className={`avatar avatar--${size}`} data-testid="activity" data-activity={activity} role="img" aria-label={label}>
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
