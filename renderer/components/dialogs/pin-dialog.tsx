import { Delete, Mic } from 'lucide-react';
import { PIN_MAX_DIGITS, PIN_MIN_DIGITS, type PinAsk } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { type MessageKey, useT } from '../../i18n/i18n.tsx';
import { hasTalkButton } from '../../store/selectors.ts';
import { useScreen } from '../../store/use-screen.ts';
import { useTick } from '../use-clock.ts';
import { usePinDigits } from '../use-pin-digits.ts';
import { Dialog } from './dialog.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const TITLES = { choose: 'pin.title.choose', repeat: 'pin.title.repeat', prove: 'pin.title.prove' } as const satisfies Record<
  PinAsk['purpose'],
  MessageKey
>;

/** The pad. What is entered is shown as dots, here and nowhere else, and is gone with the dialog. */
export function PinDialog({ ask }: { readonly ask: PinAsk }) {
  const t = useT();
  const { actions } = useGuest();
  const speak = useSpeak(ask.spoken);
  const waitS = useWaitSeconds();
  const waiting = waitS > 0;
  const { digits, add, back, enter } = usePinDigits({
    ...{ answer: ask, waiting, least: PIN_MIN_DIGITS, most: PIN_MAX_DIGITS },
    onEnter: actions.enterPin,
  });
  /** Nothing is chosen before the guest has one: they may go without. */
  const first = ask.purpose !== 'prove' && ask.why === 'consent';
  const enough = digits.length >= PIN_MIN_DIGITS && !waiting;
  return (
    <Dialog testId="pin" title={t(TITLES[ask.purpose])} neutral onCancel={actions.cancelPin}>
      <p className="pin-why">{t(`pin.why.${ask.why}`)}</p>
      <p className="pin-dots" data-testid="pin-dots" data-count={digits.length}>
        <span className="visually-hidden" role="status">
          {t('pin.entered', { count: digits.length })}
        </span>
        {Array.from({ length: Math.max(PIN_MIN_DIGITS, digits.length) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots are all alike
          <span key={i} className="pin-dot" data-full={i < digits.length} aria-hidden="true" />
        ))}
      </p>
      <p className="pin-problem" role="alert" data-testid="pin-problem">
        <Problem ask={ask} waitS={waitS} fresh={digits === ''} />
      </p>
      <div className="pin-pad">
        {KEYS.map((key) => (
          <button key={key} type="button" className="key" disabled={waiting} onClick={() => add(key)}>
            {key}
          </button>
        ))}
        <button type="button" className="key key--side" aria-label={t('keyboard.backspace')} disabled={digits === ''} onClick={back}>
          <Delete aria-hidden="true" />
        </button>
        <button type="button" className="key" disabled={waiting} onClick={() => add('0')}>
          0
        </button>
        <button type="button" className="key key--send" data-testid="pin-enter" disabled={!enough} onClick={enter}>
          {t('pin.enter')}
        </button>
      </div>
      <div className="pin-ways">
        <button type="button" className="button button--paper" data-testid="pin-cancel" onClick={actions.cancelPin}>
          {t(first ? 'pin.without' : 'pin.cancel')}
        </button>
        <button
          type="button"
          className="button button--paper"
          data-testid="pin-speak"
          aria-pressed={ask.spoken}
          disabled={waiting}
          onClick={speak}
        >
          <Mic aria-hidden="true" />
          {t(ask.spoken ? 'pin.listening' : 'pin.speak')}
        </button>
      </div>
      <p className="dialog-small">
        {t(ask.spoken ? 'pin.spokenNote' : first ? 'pin.withoutNote' : ask.purpose === 'prove' ? 'pin.forgotten' : 'pin.changeNote')}
      </p>
    </Dialog>
  );
}

function Problem({ ask, waitS, fresh }: { readonly ask: PinAsk; readonly waitS: number; readonly fresh: boolean }) {
  const t = useT();
  if (waitS > 0) return t('pin.problem.wait', { minutes: Math.ceil(waitS / 60), seconds: waitS });
  // It was about what has been cleared; the guest is at the next try.
  if (ask.problem === null || ask.problem === 'wait' || !fresh) return null;
  return t(`pin.problem.${ask.problem}`, { left: ask.triesLeft });
}

/** Where the kiosk listens only while its talk button is used, this button stands in for the one behind the dialog. */
function useSpeak(spoken: boolean): () => void {
  const { actions } = useGuest();
  const talkButton = useScreen(hasTalkButton);
  const talking = useScreen((s) => s.ui.talking);
  return () => {
    if (!spoken) actions.speakPin();
    if (talkButton) actions.talk(!talking);
  };
}

function useWaitSeconds(): number {
  const untilMs = useScreen((s) => s.pinWaitUntilMs);
  useTick(500);
  // Not the tick's own time: that lags behind, and would make a fresh pad wait for nothing.
  return Math.max(0, Math.ceil((untilMs - performance.now()) / 1000));
}
