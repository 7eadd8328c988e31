import { ArrowRight, Hand, Mic, MicOff, ScanLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Avatar } from '../components/avatar/avatar.tsx';
import { Banner } from '../components/banner.tsx';
import { AccessButton, HelpButton } from '../components/help-buttons.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { useVenueClock } from '../components/use-clock.ts';
import { useReducedMotion } from '../components/use-reduced-motion.ts';
import { useGuest } from '../guest/guest-context.ts';
import { dayPart, formatDay, formatTime } from '../i18n/format.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { PrivacyButton } from '../privacy/privacy-button.tsx';
import { micStatus } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { VenueMark } from '../theme/venue-mark.tsx';

/** What the kiosk shows to nobody in particular: it introduces itself and says how to begin. */
export function Attract() {
  const t = useT();
  const { actions } = useGuest();
  const clock = useVenueClock();
  const name = useScreen((s) => s.kiosk?.companionName ?? '');
  return (
    // Touching anywhere begins; the button below does the same for keys and screen readers.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div className="attract" data-testid="attract" onClick={() => actions.begin('touch')}>
      <AttractHead clock={clock} />
      <Banner />
      <main className="attract-main" aria-label={t('attract.label')}>
        <div className="attract-stage">
          <Avatar size="hero" />
        </div>
        <div className="attract-words">
          <p className="attract-greeting">{t(`attract.greeting.${dayPart(clock ?? 0)}`, { name })}</p>
          <h1>{t('attract.invite')}</h1>
          <p className="attract-machine">{t('attract.machine', { name })}</p>
          <Openers />
          <Invitation />
        </div>
      </main>
      <footer className="attract-foot">
        <LanguageSwitch />
        <BadgeButton />
        <PrivacyButton />
        <AccessButton />
        <HelpButton />
      </footer>
    </div>
  );
}

function AttractHead({ clock }: { readonly clock: number | null }) {
  const locale = useLocale();
  const venue = useScreen((s) => s.kiosk?.venue ?? null);
  return (
    <header className="head">
      <div className="head-venue">
        <VenueMark />
        {venue !== null && <p className="head-sub">{venue.eventName ?? venue.tagline}</p>}
      </div>
      {clock !== null && (
        <div className="head-clock">
          <time className="head-time">{formatTime(locale, clock)}</time>
          <p className="head-sub">{formatDay(locale, clock)}</p>
        </div>
      )}
    </header>
  );
}

const NO_CHIPS: readonly { readonly id: string; readonly text: string }[] = [];
const SHOWN = 3;
const ROTATE_MS = 10_000;

/** Questions one could ask, three at a time. They stay put while someone is about to touch one. */
function Openers() {
  const t = useT();
  const { actions } = useGuest();
  const openers = useScreen((s) => s.kiosk?.openers[s.locale] ?? s.kiosk?.openers[s.locale.split('-')[0] ?? ''] ?? NO_CHIPS);
  const calm = useReducedMotion();
  const [first, setFirst] = useState(0);
  const [held, setHeld] = useState(false);
  const rotates = !calm && !held && openers.length > SHOWN;
  useEffect(() => {
    if (!rotates) return;
    const timer = setInterval(() => setFirst((old) => (old + SHOWN) % openers.length), ROTATE_MS);
    return () => clearInterval(timer);
  }, [rotates, openers.length]);
  if (openers.length === 0) return null;
  const shown = Array.from({ length: Math.min(SHOWN, openers.length) }, (_, i) => openers[(first + i) % openers.length] ?? openers[0]);
  return (
    <div className="openers">
      <p className="openers-title">{t('attract.tryAsking')}</p>
      <ul key={first}>
        {shown.map(
          (chip) =>
            chip !== undefined && (
              <li key={chip.id}>
                <button
                  type="button"
                  className="opener"
                  data-testid="opener"
                  onFocus={() => setHeld(true)}
                  onBlur={() => setHeld(false)}
                  onPointerEnter={() => setHeld(true)}
                  onPointerLeave={() => setHeld(false)}
                  onClick={(event) => {
                    event.stopPropagation();
                    actions.ask(chip.text, 'chip');
                  }}
                >
                  <q>{chip.text}</q>
                  <ArrowRight className="mirrors" aria-hidden="true" />
                </button>
              </li>
            ),
        )}
      </ul>
    </div>
  );
}

function Invitation() {
  const t = useT();
  const { actions } = useGuest();
  const status = useScreen(micStatus);
  const hint = useScreen((s) => s.hearingHint);
  const hears = status !== 'unavailable' && status !== 'starting' && status !== 'muted' && status !== 'waiting';
  const Icon = hears ? Mic : status === 'muted' ? MicOff : Hand;
  return (
    <button
      type="button"
      className="invitation"
      data-testid="begin"
      onClick={(event) => {
        event.stopPropagation();
        actions.begin('touch');
      }}
    >
      <span className="invitation-icon" data-testid="mic-status" data-state={status}>
        <Icon aria-hidden="true" />
      </span>
      <span>
        {t(hears ? 'attract.touchOrSpeak' : 'attract.touch')}
        <span className="invitation-mic">{hint ?? t(`mic.${status}`)}</span>
      </span>
    </button>
  );
}

export function BadgeButton() {
  const t = useT();
  const { actions } = useGuest();
  const memory = useScreen((s) => s.capabilities?.memory.state);
  if (memory !== 'ready') return null;
  return (
    <button
      type="button"
      className="button button--quiet"
      data-testid="scan-badge"
      onClick={(event) => {
        event.stopPropagation();
        actions.open('scan');
      }}
    >
      <ScanLine aria-hidden="true" />
      {t('dock.badge')}
    </button>
  );
}
