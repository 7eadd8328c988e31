import type { CopyWatch } from '../badge/copy-watch.ts';
import type { Locale, ToScreen } from '../contract/index.ts';
import type { BadgeVerdict, BadgeVerifier, CloudSync, GuestStore, Log } from '../ports.ts';
import type { GuestSession, RecognisedGuest } from './guest-session.ts';
import { consentWord } from './guest-words/consent-words.ts';
import { type KioskMessage, kioskMessages } from './messages.ts';
import type { PinDesk } from './pin-desk.ts';

/** Version of the consent wording on screen; recorded with every answer. */
export const CONSENT_TEXT_VERSION = '2026-11-2';

export interface BadgeDeskDeps {
  readonly badges: BadgeVerifier | null;
  readonly copies: CopyWatch | null;
  readonly guests: GuestStore | null;
  readonly sync: CloudSync | null;
  readonly pullBudgetMs: number;
  readonly log: Log;
  readonly send: (message: ToScreen) => void;
  /** The running session, or a new one. A different guest's badge always gets a new one. */
  readonly sessionFor: (guestId: string) => GuestSession;
  readonly current: () => GuestSession | null;
  readonly locale: () => Locale;
  readonly pin: PinDesk;
  /** Logged with each consent. */
  readonly kioskName: string;
  /** The kiosk has asked something that is answered in few words. */
  readonly expectAnswer: () => void;
  /** Nothing personal may stay on the screen. */
  readonly onLocked: () => void;
}

export interface BadgeDesk {
  scan(payload: string): Promise<void>;
  answerConsent(remember: boolean): void;
  /** Neither yes nor no: nothing is kept, and the question is off the screen. */
  answerLater(): void;
  /** Whether this answers the question for consent, which is asked. */
  takes(text: string): boolean;
  /** True: it was an answer. After anything else a mere yes is none any more. */
  hears(text: string): boolean;
  /** Puts an unanswered question for consent on the screen again: a screen that came back has lost it. */
  askAgain(): void;
  /** Erases the recognised guest of this session. False when there is none, or it could not be done and the guest was told. */
  forget(): boolean;
  close(): void;
}

type Refusal = Extract<BadgeVerdict, { ok: false }>['reason'];

/** What the guest is told: what would help, and nothing that would help a forger. */
const REFUSALS: Readonly<Record<Refusal, KioskMessage>> = {
  malformed: 'badge.unreadable',
  foreign: 'badge.foreign',
  'wrong-tenant': 'badge.foreign',
  'unknown-key': 'badge.refused',
  'bad-signature': 'badge.refused',
  expired: 'badge.expired',
  revoked: 'badge.revoked',
};

/** A badge is shown: verify, ask for consent once, open the memory, greet neutrally. */
export function createBadgeDesk(deps: BadgeDeskDeps): BadgeDesk {
  /** Nothing was said since this guest was asked. */
  let justAsked: RecognisedGuest | null = null;

  const refuse = (reason: Refusal) => {
    deps.log.info('badge refused', { reason });
    deps.send({ type: 'badge.refused', hint: kioskMessages(deps.locale())(REFUSALS[reason]) });
  };

  const flagCopied = (guest: RecognisedGuest) => {
    if (guest.copied) return;
    guest.copied = true;
    deps.log.warn('badge in use at two places');
    if (guest.memory !== null && !guest.verified) lock(guest);
  };
  /** In the middle of a visit: from now on it is a stranger's, until the PIN. */
  const lock = (guest: RecognisedGuest) => {
    deps.onLocked();
    deps.send({ type: 'guest.recognised', guest: { remembered: false } });
    if (deps.pin.isSet(guest)) deps.pin.prove('copied', () => deps.send({ type: 'guest.recognised', guest: { remembered: true } }));
  };
  // The cloud may answer after the guest was greeted.
  const unwatch = deps.copies?.onCopied((guestId) => {
    const guest = deps.current()?.guest;
    if (guest?.guestId === guestId) flagCopied(guest);
  });

  /** Memory that fails is said, never hidden: the guest goes on as a stranger, staff find the cause in the log. */
  const guarded = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      deps.log.error('guest memory failed', { error });
      tellUnavailable();
    }
  };
  const tellUnavailable = () => {
    deps.send({ type: 'fault', fault: 'device', code: 'memory-unavailable', hint: kioskMessages(deps.locale())('fault.memory') });
  };

  const visitOnly = (session: GuestSession) => {
    deps.send({ type: 'guest.recognised', guest: { remembered: false } });
    session.announce(kioskMessages(session.locale)('greeting.visit'));
  };

  /** The guest's memory as it is known here now. */
  const greet = (session: GuestSession, guests: GuestStore, guest: RecognisedGuest) => {
    const consent = guests.consent(guest.guestId);
    if (guest.copied && consent === 'remember') return greetCopied(session, guests, guest);
    switch (consent) {
      case 'remember':
        recognise(session, guests, guest);
        return session.announce(kioskMessages(session.locale)('greeting.again'));
      case 'visit-only':
        return visitOnly(session);
      case 'unknown':
        return ask(session, guest);
    }
  };

  /** It may be a copy in a stranger's hand: nothing before the PIN, and nothing at all without one. */
  const greetCopied = (session: GuestSession, guests: GuestStore, guest: RecognisedGuest) => {
    deps.send({ type: 'guest.recognised', guest: { remembered: false } });
    if (!deps.pin.isSet(guest)) return session.announce(kioskMessages(session.locale)('greeting.copiedClosed'));
    deps.pin.prove('copied', () =>
      guarded(() => {
        recognise(session, guests, guest);
        session.announce(kioskMessages(session.locale)('greeting.again'));
      }),
    );
  };

  const ask = (session: GuestSession, guest: RecognisedGuest) => {
    guest.askedConsent = true;
    justAsked = guest;
    askAgain();
    session.announce(kioskMessages(session.locale)('consent.spoken'));
    deps.expectAnswer();
  };

  const askAgain = () => {
    const guest = deps.current()?.guest;
    const badgeName = guest?.contactName !== undefined;
    if (guest?.askedConsent) deps.send({ type: 'consent.ask', textVersion: CONSENT_TEXT_VERSION, ...(badgeName && { badgeName }) });
  };

  /** The badge of this very session once more: asks again what was left unanswered. */
  const scannedAgain = (session: GuestSession, guest: RecognisedGuest) => {
    if (guest.askedConsent) return askAgain();
    if (guest.memory === null && !guest.copied && deps.guests?.consent(guest.guestId) === 'unknown') ask(session, guest);
  };

  const closeConsent = (guest: RecognisedGuest) => {
    guest.askedConsent = false;
    deps.send({ type: 'consent.closed' });
  };

  const recognise = (session: GuestSession, guests: GuestStore, guest: RecognisedGuest) => {
    guest.memory ??= guests.open(guest.guestId);
    const ref = guests.pseudonym?.(guest.guestId);
    if (ref !== undefined) guest.ref = ref;
    const language = guest.memory.profile().facts.find((fact) => fact.kind === 'language')?.value;
    if (language !== undefined) session.setLocale(language);
    deps.send({ type: 'guest.recognised', guest: { remembered: true } });
  };

  const answerConsent = (remember: boolean) => {
    const session = deps.current();
    const guest = session?.guest;
    // Only whom the question was put to can answer it: a late answer must not count for the next badge.
    if (session === null || !guest?.askedConsent || deps.guests === null) return;
    const { guests } = deps;
    closeConsent(guest);
    guarded(() => {
      guests.setConsent(guest.guestId, remember ? 'remember' : 'visit-only', CONSENT_TEXT_VERSION, deps.kioskName);
      if (!remember) {
        delete guest.contactName;
        return visitOnly(session);
      }
      recognise(session, guests, guest);
      keepContactName(session, guest);
      deps.pin.choose(() => session.announce(kioskMessages(session.locale)('greeting.remembered')));
    });
  };

  const answerLater = () => {
    const session = deps.current();
    if (session === null || !session.guest?.askedConsent) return;
    closeConsent(session.guest);
    session.announce(kioskMessages(session.locale)('consent.later'));
  };

  const explain = (session: GuestSession, guest: RecognisedGuest) => {
    const t = kioskMessages(session.locale);
    session.announce(t('consent.what'), ...(guest.contactName === undefined ? [] : [t('consent.name')]));
    deps.expectAnswer();
  };

  /** Once: whoever said their name themselves is not called by their badge. */
  const keepContactName = (session: GuestSession, guest: RecognisedGuest) => {
    const { contactName, memory } = guest;
    delete guest.contactName;
    if (contactName === undefined || memory === null || memory.profile().facts.some((fact) => fact.kind === 'name')) return;
    memory.remember({ kind: 'name', value: contactName, source: 'inferred', sessionId: session.id, turn: 0 });
  };

  return {
    async scan(payload) {
      const verdict = deps.badges?.verify(payload) ?? { ok: false as const, reason: 'unknown-key' as const };
      if (!verdict.ok) return refuse(verdict.reason);
      const { guests } = deps;
      const session = deps.sessionFor(verdict.guestId);
      if (session.guest !== null) return guarded(() => session.guest && scannedAgain(session, session.guest));
      const contactName = verdict.foreign?.contactName;
      const guest: RecognisedGuest = { guestId: verdict.guestId, memory: null, askedConsent: false, ...(contactName && { contactName }) };
      session.guest = guest;
      if (deps.copies?.scanned(guest.guestId)) flagCopied(guest);
      if (guests === null) return tellUnavailable();
      await deps.sync?.pull(guest.guestId, payload, deps.pullBudgetMs);
      // The guest may have walked away, or another badge come, while the cloud was asked.
      if (deps.current() === session) guarded(() => greet(session, guests, guest));
    },
    answerConsent,
    answerLater,
    takes(text) {
      const guest = deps.current()?.guest;
      return guest?.askedConsent === true && consentWord(text, guest === justAsked) !== null;
    },
    hears(text) {
      const session = deps.current();
      if (session === null || !session.guest?.askedConsent) return false;
      const word = consentWord(text, session.guest === justAsked);
      if (word === 'remember' || word === 'visit') answerConsent(word === 'remember');
      else if (word === 'later') answerLater();
      else if (word === 'what') explain(session, session.guest);
      else justAsked = null;
      return word !== null;
    },
    askAgain,
    forget() {
      const guest = deps.current()?.guest;
      if (guest === null || guest === undefined || deps.guests === null) return false;
      const { guests } = deps;
      let erased = false;
      guarded(() => {
        guest.memory?.close();
        guest.memory = null;
        guests.erase(guest.guestId);
        erased = true;
      });
      if (erased) void deps.sync?.flush();
      return erased;
    },
    close: () => unwatch?.(),
  };
}
