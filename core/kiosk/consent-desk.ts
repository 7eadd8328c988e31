import type { ToScreen } from '../contract/index.ts';
import type { GuestStore } from '../ports.ts';
import type { GuestSession } from './guest-session.ts';
import { consentWord } from './guest-words/consent-words.ts';
import { kioskMessages } from './messages.ts';
import type { RecognisedGuest } from './recognised-guest.ts';

/** Version of the consent wording, on screen and spoken; recorded with every answer. */
export const CONSENT_TEXT_VERSION = '2026-11-2';

export interface ConsentDeskDeps {
  readonly guests: GuestStore | null;
  readonly send: (message: ToScreen) => void;
  readonly current: () => GuestSession | null;
  /** Logged with each consent. */
  readonly kioskName: string;
  /** The kiosk has asked something that is answered in few words. */
  readonly expectAnswer: () => void;
  /** Runs what may fail on the store, and tells the guest. */
  readonly guarded: (work: () => unknown) => void;
  readonly onVisitOnly: (session: GuestSession) => void;
  /** @param first they have just agreed; false: they had before, and it was not known here yet. */
  readonly onRemember: (session: GuestSession, guests: GuestStore, guest: RecognisedGuest, first: boolean) => void;
}

/** "Shall I remember you?", asked and answered on the screen or aloud. Until there is an answer, nothing is kept. */
export interface ConsentDesk {
  ask(session: GuestSession, guest: RecognisedGuest): void;
  /** Puts an unanswered question on the screen again: a screen that came back has lost it. */
  askAgain(): void;
  answer(remember: boolean): void;
  /** Neither yes nor no: nothing is kept, and the question is off the screen. */
  later(): void;
  /** Whether this answers the question, which is asked. */
  takes(text: string): boolean;
  /** True: it was an answer. After anything else a mere yes is none any more. */
  hears(text: string): boolean;
}

export function createConsentDesk(deps: ConsentDeskDeps): ConsentDesk {
  const { send, current } = deps;
  /** Nothing was said since this guest was asked. */
  let justAsked: RecognisedGuest | null = null;

  /** Whoever was asked and has not answered: a late answer must not count for the next badge. */
  const asked = () => {
    const session = current();
    return session?.guest?.askedConsent ? { session, guest: session.guest } : null;
  };
  const wordIn = (text: string, guest: RecognisedGuest) => consentWord(text, guest === justAsked);

  const close = (guest: RecognisedGuest) => {
    guest.askedConsent = false;
    send({ type: 'consent.closed' });
  };

  const askAgain = () => {
    const who = asked();
    if (who === null) return;
    const badgeName = who.guest.contactName !== undefined;
    send({ type: 'consent.ask', textVersion: CONSENT_TEXT_VERSION, ...(badgeName && { badgeName }) });
  };

  const answer = (remember: boolean) => {
    const who = asked();
    const { guests } = deps;
    if (who === null || guests === null) return;
    const { session, guest } = who;
    close(guest);
    deps.guarded(() => {
      // Their yes has come from another kiosk meanwhile: a badge alone neither takes it back nor chooses another PIN.
      const first = guests.consent(guest.guestId) !== 'remember';
      if (first) guests.setConsent(guest.guestId, remember ? 'remember' : 'visit-only', CONSENT_TEXT_VERSION, deps.kioskName);
      if (remember) return deps.onRemember(session, guests, guest, first);
      delete guest.contactName;
      deps.onVisitOnly(session);
    });
  };

  const later = () => {
    const who = asked();
    if (who === null) return;
    close(who.guest);
    who.session.announce(kioskMessages(who.session.locale)('consent.later'));
  };

  const explain = (session: GuestSession, guest: RecognisedGuest) => {
    const t = kioskMessages(session.locale);
    session.announce(t('consent.what'), ...(guest.contactName === undefined ? [] : [t('consent.name')]));
    deps.expectAnswer();
  };

  return {
    ask(session, guest) {
      guest.askedConsent = true;
      justAsked = guest;
      askAgain();
      session.announce(kioskMessages(session.locale)('consent.spoken'));
      deps.expectAnswer();
    },
    askAgain,
    answer,
    later,
    takes(text) {
      const who = asked();
      return who !== null && wordIn(text, who.guest) !== null;
    },
    hears(text) {
      const who = asked();
      if (who === null) return false;
      const word = wordIn(text, who.guest);
      if (word === 'remember' || word === 'visit') answer(word === 'remember');
      else if (word === 'later') later();
      else if (word === 'what') explain(who.session, who.guest);
      else justAsked = null;
      return word !== null;
    },
  };
}
