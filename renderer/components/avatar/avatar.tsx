import { useEffect, useRef } from 'react';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { latestTurn } from '../../store/selectors.ts';
import { useScreen } from '../../store/use-screen.ts';
import { prefersReducedMotion } from '../use-reduced-motion.ts';
import { Blossom } from './blossom.tsx';
import { startCalmLoop, startFaceLoop } from './face-loop.ts';
import { MOUTH_SHAPES, mouthAt } from './mouth.ts';

/** The kiosk's presence: a lit blossom with a face that listens, thinks and speaks. */
export function Avatar({ size }: { readonly size: 'hero' | 'stage' }) {
  const t = useT();
  const svg = useRef<SVGSVGElement>(null);
  const guest = useGuest();
  const activity = useScreen((s) => s.activity);
  const name = useScreen((s) => s.kiosk?.companionName ?? '');

  useEffect(() => {
    const root = svg.current;
    if (root === null) return;
    const part = (id: string) => {
      const found = root.querySelector<SVGElement>(`[data-part="${id}"]`);
      if (found === null) throw new Error(`the avatar has no part "${id}"`);
      return found;
    };
    const parts = {
      face: part('face'),
      eyes: part('eyes'),
      lids: [...root.querySelectorAll<SVGElement>('[data-part="lid"]')],
      brows: part('brows'),
      mouth: part('mouth'),
      tongue: part('tongue'),
      inner: part('inner'),
      outer: part('outer'),
    };
    const start = prefersReducedMotion() ? startCalmLoop : startFaceLoop;
    return start(parts, {
      activity: () => guest.store.get().activity,
      level: () => guest.level(),
      random: Math.random,
      mouth: () => {
        const position = guest.position();
        if (position === null) return MOUTH_SHAPES.sil;
        const turn = guest.store.get().session?.turns.find((one) => one.turn === position.turn) ?? latestTurn(guest.store.get());
        const spoken = turn?.sentences.find((one) => one.sentence === position.sentence);
        return mouthAt(spoken?.speech?.visemes ?? [], position.ms);
      },
    });
  }, [guest]);

  const label = t('avatar.label', { name, activity: t(`activity.${activity}`) });
  return (
    <div className={`avatar avatar--${size}`} data-testid="activity" data-activity={activity} role="img" aria-label={label}>
      <Blossom ref={svg} />
    </div>
  );
}
