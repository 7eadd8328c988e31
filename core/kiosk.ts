import type { Activity, Connection, ToScreen } from './contract/index.ts';
import { createBadgeDesk } from './kiosk/badge-desk.ts';
import { createGuestMessages } from './kiosk/guest-messages.ts';
import type { Question } from './kiosk/guest-session.ts';
import { createIdleTimer } from './kiosk/idle-timer.ts';
import type { KioskDeps } from './kiosk/kiosk-deps.ts';
import { createLanguageOffer } from './kiosk/language-offer.ts';
import type { Heard } from './kiosk/listener.ts';
import type { ScreenLinkHandlers } from './kiosk/screen-link.ts';
import { createScreens } from './kiosk/screens.ts';
import { createSessions, type EndReason } from './kiosk/sessions.ts';
import { createStaffSide } from './kiosk/staff-side.ts';
import { createVoicePath } from './kiosk/voice-path.ts';

export interface Kiosk {
  /** A screen connects. The newest guest screen is the kiosk's screen; staff screens are many. */
  connect(connection: Connection): void;
  /** For a link that was accepted elsewhere: what a preview's kiosk hears. */
  readonly handlers: ScreenLinkHandlers;
  /** Another version was published just now; without this it is noticed within seconds. */
  venueChanged(): void;
  /** Latencies of all turns since the start, in the Prometheus text format; nothing of what was said. */
  metrics(): string;
  /** Nobody is there. */
  idle(): boolean;
  close(): void;
}

/**
 * The concierge of one kiosk, one guest at a time: frames and touches in, spoken and shown answers out.
 * Reads as the pipeline: screen -> hearing -> session (agent) -> speaking -> screen.
 */
export function createKiosk(deps: KioskDeps): Kiosk {
  const { config, clock, log, parts } = deps;
  let thinking = false;
  let activity: Activity = 'idle';

  const send = (message: ToScreen) => screens.send(message);
  const locale = () => sessions.locale;

  const staff = createStaffSide({
    kiosk: deps,
    createKiosk,
    onPublished: async () => {
      venueChanged();
      await parts.ready?.();
    },
  });
  const { stopwatch } = staff;

  // --- Hearing and speaking ---
  const voice = createVoicePath({
    config,
    parts,
    maxUtteranceMs: deps.maxUtteranceMs,
    clock,
    log,
    locale,
    send,
    sendAudio: (audio) => screens.sendAudio(audio),
    onFirstAudio: stopwatch.firstAudio,
    onFirstPlayed: stopwatch.firstPlayed,
    onHearing: (hearing) => hearing && sessions.current !== null && idle.touch(),
    onPartial: (live) => sessions.current !== null && send({ type: 'hearing.partial', ...live }),
    onExpected: (transcript) => sessions.foresee(transcript && questionOf(transcript)),
    onHeard(heard) {
      const offer = languageOffer.chipFor(heard.transcript);
      ask({ ...questionOf(heard.transcript), ...(offer === null ? {} : { offer }) }, heard);
    },
    expectsWords: () => sessions.current !== null && !thinking,
    onChange: () => refreshActivity(),
  });
  const { speaker } = voice;
  const languageOffer = createLanguageOffer({ locales: config.locales, locale });

  // --- The session ---
  const idle = createIdleTimer({
    clock,
    ...config.idle,
    onWarning: (endsInMs) => send({ type: 'idle.warning', endsInMs }),
    onCleared: () => send({ type: 'idle.cleared' }),
    onExpired: () => endSession('idle'),
  });

  const sessions = createSessions({
    kiosk: deps,
    speaker,
    send,
    forgetGuest() {
      const erased = badgeDesk.forget();
      if (erased) send({ type: 'guest.recognised', guest: { remembered: false } });
      return erased;
    },
    onTrace: (ofTurn, step) => staff.broadcast({ type: 'trace', turn: ofTurn, step }),
    onFirstSentence: stopwatch.firstSentence,
    onThinking(next) {
      thinking = next;
      refreshActivity();
    },
    onDone: (asked) => asked && voice.expectAnswer(),
    onBeforeStart: () => screens.checkVenue(),
    onStart() {
      idle.touch();
      refreshActivity();
    },
    onEnd() {
      idle.stop();
      voice.reset();
      languageOffer.reset();
      // The next guest starts with the kiosk as it is meant to be.
      speaker.setEnabled(true);
    },
  });

  const endSession = (reason: EndReason) => {
    sessions.end(reason);
    refreshActivity();
  };

  const ask = (question: Question, heard: Heard | null = null) => {
    const current = sessions.start();
    idle.touch();
    current.interrupt();
    stopwatch.start(sessions.nextTurn, heard);
    void current.ask(question);
  };

  const badgeDesk = createBadgeDesk({
    badges: deps.badges,
    copies: deps.copies ?? null,
    guests: deps.guests,
    sync: deps.sync,
    pullBudgetMs: config.sync.pullBudgetMs,
    log,
    send,
    current: () => sessions.current,
    locale,
    sessionFor(guestId) {
      const guest = sessions.current?.guest ?? null;
      if (guest !== null && guest.guestId !== guestId) endSession('badge');
      return sessions.start();
    },
  });

  const refreshActivity = () => {
    const waiting = sessions.current !== null && voice.listening ? 'listening' : 'idle';
    const next: Activity = voice.hearing ? 'hearing' : speaker.speaking ? 'speaking' : thinking ? 'thinking' : waiting;
    idle.hold(sessions.current !== null && (thinking || speaker.speaking));
    if (next === activity) return;
    activity = next;
    send({ type: 'activity', activity });
  };

  // --- The screen ---
  const screens = createScreens({
    kiosk: deps,
    staff,
    session: () => sessions.current,
    locale,
    activity: () => activity,
    onMessage: createGuestMessages({ sessions, voice, idle, badgeDesk, log, ask, end: endSession }),
    onFrame: voice.push,
    onGreeted: badgeDesk.askAgain,
    onLost() {
      sessions.current?.interrupt();
      voice.reset();
    },
    onGone: () => endSession('restart'),
  });
  /** A waiting screen shows the new venue at once; to a guest in mid-conversation only the notice is new. */
  const venueChanged = () => {
    send({ type: 'venue.banner', banner: parts.venue()?.venue.banner ?? null });
    screens.checkVenue();
  };

  return {
    handlers: screens.handlers,
    connect: screens.connect,
    metrics: staff.metrics,
    idle: () => sessions.current === null,
    venueChanged,
    close() {
      endSession('restart');
      voice.reset();
      badgeDesk.close();
      staff.close();
      screens.close();
    },
  };
}

function questionOf({ text, heard }: Heard['transcript']): Question {
  return { text: text.trim(), heard, source: 'voice' };
}
