import { UserRoundCheck } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { Avatar } from '../components/avatar/avatar.tsx';
import { Banner } from '../components/banner.tsx';
import { GuestCaption, KioskCaption } from '../components/captions.tsx';
import { Cards } from '../components/cards/cards.tsx';
import { Chips } from '../components/chips.tsx';
import { Dock } from '../components/dock.tsx';
import { Keyboard } from '../components/keyboard/keyboard.tsx';
import { useVenueClock } from '../components/use-clock.ts';
import { useGuest } from '../guest/guest-context.ts';
import { formatTime } from '../i18n/format.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { PrivacyButton } from '../privacy/privacy-button.tsx';
import { latestTurn, shownCards } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { VenueMark } from '../theme/venue-mark.tsx';
import { BadgeButton } from './attract.tsx';

/** One guest, talking. Two looks: face to face while there is nothing to show, else beside the cards. */
export function Conversation() {
  const t = useT();
  const typing = useScreen((s) => s.ui.panel === 'keyboard');
  const reach = useScreen((s) => s.ui.access.reach);
  const shows = useScreen((s) => shownCards(s).cards.length > 0);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever began with a key goes on from here.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, []);
  useFocusAfterTyping(typing, main);
  const fresh = useScreen((s) => latestTurn(s) === null);
  return (
    <div className="talk" data-layout={shows ? 'show' : 'talk'} data-typing={typing}>
      <TalkHead />
      <Banner />
      <main ref={main} className="talk-main" aria-label={t('talk.label')} tabIndex={-1}>
        <div className="talk-stage">
          <div className="talk-pair">
            <Avatar size="stage" />
            <div className="talk-words">
              <GuestCaption />
              <h1 className={fresh ? 'talk-start' : 'visually-hidden'}>{t(fresh ? 'talk.start' : 'talk.label')}</h1>
              <KioskCaption />
            </div>
          </div>
        </div>
        {shows && <Cards />}
        <Chips />
      </main>
      {typing ? <Keyboard /> : <Dock>{reach && <GuestButtons />}</Dock>}
    </div>
  );
}

/**
 * The keys leave the screen with the focus in them. It goes back to the button that opened them, or to the answer when the
 * question was asked: on a button, the next space would press it.
 */
function useFocusAfterTyping(typing: boolean, main: RefObject<HTMLElement | null>): void {
  const asked = useScreen((s) => s.ui.draft === '');
  const was = useRef(typing);
  useEffect(() => {
    if (was.current && !typing && document.activeElement === document.body) {
      const opener = document.querySelector<HTMLElement>('[data-testid="open-keyboard"]');
      (asked ? main.current : opener)?.focus({ preventScroll: true });
    }
    was.current = typing;
  }, [typing, asked, main]);
}

function TalkHead() {
  const locale = useLocale();
  const clock = useVenueClock();
  const reach = useScreen((s) => s.ui.access.reach);
  return (
    <header className="head head--talk">
      <VenueMark />
      <div className="head-side">
        {!reach && <GuestButtons />}
        {clock !== null && <time className="head-time">{formatTime(locale, clock)}</time>}
      </div>
    </header>
  );
}

/** Badge or memory; beside the other controls where all have to be within reach. */
function GuestButtons() {
  const guest = useScreen((s) => s.session?.guest ?? null);
  return (
    <>
      <PrivacyButton />
      {guest?.remembered === true ? <GuestChip name={guest.name} /> : <BadgeButton />}
    </>
  );
}

function GuestChip({ name }: { readonly name: string | undefined }) {
  const t = useT();
  const { actions } = useGuest();
  return (
    <div className="guest-chip" data-testid="guest-chip">
      <UserRoundCheck aria-hidden="true" />
      <span>{name === undefined ? t('guest.known') : t('guest.knownName', { name })}</span>
      <button type="button" data-testid="my-memory" aria-label={t('memory.openLong')} onClick={actions.openMemory}>
        {t('memory.open')}
      </button>
      <button type="button" data-testid="forget-me" onClick={actions.eraseMemory}>
        {t('dock.forget')}
      </button>
    </div>
  );
}
