import { Delete, KeyRound } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { OperatorView } from '../../core/contract/index.ts';
import { useTick } from '../components/use-clock.ts';
import { usePinDigits } from '../components/use-pin-digits.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from './operator-i18n.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const LEAST = 4;
const MOST = 12;

type PinView = Extract<OperatorView, { readonly stage: 'pin' }>;

/** The pad for the PIN. How long it is, is nobody's to see: dots are all that is shown, here and nowhere else. */
export function PinPad({ view }: { readonly view: PinView }) {
  const t = useT();
  const seconds = useWaitSeconds(view);
  const waiting = seconds > 0;
  const { actions } = useGuest();
  const onEnter = useCallback((pin: string) => actions.operate({ type: 'operator.pin', pin }), [actions]);
  const { digits, add, back, enter } = usePinDigits({ answer: view, waiting, least: LEAST, most: MOST, onEnter });
  return (
    <section className="operator-pin" aria-label={t('pin.title')}>
      <p className="operator-lead">
        <KeyRound aria-hidden="true" />
        {t('pin.title')}
      </p>
      <p>{t('pin.text')}</p>
      <p className="operator-dots" data-testid="operator-dots" data-count={digits.length}>
        <span className="visually-hidden" role="status">
          {t('pin.entered', { count: digits.length })}
        </span>
        {Array.from({ length: Math.max(LEAST, digits.length) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots are all alike
          <span key={i} data-full={i < digits.length} aria-hidden="true" />
        ))}
      </p>
      <p className="operator-problem" role="alert" data-testid="operator-problem">
        {waiting ? t('pin.wait', { minutes: Math.ceil(seconds / 60), seconds }) : view.wrong && digits === '' && t('pin.wrong')}
      </p>
      <div className="operator-keys">
        {KEYS.map((key) => (
          <button key={key} type="button" className="key" disabled={waiting} onClick={() => add(key)}>
            {key}
          </button>
        ))}
        <button type="button" className="key key--side" aria-label={t('pin.delete')} disabled={digits === ''} onClick={back}>
          <Delete aria-hidden="true" />
        </button>
        <button type="button" className="key" disabled={waiting} onClick={() => add('0')}>
          0
        </button>
        <button
          type="button"
          className="key key--send"
          data-testid="operator-enter"
          disabled={waiting || digits.length < LEAST}
          onClick={enter}
        >
          {t('pin.enter')}
        </button>
      </div>
    </section>
  );
}

/** Seconds until a PIN counts again, counted from when the kiosk said so. */
function useWaitSeconds(view: PinView): number {
  const now = useTick(500);
  const [untilMs, setUntilMs] = useState(0);
  useEffect(() => setUntilMs(performance.now() + view.retryAfterMs), [view]);
  // Where nothing is to be waited for, the tick that lags behind must not make it look as if there were.
  return view.retryAfterMs === 0 ? 0 : Math.max(0, Math.ceil((untilMs - now) / 1000));
}
