import { useEffect } from 'react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { micStatus } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { LevelMeter, MIC_ICONS } from './mic-status.tsx';

/**
 * The one big button of a kiosk that listens only when asked to. Held (pointer, or Space or Enter) or tapped, as the kiosk is
 * set up; what it is at is told in words, by its symbol and by its ring.
 */
export function TalkButton() {
  const t = useT();
  const { actions } = useGuest();
  const kiosk = useScreen(micStatus);
  const talking = useScreen((s) => s.ui.talking);
  const holds = useScreen((s) => s.kiosk?.talkMode === 'push-to-talk');
  // The kiosk takes a moment to say so.
  const status = talking && kiosk === 'waiting' ? 'listening' : kiosk;
  const usable = status !== 'unavailable' && status !== 'starting';
  const Icon = MIC_ICONS[status];
  const call = holds ? (talking ? 'talk.holdEnd' : 'talk.hold') : talking ? 'talk.tapEnd' : 'talk.tap';
  // Another window in front must not leave the microphone open.
  useEffect(() => {
    if (!holds || !talking) return;
    const release = () => actions.talk(false);
    window.addEventListener('blur', release);
    return () => window.removeEventListener('blur', release);
  }, [actions, holds, talking]);
  return (
    <>
      <button
        type="button"
        className="mic talk-button"
        data-testid="talk-button"
        data-state={status}
        aria-pressed={talking}
        disabled={!usable}
        {...(holds ? holding(actions.talk) : { onClick: () => actions.talk(!talking) })}
      >
        <span className="mic-disc">
          <Icon aria-hidden="true" />
        </span>
        <span className="mic-text">
          {usable && <span className="talk-call">{t(call)}</span>}
          <span className="talk-state">{t(`mic.${status}`)}</span>
        </span>
        <LevelMeter live={talking} />
      </button>
      <p className="visually-hidden" role="status" data-testid="mic-status" data-state={status}>
        {t(`mic.${status}`)}
      </p>
    </>
  );
}

function holding(talk: (on: boolean) => void) {
  const isKey = (key: string) => key === ' ' || key === 'Enter';
  return {
    onPointerDown: (event: React.PointerEvent<HTMLButtonElement>) => {
      if (event.button !== 0) return;
      // A finger that slides off the button still holds it.
      event.currentTarget.setPointerCapture(event.pointerId);
      talk(true);
    },
    onPointerUp: () => talk(false),
    onPointerCancel: () => talk(false),
    onContextMenu: (event: React.MouseEvent) => event.preventDefault(),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (!isKey(event.key)) return;
      event.preventDefault();
      if (!event.repeat) talk(true);
    },
    onKeyUp: (event: React.KeyboardEvent) => {
      if (isKey(event.key)) talk(false);
    },
    onBlur: () => talk(false),
  };
}
