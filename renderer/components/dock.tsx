import { Captions, CaptionsOff, HandHelping, Keyboard as KeyboardIcon, RotateCcw, Square, Volume2, VolumeX } from 'lucide-react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { hasTalkButton } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { MicStatus } from './mic-status.tsx';
import { TalkButton } from './talk-button.tsx';

/** Everything a guest can do at any time, in the lower part of the screen where everyone reaches it. */
export function Dock() {
  const t = useT();
  const { actions } = useGuest();
  const talkButton = useScreen(hasTalkButton);
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
        <LanguageSwitch />
        <Toggles />
        <button type="button" className="button button--quiet" data-testid="start-over" onClick={actions.startOver}>
          <RotateCcw aria-hidden="true" />
          {t('dock.startOver')}
        </button>
      </div>
    </nav>
  );
}

function Toggles() {
  const t = useT();
  const { actions } = useGuest();
  const { captionsOn, speechOn } = useScreen((s) => s.ui);
  const canSpeak = useScreen((s) => s.capabilities?.speaking.state === 'ready');
  const CaptionsIcon = captionsOn ? Captions : CaptionsOff;
  const SpeechIcon = speechOn ? Volume2 : VolumeX;
  return (
    <>
      {canSpeak && (
        <button
          type="button"
          className="button button--quiet"
          data-testid="toggle-speech"
          aria-pressed={speechOn}
          onClick={() => actions.setSpeech(!speechOn)}
        >
          <SpeechIcon aria-hidden="true" />
          <Toggle name={t('dock.voice')} on={speechOn} />
        </button>
      )}
      <button
        type="button"
        className="button button--quiet"
        data-testid="toggle-captions"
        aria-pressed={captionsOn}
        disabled={!speechOn}
        onClick={() => actions.setCaptions(!captionsOn)}
      >
        <CaptionsIcon aria-hidden="true" />
        <Toggle name={t('dock.captions')} on={captionsOn} />
      </button>
    </>
  );
}

function Toggle({ name, on }: { readonly name: string; readonly on: boolean }) {
  const t = useT();
  return (
    <span>
      {name} <span className="toggle-state">{t(on ? 'dock.on' : 'dock.off')}</span>
    </span>
  );
}

export function HelpButton() {
  const t = useT();
  const { actions } = useGuest();
  return (
    <button
      type="button"
      className="button button--help"
      data-testid="help"
      onClick={(event) => {
        event.stopPropagation();
        actions.open('help');
      }}
    >
      <HandHelping aria-hidden="true" />
      {t('dock.help')}
    </button>
  );
}
