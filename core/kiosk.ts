import type { Activity, Connection, ToScreen } from './contract/index.ts';
import { createAccessDesk } from './kiosk/access-desk.ts';
import { createGuestDesk } from './kiosk/guest-desk.ts';
import { createGuestMessages } from './kiosk/guest-messages.ts';
import type { Question } from './kiosk/guest-session.ts';
import { createIdleTimer } from './kiosk/idle-timer.ts';
import type { KioskDeps } from './kiosk/kiosk-deps.ts';
import { createLanguageOffer } from './kiosk/language-offer.ts';
import type { Heard } from './kiosk/listener.ts';
import { createOperatorDesk } from './kiosk/operator-desk.ts';
import { createRequestNews } from './kiosk/request-news.ts';
import type { ScreenLinkHandlers } from './kiosk/screen-link.ts';
import { createScreens } from './kiosk/screens.ts';
import { createSessions, type EndReason } from './kiosk/sessions.ts';
import { createStaffSide } from './kiosk/staff-side.ts';
import { createVitals, type KioskVitals } from './kiosk/vitals.ts';
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
  /** How microphone, camera and screen do. */
  vitals(): KioskVitals;
  /** The machine has slept: whoever was there is not any more. */
  wokeUp(): void;
  close(): void;
}

/**
 * The concierge of one kiosk, one guest at a time: frames and touches in, spoken and shown answers out.
 * Reads as the pipeline: screen -> hearing -> session (agent) -> speaking -> screen.
 */
export function createKiosk(deps: KioskDeps): Kiosk {
  const { config, clock, log, parts } = deps;
  const vitals = createVitals(clock);
  let thinking = false;
  /** The session ends when the kiosk has said what it is saying; where nothing is spoken, when nobody stays. */
  let leaving = false;
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
    onRequest: (row) => news.tell(row),
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
    onPartial: (live) => sessions.current !== null && send({ type: 'hearing.partial', ...guestDesk.mask(live) }),
    onExpected: (transcript) =>
      sessions.foresee(transcript && !guestDesk.takes(transcript.text) && !access.takes(transcript.text) ? questionOf(transcript) : null),
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
    forgetGuest: () => guestDesk.forgetConfirmed(),
    onNeedsPin: (question, tools) => guestDesk.unlock(question, tools),
    onTrace: (ofTurn, step) => staff.broadcast({ type: 'trace', turn: ofTurn, step }),
    onFirstSentence: stopwatch.firstSentence,
    onThinking(next) {
      thinking = next;
      refreshActivity();
    },
    onDone(asked, ends) {
      if (asked) voice.expectAnswer();
      leaving = ends && speaker.speaking;
    },
    onBeforeStart: () => screens.checkVenue(),
    onStart() {
      idle.touch();
      refreshActivity();
    },
    onEnd() {
      idle.stop();
      voice.reset();
      news.reset();
      languageOffer.reset();
      guestDesk.reset();
      access.reset();
      deps.counts?.sessionEnded();
      // The next guest starts with the kiosk as it is meant to be.
      speaker.setEnabled(true);
    },
  });

  const news = createRequestNews({
    requests: deps.requests,
    ids: deps.ids,
    current: () => sessions.current,
    busy: () => thinking || speaker.speaking || voice.hearing,
  });

  const endSession = (reason: EndReason) => {
    sessions.end(reason);
    refreshActivity();
  };

  const ask = (question: Question, heard: Heard | null = null) => {
    const current = sessions.start();
    idle.touch();
    leaving = false;
    current.interrupt();
    if ((!guestDesk.pin.open && access.hears(question)) || guestDesk.hears(question)) return;
    vitals.turn();
    stopwatch.start(sessions.nextTurn, heard);
    void current.ask(question);
  };

  const guestDesk = createGuestDesk({
    kiosk: deps,
    sessions: () => sessions,
    send,
    end: endSession,
    ask: (question) => ask(question),
    expectAnswer: voice.expectAnswer,
    onPrivate: idle.hurry,
  });

  const access = createAccessDesk({
    clock,
    idle,
    current: () => sessions.current,
    send,
    setRate: voice.setRate,
    stopReading: () => speaker.reading && void speaker.stop(),
    startOver: () => endSession('guest'),
  });

  const refreshActivity = () => {
    if (leaving && !speaker.speaking) {
      leaving = false;
      return endSession('guest');
    }
    const waiting = sessions.current !== null && voice.listening ? 'listening' : 'idle';
    // What is read out is nothing the kiosk does: neither may it keep a session alive.
    const answers = speaker.speaking && !speaker.reading;
    const next: Activity = voice.hearing ? 'hearing' : answers ? 'speaking' : thinking ? 'thinking' : waiting;
    idle.hold(sessions.current !== null && (thinking || answers));
    if (next === activity) return;
    activity = next;
    send({ type: 'activity', activity });
    news.flush();
  };

  // --- The operator ---
  const operator = createOperatorDesk({
    tools: deps.operator,
    pin: deps.staffPin,
    clock,
    log,
    send,
    endGuest() {
      endSession('operator');
      voice.reset();
    },
  });

  // --- The screen ---
  const guestMessage = createGuestMessages({ sessions, voice, idle, desk: guestDesk, access, log, ask, end: endSession });
  const screens = createScreens({
    kiosk: deps,
    staff,
    session: () => sessions.current,
    locale,
    activity: () => activity,
    onMessage(message) {
      vitals.message(message);
      if (!operator.handle(message)) guestMessage(message);
    },
    onFrame(frame) {
      vitals.frame(frame);
      if (!operator.inside) voice.push(frame);
    },
    onGreeted() {
      vitals.screen(true);
      operator.leave();
      guestDesk.showAgain();
    },
    onLost() {
      vitals.screen(false);
      operator.leave();
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
    vitals: vitals.read,
    idle: () => sessions.current === null && !operator.inside,
    wokeUp() {
      operator.leave();
      endSession('idle');
    },
    venueChanged,
    close() {
      operator.leave();
      endSession('restart');
      voice.reset();
      guestDesk.close();
      staff.close();
      screens.close();
    },
  };
}

function questionOf({ text, heard }: Heard['transcript']): Question {
  return { text: text.trim(), heard, source: 'voice' };
}
