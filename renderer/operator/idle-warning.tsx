import { useCallback, useEffect, useRef, useState } from 'react';
import { operatorSessionSchema } from '../../core/contract/operator.ts';
import { Dialog } from '../components/dialogs/dialog.tsx';
import { useT } from './i18n/operator-i18n.tsx';
import { useOperator } from './operator-context.ts';

/** The endpoint ends a session after half an hour without the person: cloud/operators/sessions.ts. */
const WARN_MS = 25 * 60_000;
/** Somebody who reads or types asks the endpoint for nothing: it is told so often that they are there. */
const TELL_MS = 2 * 60_000;
const LOOK_MS = 15_000;

/** Keeps the session of somebody who is there, and asks somebody who may not be. */
export function IdleWarning() {
  const t = useT();
  const { api } = useOperator();
  const [asking, setAsking] = useState(false);
  const [touchedMs, toldMs] = [useRef(Date.now()), useRef(Date.now())];
  const touch = useCallback(() => {
    touchedMs.current = Date.now();
    setAsking(false);
    if (touchedMs.current - toldMs.current < TELL_MS) return;
    toldMs.current = touchedMs.current;
    // Whether it worked shows by itself: a session that is over brings the door.
    api.get(operatorSessionSchema, 'session').catch(() => {});
  }, [api, touchedMs, toldMs]);
  useEffect(() => {
    const controller = new AbortController();
    for (const type of ['pointerdown', 'keydown', 'wheel'] as const)
      window.addEventListener(type, touch, { signal: controller.signal, passive: true, capture: true });
    const timer = setInterval(() => setAsking(Date.now() - touchedMs.current > WARN_MS), LOOK_MS);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [touch, touchedMs]);
  return (
    asking && (
      <Dialog testId="idle" role="alertdialog" title={t('idle.title')} onCancel={touch}>
        <p>{t('idle.text')}</p>
        <div className="dialog-buttons line">
          <button type="button" className="button button--ink" onClick={touch} data-testid="idle-stay">
            {t('idle.stay')}
          </button>
        </div>
      </Dialog>
    )
  );
}
