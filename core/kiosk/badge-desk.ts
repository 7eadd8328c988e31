import type { CopyWatch } from '../badge/copy-watch.ts';
import type { Locale, ToScreen } from '../contract/index.ts';
import type { BadgeVerdict, BadgeVerifier, CloudSync, GuestStore, Log } from '../ports.ts';
import { wishedBefore } from './access-desk.ts';
import { type ConsentDesk, createConsentDesk } from './consent-desk.ts';
import type { GuestSession } from './guest-session.ts';
import { type KioskMessage, kioskMessages } from './messages.ts';
import type { PinDesk } from './pin-desk.ts';
import type { RecognisedGuest } from './recognised-guest.ts';

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
  /** What is known elsewhere of the guest who is here has come. */
  readonly onHeard: () => void;
  /** Nothing personal may stay on the screen. */
  readonly onLocked: () => void;
}

export interface BadgeDesk {
  scan(payload: string): Promise<void>;
  readonly consent: ConsentDesk;
  /** Asks the endpoint once more for a guest it has not told of yet. */
  reach(): void;
  /**
   * Erases the recognised guest of this session: everywhere or, where nobody can say whether they have a PIN, here alone. False when
   * there is none, or it could not be done and the guest was told.
   */
  forget(): 'everywhere' | 'here' | false;
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
  const present = (guestId: string) => {
    const guest = deps.current()?.guest ?? null;
    return guest?.guestId === guestId ? guest : null;
  };
  // The cloud may answer after the guest was greeted.
  const unwatch = [
    deps.copies?.onCopied((guestId) => {
      const guest = present(guestId);
      if (guest !== null) flagCopied(guest);
    }),
    deps.sync?.onHeard?.((guestId) => {
      const guest = present(guestId);
      if (guest === null) return;
      guest.heard = true;
      deps.onHeard();
    }),
  ];
  const pull = async (guest: RecognisedGuest) => {
    if (await deps.sync?.pull(guest.guestId, guest.scanned, deps.pullBudgetMs)) guest.heard = true;
  };

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
    const answered = guests.consent(guest.guestId);
    if (guest.copied && answered === 'remember') return greetCopied(session, guests, guest);
    switch (answered) {
      case 'remember':
        recognise(session, guests, guest);
        return session.announce(kioskMessages(session.locale)('greeting.again'));
      case 'visit-only':
        return visitOnly(session);
      case 'unknown':
        return consent.ask(session, guest);
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

  /** The badge of this very session once more: asks again what was left unanswered. */
  const scannedAgain = (session: GuestSession, guest: RecognisedGuest) => {
    if (guest.askedConsent) return consent.askAgain();
    const { guests } = deps;
    if (guests === null || guest.verified) return;
    const answered = guests.consent(guest.guestId);
    if (guest.copied && answered === 'remember') greetCopied(session, guests, guest);
    else if (guest.memory === null && answered === 'unknown') consent.ask(session, guest);
  };

  const recognise = (session: GuestSession, guests: GuestStore, guest: RecognisedGuest) => {
    guest.memory ??= guests.open(guest.guestId);
    const ref = guests.pseudonym?.(guest.guestId);
    if (ref !== undefined) guest.ref = ref;
    const profile = guest.memory.profile();
    const language = profile.facts.find((fact) => fact.kind === 'language')?.value;
    if (language !== undefined) session.setLocale(language);
    deps.send({ type: 'guest.recognised', guest: { remembered: true } });
    for (const command of wishedBefore(profile)) deps.send({ type: 'access.do', command });
  };

  const consent = createConsentDesk({
    guests: deps.guests,
    send: deps.send,
    current: deps.current,
    kioskName: deps.kioskName,
    expectAnswer: deps.expectAnswer,
    guarded,
    onVisitOnly: visitOnly,
    onRemember(session, guests, guest, first) {
      if (!first) return greet(session, guests, guest);
      recognise(session, guests, guest);
      keepContactName(session, guest);
      deps.pin.choose(() => session.announce(kioskMessages(session.locale)('greeting.remembered')));
    },
  });

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
      const { guestId } = verdict;
      const heard = deps.sync === null || deps.sync.state === 'off' || guests?.heardOf?.(guestId) === true;
      const guest: RecognisedGuest = {
        ...{ guestId, memory: null, askedConsent: false, heard, scanned: payload },
        ...(contactName && { contactName }),
      };
      session.guest = guest;
      if (deps.copies?.scanned(guest.guestId)) flagCopied(guest);
      if (guests === null) return tellUnavailable();
      await pull(guest);
      // The guest may have walked away, or another badge come, while the cloud was asked.
      if (deps.current() === session) guarded(() => greet(session, guests, guest));
    },
    consent,
    reach() {
      const guest = deps.current()?.guest ?? null;
      if (guest !== null && !guest.heard) void pull(guest);
    },
    forget() {
      const guest = deps.current()?.guest;
      if (guest === null || guest === undefined || deps.guests === null) return false;
      const { guests } = deps;
      let erased: 'everywhere' | 'here' | false = false;
      guarded(() => {
        guest.memory?.close();
        guest.memory = null;
        if (guest.heard) guests.erase(guest.guestId);
        else guests.eraseHere?.(guest.guestId);
        erased = guest.heard ? 'everywhere' : 'here';
      });
      if (erased) void deps.sync?.flush();
      return erased;
    },
    close() {
      for (const stop of unwatch) stop?.();
    },
  };
}
