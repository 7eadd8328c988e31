import { EyeOff } from 'lucide-react';
import { useEffect } from 'react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';

/** In front of everything while a guest goes on by keys and voice. A touch lifts it, whatever lies under it is not touched. */
export function Curtain() {
  const t = useT();
  const { actions } = useGuest();
  useEffect(() => {
    const lift = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'click') actions.access('curtain-off');
    };
    const controller = new AbortController();
    const options = { capture: true, signal: controller.signal };
    for (const type of ['pointerdown', 'pointerup', 'click'] as const) {
      window.addEventListener(type, (event) => isTouch(event) && lift(event), options);
    }
    return () => controller.abort();
  }, [actions]);
  return (
    <div className="curtain" data-testid="curtain" aria-hidden="true">
      <EyeOff aria-hidden="true" />
      <p>{t('access.hidden')}</p>
      <p className="curtain-how">{t('access.show')}</p>
    </div>
  );
}

/** A click that a key or the reader made has no place on the screen. */
function isTouch(event: MouseEvent): boolean {
  return event.type !== 'click' || event.detail > 0;
}
