import { plainWords } from '../agent/understand/languages/gloss.ts';
import { dangerIn } from '../agent/understand/safety.ts';
import { tidy } from '../agent/understand/tidy.ts';
import type { ToScreen } from '../contract/index.ts';
import { type BadgeDesk, createBadgeDesk } from './badge-desk.ts';
import type { GuestSession, Question } from './guest-session.ts';
import { asksOfBefore } from './guest-words/before-words.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import type { LiveText } from './live-transcript.ts';
import { createMemoryDesk, type MemoryDesk, type MemoryDeskDeps } from './memory-desk.ts';
import { createMemoryLink } from './memory-link.ts';
import { createPinDesk, type PinDesk } from './pin-desk.ts';
import { memoryOf } from './recognised-guest.ts';
import type { EndReason, Sessions } from './sessions.ts';

export interface GuestDeskDeps extends Pick<MemoryDeskDeps, 'onPrivate' | 'expectAnswer'> {
  readonly kiosk: KioskDeps;
  readonly sessions: () => Sessions;
  readonly send: (message: ToScreen) => void;
  readonly end: (reason: EndReason) => void;
  readonly ask: (question: Question) => void;
}

/** Badge, PIN and memory of the guest: what they say is looked at here before it is a question for the agent. */
export interface GuestDesk {
  readonly badge: BadgeDesk;
  readonly pin: PinDesk;
  readonly memory: MemoryDesk;
  /** Whether `hears` would take it; nothing is done. The agent must not run ahead on such words. */
  takes(text: string): boolean;
  /** True: it is dealt with and must reach neither agent nor transcript. */
  hears(question: Question): boolean;
  /** What may be shown of words while they are said. */
  mask(live: LiveText): LiveText;
  /** The agent had the guest confirm "forget me". False: it is not done, or waits for the PIN. */
  forgetConfirmed(): boolean;
  /** The agent's answer holds something back: opens the pad, and asks the same again when the guest has proved who they are. */
  unlock(question: Question, tools: readonly string[]): void;
  showAgain(): void;
  reset(): void;
  close(): void;
}

export function createGuestDesk(deps: GuestDeskDeps): GuestDesk {
  const { kiosk, send, expectAnswer } = deps;
  const { config, guests, log, parts } = kiosk;
  const current = (): GuestSession | null => {
    const session = deps.sessions().current;
    if (session?.guest?.verified) pin.recheck(session.guest);
    return session;
  };
  const locale = () => deps.sessions().locale;

  const pin: PinDesk = createPinDesk({ pins: kiosk.pins ?? null, log, send, current, expectAnswer });
  const badge = createBadgeDesk({
    badges: kiosk.badges,
    copies: kiosk.copies ?? null,
    guests,
    sync: kiosk.sync,
    pullBudgetMs: config.sync.pullBudgetMs,
    log,
    send,
    current,
    locale,
    pin,
    kioskName: config.name,
    expectAnswer,
    onLocked: () => memory.close(),
    onHeard() {
      // Also takes away what a PIN showed that does not stand any more.
      if (current() !== null) memory.showAgain();
    },
    sessionFor(guestId) {
      const guest = current()?.guest ?? null;
      if (guest !== null && guest.guestId !== guestId) deps.end('badge');
      return deps.sessions().start();
    },
  });
  const memory: MemoryDesk = createMemoryDesk({
    guests,
    pin,
    log,
    send,
    current,
    expectAnswer,
    onPrivate: deps.onPrivate,
    timezone: () => parts.venue()?.venue.timezone ?? 'UTC',
    house: () => parts.venue()?.venue.name ?? config.name,
    link: createMemoryLink({ sync: kiosk.sync, linkUrl: config.sync.linkUrl, clock: kiosk.clock, log }),
    reach: () => badge.reach(),
    forget: () => badge.forget(),
    startAfresh(line) {
      const spoken = locale();
      deps.end('forgotten');
      const session = deps.sessions().start();
      session.setLocale(spoken);
      session.announce(line);
    },
  });

  /** Whoever is in danger is heard, whatever is on the screen. */
  const isUrgent = (text: string) => dangerIn(tidy(text, locale()).join(' '), plainWords(text).join(' ')) !== null;

  /** Shut until the PIN, and what is asked for is behind it. */
  const asksForLocked = (text: string) => {
    const guest = current()?.guest ?? null;
    return guest !== null && memoryOf(guest) !== null && !guest.verified && pin.isSet(guest) && asksOfBefore(text);
  };

  const heard = (question: Question): boolean => {
    const { text, source } = question;
    if (pin.hears(text, source === 'voice' ? 'voice' : 'typed') || badge.consent.hears(text) || memory.hears(text)) return true;
    const locked = asksForLocked(text);
    if (locked) pin.prove('show', () => deps.ask(question));
    return locked;
  };

  return {
    badge,
    pin,
    memory,
    takes: (text) => pin.open || badge.consent.takes(text) || memory.takes(text) || asksForLocked(text),
    hears(question) {
      const taken = current()?.guest != null && question.source !== 'help' && !isUrgent(question.text) && heard(question);
      // No turn follows that would take the words off the screen.
      if (taken) send({ type: 'hearing.partial', text: '' });
      return taken;
    },
    mask: (live) => (pin.open ? { text: live.text.replaceAll(/\S+/g, '•'), settledWords: 0 } : live),
    forgetConfirmed() {
      const guest = current()?.guest ?? null;
      // Read back by the memory desk, which says how far it goes.
      if (guest !== null && (!guest.heard || (pin.isSet(guest) && !guest.verified))) {
        memory.erase();
        return false;
      }
      const erased = badge.forget() !== false;
      if (erased) send({ type: 'guest.recognised', guest: { remembered: false } });
      return erased;
    },
    unlock(question, tools) {
      const guest = current()?.guest ?? null;
      if (guest === null || guest.verified || !pin.isSet(guest)) return;
      // What the PIN is for has just been said.
      pin.prove(tools.some((name) => name.includes('booking')) ? 'bookings' : 'show', () => deps.ask(question), 'silently');
    },
    showAgain() {
      badge.consent.askAgain();
      pin.showAgain();
      memory.showAgain();
    },
    reset() {
      pin.reset();
      memory.reset();
    },
    close: badge.close,
  };
}
