import { Keyboard as KeyboardIcon, RotateCcw, Square, Volume2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { takesIn } from '../access/access-state.ts';
import { useLowScreen } from '../access/use-low-screen.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { hasTalkButton } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { AccessButton, HelpButton } from './help-buttons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { MicStatus } from './mic-status.tsx';
import { TalkButton } from './talk-button.tsx';

/** Everything a guest can do at any time, in the lower part of the screen where everyone reaches it. */
export function Dock({ children }: { readonly children?: ReactNode }) {
  const t = useT();
  const { actions } = useGuest();
  const talkButton = useScreen(hasTalkButton);
  const low = useLowScreen();
  const takenIn = useScreen((s) => takesIn(s.ui.access, low));
  const speaking = useScreen((s) => s.activity === 'speaking');
  return (
    <nav className="dock" aria-label={t('dock.label')}>
      <div className="dock-talk">
        {talkButton ? <TalkButton /> : <MicStatus />}
        {speaking ? (
          <button key="stop" type="button" className="button button--brass dock-stop" data-testid="stop" onClick={actions.stopSpeaking}>
            <Square aria-hidden="true" fill="currentColor" />
            {t('dock.stop')}
          </button>
        ) : (
          <button key="type" type="button" className="dock-type" data-testid="open-keyboard" onClick={() => actions.open('keyboard')}>
            <KeyboardIcon aria-hidden="true" />
            {t('dock.type')}
          </button>
        )}
        <HelpButton />
      </div>
      <div className="dock-tools">
        {children}
        {!takenIn && <LanguageSwitch />}
        {!takenIn && <VoiceToggle />}
        <AccessButton />
        {!takenIn && <StartOver />}
      </div>
    </nav>
  );
}

export function StartOver() {
  const t = useT();
  const { actions } = useGuest();
  return (
    <button type="button" className="button button--quiet" data-testid="start-over" onClick={actions.startOver}>
      <RotateCcw aria-hidden="true" />
      {t('dock.startOver')}
    </button>
  );
}

/** What is said is always written too; there is no turning that off. */
export function VoiceToggle() {
  const t = useT();
  const { actions } = useGuest();
  const speechOn = useScreen((s) => s.ui.speechOn);
  const canSpeak = useScreen((s) => s.capabilities?.speaking.state === 'ready');
  if (!canSpeak) return null;
  const Icon = speechOn ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className="button button--quiet"
      data-testid="toggle-speech"
      aria-pressed={speechOn}
      onClick={() => actions.setSpeech(!speechOn)}
    >
      <Icon aria-hidden="true" />
      <span>
        {t('dock.voice')} <span className="toggle-state">{t(speechOn ? 'dock.on' : 'dock.off')}</span>
      </span>
    </button>
  );
}
