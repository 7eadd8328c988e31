import type { CopyWatch } from '../badge/copy-watch.ts';
import type { Locale, ToScreen } from '../contract/index.ts';
import type { BadgeVerdict, BadgeVerifier, CloudSync, GuestStore, Log } from '../ports.ts';
import type { GuestSession, RecognisedGuest } from './guest-session.ts';
import { type KioskMessage, kioskMessages } from './messages.ts';

/** Version of the consent wording on screen; recorded with every answer. */
export const CONSENT_TEXT_VERSION = '2026-11-1';

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
}

export interface BadgeDesk {
  scan(payload: string): Promise<void>;
  answerConsent(remember: boolean): void;
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
  const refuse = (reason: Refusal) => {
    deps.log.info('badge refused', { reason });
    deps.send({ type: 'badge.refused', hint: kioskMessages(deps.locale())(REFUSALS[reason]) });
  };

  const flagCopied = (guest: RecognisedGuest) => {
    if (guest.copied) return;
    guest.copied = true;
    deps.log.warn('badge in use at two places');
  };
  // The cloud may answer after the guest was greeted.
  const unwatch = deps.copies?.onCopied((guestId) => {
    const guest = deps.current()?.guest;
    if (guest?.guestId === guestId) flagCopied(guest);
  });

  /** Memory that fails is said, never hidden: the guest goes on as a stranger, staff find the cause in the log. */
  const guarded = (work: () => void) => {
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
    switch (guests.consent(guest.guestId)) {
      case 'remember':
        return recognise(session, guests, 'greeting.again');
      case 'visit-only':
        return visitOnly(session);
      case 'unknown':
        guest.askedConsent = true;
        return deps.send({ type: 'consent.ask', textVersion: CONSENT_TEXT_VERSION });
    }
  };

  const askAgain = () => {
    if (deps.current()?.guest?.askedConsent) deps.send({ type: 'consent.ask', textVersion: CONSENT_TEXT_VERSION });
  };

  const recognise = (session: GuestSession, guests: GuestStore, greeting: 'greeting.again' | 'greeting.remembered') => {
    const { guest } = session;
    if (guest === null) return;
    guest.memory = guests.open(guest.guestId);
    const language = guest.memory.profile().facts.find((fact) => fact.kind === 'language')?.value;
    if (language !== undefined) session.setLocale(language);
    deps.send({ type: 'guest.recognised', guest: { remembered: true } });
    session.announce(kioskMessages(session.locale)(greeting));
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
      if (session.guest !== null) return askAgain();
      const contactName = verdict.foreign?.contactName;
      const guest: RecognisedGuest = { guestId: verdict.guestId, memory: null, askedConsent: false, ...(contactName && { contactName }) };
      session.guest = guest;
      if (deps.copies?.scanned(guest.guestId)) flagCopied(guest);
      if (guests === null) return tellUnavailable();
      await deps.sync?.pull(guest.guestId, payload, deps.pullBudgetMs);
      // The guest may have walked away, or another badge come, while the cloud was asked.
      if (deps.current() === session) guarded(() => greet(session, guests, guest));
    },
    answerConsent(remember) {
      const session = deps.current();
      const guest = session?.guest;
      // Only whom the question was put to can answer it: a late answer must not count for the next badge.
      if (session === null || !guest?.askedConsent || deps.guests === null) return;
      const { guests } = deps;
      guest.askedConsent = false;
      guarded(() => {
        guests.setConsent(guest.guestId, remember ? 'remember' : 'visit-only', CONSENT_TEXT_VERSION);
        if (remember) recognise(session, guests, 'greeting.remembered');
        else visitOnly(session);
        keepContactName(session, guest);
      });
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
