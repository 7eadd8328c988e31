import type { Locale, ToScreen } from '../contract/index.ts';
import type { BadgeVerifier, CloudSync, GuestStore, Log } from '../ports.ts';
import type { GuestSession } from './guest-session.ts';
import { kioskMessages } from './messages.ts';

/** Version of the consent wording on screen; recorded with every answer. */
export const CONSENT_TEXT_VERSION = '2026-11-1';

export interface BadgeDeskDeps {
  readonly badges: BadgeVerifier | null;
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
  /** Erases the recognised guest of this session. False when there is none. */
  forget(): boolean;
}

/** A badge is shown: verify, ask for consent once, open the memory, greet neutrally. */
export function createBadgeDesk(deps: BadgeDeskDeps): BadgeDesk {
  const refuse = (key: 'badge.refused' | 'badge.expired') => {
    deps.send({ type: 'badge.refused', hint: kioskMessages(deps.locale())(key) });
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

  return {
    async scan(payload) {
      const verdict = deps.badges?.verify(payload) ?? { ok: false as const, reason: 'unknown-key' as const };
      if (!verdict.ok) {
        deps.log.info('badge refused', { reason: verdict.reason });
        return refuse(verdict.reason === 'expired' ? 'badge.expired' : 'badge.refused');
      }
      const { guests } = deps;
      const session = deps.sessionFor(verdict.guestId);
      if (session.guest !== null) return;
      session.guest = { guestId: verdict.guestId, badge: payload, memory: null };
      if (guests === null) {
        deps.send({ type: 'fault', fault: 'device', code: 'memory-unavailable', hint: kioskMessages(session.locale)('fault.memory') });
        return;
      }
      await deps.sync?.pull(verdict.guestId, payload, deps.pullBudgetMs);
      // The guest may have walked away, or another badge come, while the cloud was asked.
      if (deps.current() !== session) return;
      switch (guests.consent(verdict.guestId)) {
        case 'remember':
          return recognise(session, guests, 'greeting.again');
        case 'visit-only':
          deps.send({ type: 'guest.recognised', guest: { remembered: false } });
          return session.announce(kioskMessages(session.locale)('greeting.visit'));
        case 'unknown':
          return deps.send({ type: 'consent.ask', textVersion: CONSENT_TEXT_VERSION });
      }
    },
    answerConsent(remember) {
      const session = deps.current();
      const guest = session?.guest;
      if (session === null || guest === null || guest === undefined || deps.guests === null || guest.memory !== null) return;
      deps.guests.setConsent(guest.guestId, remember ? 'remember' : 'visit-only', CONSENT_TEXT_VERSION);
      if (remember) return recognise(session, deps.guests, 'greeting.remembered');
      deps.send({ type: 'guest.recognised', guest: { remembered: false } });
      session.announce(kioskMessages(session.locale)('greeting.visit'));
    },
    forget() {
      const guest = deps.current()?.guest;
      if (guest === null || guest === undefined || deps.guests === null) return false;
      guest.memory?.close();
      guest.memory = null;
      deps.guests.erase(guest.guestId);
      void deps.sync?.flush();
      return true;
    },
  };
}
