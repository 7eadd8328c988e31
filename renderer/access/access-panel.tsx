import { Contrast, EyeOff, Headphones, type LucideIcon, Minus, MoveVertical, Plus, ToggleLeft, Turtle } from 'lucide-react';
import type { AccessCommand } from '../../core/contract/access.ts';
import { Dialog } from '../components/dialogs/dialog.tsx';
import { StartOver, VoiceToggle } from '../components/dock.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { useGuest } from '../guest/guest-context.ts';
import { type MessageKey, useT } from '../i18n/i18n.tsx';
import { PrivacyButton } from '../privacy/privacy-button.tsx';
import { useScreen } from '../store/use-screen.ts';
import { type AccessUi, DEFAULT_ACCESS, NORMAL_VOLUME, takesIn } from './access-state.ts';
import { useLowScreen } from './use-low-screen.ts';

interface Choice {
  readonly key: 'audio' | 'reach' | 'contrast' | 'calm' | 'scanning' | 'curtain';
  readonly icon: LucideIcon;
  readonly note?: MessageKey;
}

const CHOICES: readonly Choice[] = [
  { key: 'audio', icon: Headphones, note: 'access.audioNote' },
  { key: 'reach', icon: MoveVertical, note: 'access.reachNote' },
  { key: 'contrast', icon: Contrast },
  { key: 'calm', icon: Turtle },
  { key: 'scanning', icon: ToggleLeft, note: 'access.scanningNote' },
  { key: 'curtain', icon: EyeOff, note: 'access.curtainNote' },
];

interface Level {
  readonly name: MessageKey;
  readonly less: AccessCommand & ('smaller' | 'slower' | 'softer');
  readonly more: AccessCommand & ('bigger' | 'faster' | 'louder');
  readonly percent: (access: AccessUi) => number;
}

const LEVELS: readonly Level[] = [
  { name: 'access.text', less: 'smaller', more: 'bigger', percent: ({ text }) => text * 100 },
  { name: 'access.rate', less: 'slower', more: 'faster', percent: ({ speechRate }) => Math.round(speechRate * 100) },
  { name: 'access.volume', less: 'softer', more: 'louder', percent: ({ volume }) => Math.round((volume / NORMAL_VOLUME) * 100) },
];

/** Everything that makes the kiosk easier to use, for this guest alone. */
export function AccessPanel() {
  const t = useT();
  const { actions } = useGuest();
  const access = useScreen((s) => s.ui.access);
  const close = () => actions.open('none');
  return (
    <Dialog testId="access" title={t('access.title')} onCancel={close}>
      <div className="access-choices">
        {CHOICES.map((choice) => (
          <ChoiceButton key={choice.key} choice={choice} on={access[choice.key]} />
        ))}
      </div>
      <div className="access-levels">
        {LEVELS.map((level) => (
          <LevelRow key={level.name} level={level} access={access} />
        ))}
      </div>
      <TakenIn />
      <PrivacyButton kind="dialog-link" />
      <p className="dialog-small">{t('access.captions')}</p>
      <p className="dialog-small">{t('access.say')}</p>
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" data-testid="access-done" onClick={close}>
          {t('access.done')}
        </button>
        <button
          type="button"
          className="button button--paper"
          data-testid="access-defaults"
          disabled={access === DEFAULT_ACCESS}
          onClick={() => actions.access('defaults')}
        >
          {t('access.defaults')}
        </button>
      </div>
    </Dialog>
  );
}

/** What the dock has no room for: large text on a low screen. */
function TakenIn() {
  const low = useLowScreen();
  const shown = useScreen((s) => takesIn(s.ui.access, low));
  if (!shown) return null;
  return (
    <div className="access-taken-in">
      <LanguageSwitch />
      <VoiceToggle />
      <StartOver />
    </div>
  );
}

/** On or off, told by a word and by the switch's shape, not by its colour. */
function ChoiceButton({ choice: { key, icon: Icon, note }, on }: { readonly choice: Choice; readonly on: boolean }) {
  const t = useT();
  const { actions } = useGuest();
  return (
    <button
      type="button"
      className="access-choice"
      data-testid={`access-${key}`}
      aria-pressed={on}
      onClick={() => actions.access(`${key}-${on ? 'off' : 'on'}`)}
    >
      <Icon aria-hidden="true" />
      <span className="access-what">
        <span className="access-name">{t(`access.${key}`)}</span>
        {note !== undefined && <span className="access-note">{t(note)}</span>}
      </span>
      <span className="access-state">
        <span className="access-switch" aria-hidden="true" />
        {t(on ? 'dock.on' : 'dock.off')}
      </span>
    </button>
  );
}

function LevelRow({ level: { name, less, more, percent }, access }: { readonly level: Level; readonly access: AccessUi }) {
  const t = useT();
  const { actions } = useGuest();
  return (
    <fieldset className="access-level" aria-label={t(name)}>
      <span className="access-name" aria-hidden="true">
        {t(name)}
      </span>
      <button type="button" data-testid={`access-${less}`} aria-label={t(`access.${less}`)} onClick={() => actions.access(less)}>
        <Minus aria-hidden="true" />
      </button>
      <output aria-live="polite">{t('access.percent', { percent: percent(access) })}</output>
      <button type="button" data-testid={`access-${more}`} aria-label={t(`access.${more}`)} onClick={() => actions.access(more)}>
        <Plus aria-hidden="true" />
      </button>
    </fieldset>
  );
}
