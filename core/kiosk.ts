import type { Activity, Connection, ToScreen } from './contract/index.ts';
import { createBadgeDesk } from './kiosk/badge-desk.ts';
import { createCalibrationDesk } from './kiosk/calibration-desk.ts';
import { createGuestMessages } from './kiosk/guest-messages.ts';
import type { Question } from './kiosk/guest-session.ts';
import { createIdleTimer } from './kiosk/idle-timer.ts';
import type { KioskDeps } from './kiosk/kiosk-deps.ts';
import type { Heard } from './kiosk/listener.ts';
import { createScreenLink, type ScreenLink, type ScreenLinkHandlers } from './kiosk/screen-link.ts';
import { createSessions, type EndReason } from './kiosk/sessions.ts';
import { createPreviews } from './kiosk/staff/previews.ts';
import { createStaffRoom } from './kiosk/staff-room.ts';
import { createTurnHistograms } from './kiosk/turn-histograms.ts';
import { createTurnStopwatch } from './kiosk/turn-metrics.ts';
import { createVenueWatch } from './kiosk/venue-watch.ts';
import { createVoicePath } from './kiosk/voice-path.ts';
import { welcome, withoutReasons } from './kiosk/welcome.ts';

/** Without its screen a session is kept this long for a reconnect, then it is ended for privacy. */
const SCREEN_GONE_MS = 30_000;

export interface Kiosk {
  /** A screen connects. The newest guest screen is the kiosk's screen; staff screens are many. */
  connect(connection: Connection): void;
  /** For a link that was accepted elsewhere: what a preview's kiosk hears. */
  readonly handlers: ScreenLinkHandlers;
  /** Another version was published just now; without this it is noticed within seconds. */
  venueChanged(): void;
  /** Latencies of all turns since the start, in the Prometheus text format; nothing of what was said. */
  metrics(): string;
  close(): void;
}

/**
 * The concierge of one kiosk, one guest at a time: frames and touches in, spoken and shown answers out.
 * Reads as the pipeline: screen -> hearing -> session (agent) -> speaking -> screen.
 */
export function createKiosk(deps: KioskDeps): Kiosk {
  const { config, clock, log, parts } = deps;
  let screen: ScreenLink | null = null;
  let thinking = false;
  let activity: Activity = 'idle';
  let closed = false;
  let cancelScreenGone = () => {};
  /** Also those of screens that have not said hello. */
  const connections = new Set<Connection>();

  const send = (message: ToScreen) => screen?.send(message);
  const locale = () => sessions.locale;

  // --- Staff: requests, trace and metrics, never a guest's words ---
  const previews =
    deps.staffData === undefined
      ? null
      : createPreviews({ kiosk: deps, desk: deps.staffData.desk, create: (preview) => createKiosk(preview) });
  const staff = createStaffRoom({
    requests: deps.requests,
    pin: deps.staffPin,
    capabilities: parts.capabilities,
    clock,
    log,
    data: deps.staffData,
    previews,
    by: `staff at ${config.name}`,
    now: () => clock.localNow(parts.venue()?.venue.timezone ?? 'UTC'),
    onPublished: () => venueChanged(),
  });
  const calibrationDesk = createCalibrationDesk(deps);
  const histograms = createTurnHistograms();
  const stopwatch = createTurnStopwatch(clock, {
    onPart: histograms.observe,
    publish(ofTurn, metrics) {
      staff.broadcast({ type: 'metrics', turn: ofTurn, metrics });
      log.info('turn metrics', { ...metrics });
    },
  });

  // --- Hearing and speaking ---
  const voice = createVoicePath({
    config,
    parts,
    maxUtteranceMs: deps.maxUtteranceMs,
    clock,
    log,
    locale,
    send,
    sendAudio: (audio) => screen?.sendAudio(audio),
    onFirstAudio: stopwatch.firstAudio,
    onFirstPlayed: stopwatch.firstPlayed,
    onHearing: (hearing) => hearing && sessions.current !== null && idle.touch(),
    onPartial: (live) => sessions.current !== null && send({ type: 'hearing.partial', ...live }),
    onExpected: (transcript) => sessions.foresee(transcript && questionOf(transcript)),
    onHeard: (heard) => ask(questionOf(heard.transcript), heard),
    expectsWords: () => sessions.current !== null && !thinking,
    onChange: () => refreshActivity(),
  });
  const { speaker } = voice;

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
    onBeforeStart: () => venueWatch.check(),
    onStart() {
      idle.touch();
      refreshActivity();
    },
    onEnd() {
      idle.stop();
      voice.reset();
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
  const greet = (link: ScreenLink) => {
    venueWatch.shown(parts.venue()?.version);
    link.send(welcome(deps, locale(), sessions.current));
  };
  const venueWatch = createVenueWatch({
    clock,
    version: () => parts.venue()?.version,
    waiting: () => sessions.current === null && screen !== null,
    show: () => screen && greet(screen),
  });
  /** A waiting screen shows the new venue at once; to a guest in mid-conversation only the notice is new. */
  const venueChanged = () => {
    send({ type: 'venue.banner', banner: parts.venue()?.venue.banner ?? null });
    venueWatch.check();
  };
  const onGuestMessage = createGuestMessages({ sessions, voice, idle, badgeDesk, log, ask, end: endSession });

  const stopWatchingParts = parts.onChange(() => {
    send({ type: 'capabilities', capabilities: withoutReasons(parts.capabilities()) });
    staff.broadcast({ type: 'capabilities', capabilities: parts.capabilities() });
  });

  const own: ScreenLinkHandlers = {
    onHello(link, hello) {
      if (hello.role === 'staff') {
        // Staff screens see no guest: neither the conversation nor the language it is in.
        link.send(welcome(deps, config.locales[0] ?? 'en', null));
        return staff.enter(link);
      }
      cancelScreenGone();
      const older = screen;
      screen = link;
      older?.close('replaced by a newer screen');
      greet(link);
      link.send({ type: 'activity', activity });
      badgeDesk.askAgain();
    },
    onMessage(link, message) {
      if (link.role === 'guest') return link === screen && onGuestMessage(message);
      staff.handle(link, message);
      calibrationDesk.handle(link, message);
    },
    onChunk: staff.push,
    onFrame: (link, frame) => (link.role === 'staff' ? calibrationDesk.push(link, frame) : link === screen && voice.push(frame)),
    onClose(link) {
      staff.leave(link);
      calibrationDesk.leave(link);
      if (link !== screen) return;
      screen = null;
      if (closed) return;
      sessions.current?.interrupt();
      voice.reset();
      cancelScreenGone = clock.after(SCREEN_GONE_MS, () => endSession('restart'));
    },
  };

  const handlers = previews?.around(own) ?? own;

  return {
    handlers,
    connect(connection) {
      if (closed) return connection.close('kiosk closed');
      connections.add(connection);
      createScreenLink(connection, handlers, clock, log);
      connection.onClose(() => connections.delete(connection));
    },
    metrics: histograms.prometheus,
    venueChanged,
    close() {
      closed = true;
      endSession('restart');
      voice.reset();
      cancelScreenGone();
      venueWatch.close();
      stopWatchingParts();
      previews?.close();
      staff.close();
      for (const connection of connections) connection.close('kiosk closed');
    },
  };
}

function questionOf({ text, heard }: Heard['transcript']): Question {
  return { text: text.trim(), heard, source: 'voice' };
}
