import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useGuest } from '../../../guest/guest-context.ts';
import { isCalm } from '../../motion/motion-level.ts';
import { mouthOf } from '../mouth-of.ts';

export type VrmState = 'loading' | 'shown' | 'slow' | 'failed';

/** The venue's own model; what is given stands in while it loads, and for good where it cannot be shown. */
export function VrmFace({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const guest = useGuest();
  const [state, setState] = useState<VrmState>('loading');

  useEffect(() => {
    let gone = false;
    let close = () => {};
    const start = async () => {
      const { createVrmStage } = await import('./create-vrm-stage.ts');
      if (gone || canvas.current === null) return;
      const stage = await createVrmStage({
        canvas: canvas.current,
        url,
        activity: () => guest.store.get().activity,
        mouth: () => mouthOf(guest),
        gaze: () => guest.gaze?.() ?? null,
        calm: isCalm,
        random: Math.random,
        onSlow: () => setState('slow'),
        onLost: () => setState('failed'),
      });
      if (gone) return stage.close();
      close = stage.close;
      setState('shown');
    };
    start().catch((error: unknown) => {
      console.warn(`the avatar model ${url} is not shown: ${error instanceof Error ? error.message : String(error)}`);
      if (!gone) setState('failed');
    });
    return () => {
      gone = true;
      close();
    };
  }, [guest, url]);

  const shown = state === 'shown' || state === 'slow';
  return (
    <>
      <canvas ref={canvas} className="avatar-model" data-testid="avatar-model" data-state={state} hidden={state === 'failed'} />
      {!shown && children}
    </>
  );
}
