import type { TurnInput } from './agent/agent.ts';
import type { Activity, Connection, Locale, ToKiosk, ToKioskOf, ToScreen } from './contract/index.ts';
import { createBadgeDesk } from './kiosk/badge-desk.ts';
import { createGuestSession, type GuestSession, type Question } from './kiosk/guest-session.ts';
import { createIdleTimer } from './kiosk/idle-timer.ts';
import type { KioskDeps } from './kiosk/kiosk-deps.ts';
import type { Heard } from './kiosk/listener.ts';
import { kioskMessages } from './kiosk/messages.ts';
import { createScreenLink, type ScreenLink } from './kiosk/screen-link.ts';
import { createStaffRoom } from './kiosk/staff-room.ts';
import { createTurnStopwatch } from './kiosk/turn-metrics.ts';
import { createVoicePath } from './kiosk/voice-path.ts';
import { placeOf, welcome, withoutReasons } from './kiosk/welcome.ts';
import { summariseVenue } from './venue/summary.ts';

/** How soon a newly published venue is on a waiting screen. A guest in mid-conversation keeps the old one. */
const VENUE_CHECK_MS = 10_000;
/** Without its screen a session is kept this long for a reconnect, then it is ended for privacy. */
const SCREEN_GONE_MS = 30_000;

export interface Kiosk {
  /** A screen connects. The newest guest screen is the kiosk's screen; staff screens are many. */
  connect(connection: Connection): void;
  close(): void;
}

type EndReason = Extract<ToScreen, { type: 'session.ended' }>['reason'];

/**
 * The concierge of one kiosk, one guest at a time: frames and touches in, spoken and shown answers out.
 * Reads as the pipeline: screen -> hearing -> session (agent) -> speaking -> screen.
 */
export function createKiosk(deps: KioskDeps): Kiosk {
  const { config, clock, log, parts } = deps;
  const defaultLocale: Locale = config.locales[0] ?? 'en';
  let screen: ScreenLink | null = null;
  let session: GuestSession | null = null;
  let attractLocale = defaultLocale;
  let turn = 0;
  let thinking = false;
  let activity: Activity = 'idle';
  let closed = false;
  let cancelScreenGone = () => {};
  let cancelVenueCheck = () => {};
  let shownVersion: string | undefined;
  /** Also those of screens that have not said hello. */
  const connections = new Set<Connection>();

  const send = (message: ToScreen) => screen?.send(message);
  const locale = () => session?.locale ?? attractLocale;

  // --- Staff: requests, trace and metrics, never a guest's words ---
  const staff = createStaffRoom({ requests: deps.requests, pin: deps.staffPin, capabilities: parts.capabilities, log });
  const stopwatch = createTurnStopwatch(clock, (ofTurn, metrics) => {
    staff.broadcast({ type: 'metrics', turn: ofTurn, metrics });
    log.info('turn metrics', { ...metrics });
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
    onHearing: (hearing) => hearing && session !== null && idle.touch(),
    onPartial: (text) => session !== null && send({ type: 'hearing.partial', text }),
    onHeard: (heard) => ask({ text: heard.transcript.text.trim(), heard: heard.transcript.heard, source: 'voice' }, heard),
    expectsWords: () => session !== null && !thinking,
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

  const startSession = (): GuestSession => {
    if (session !== null) return session;
    showNewVenue();
    const venue = parts.venue();
    const here = venue === null ? null : summariseVenue(venue.venue, venue.version, placeOf(config)).here;
    session = createGuestSession({
      id: deps.ids.next(),
      agent: deps.createAgent(venue),
      locale: attractLocale,
      locales: config.locales,
      clock,
      log,
      speaker,
      now: () => clock.localNow(venue?.venue.timezone ?? 'UTC'),
      here: here && { placeId: here.placeId, floorId: here.floorId, at: here.at, headingDeg: here.headingDeg },
      nextTurn: () => ++turn,
      forgetGuest() {
        const erased = badgeDesk.forget();
        if (erased) send({ type: 'guest.recognised', guest: { remembered: false } });
        return erased;
      },
      send,
      onTrace: (ofTurn, step) => staff.broadcast({ type: 'trace', turn: ofTurn, step }),
      onFirstSentence: stopwatch.firstSentence,
      onThinking(next) {
        thinking = next;
        refreshActivity();
      },
    });
    send({ type: 'session.started', session: session.snapshot() });
    idle.touch();
    refreshActivity();
    return session;
  };

  const endSession = (reason: EndReason) => {
    if (session === null) return;
    const ending = session;
    session = null;
    idle.stop();
    ending.end();
    voice.reset();
    // The next guest starts with the kiosk as it is meant to be.
    speaker.setEnabled(true);
    attractLocale = defaultLocale;
    send({ type: 'session.ended', reason });
    refreshActivity();
  };

  const ask = (question: Question, heard: Heard | null = null) => {
    const current = startSession();
    idle.touch();
    current.interrupt();
    stopwatch.start(turn + 1, heard);
    void current.ask(question);
  };

  const badgeDesk = createBadgeDesk({
    badges: deps.badges,
    guests: deps.guests,
    sync: deps.sync,
    pullBudgetMs: config.sync.pullBudgetMs,
    log,
    send,
    current: () => session,
    locale,
    sessionFor(guestId) {
      if (session !== null && session.guest !== null && session.guest.guestId !== guestId) endSession('badge');
      return startSession();
    },
  });

  const refreshActivity = () => {
    const next: Activity = voice.hearing
      ? 'hearing'
      : speaker.speaking
        ? 'speaking'
        : thinking
          ? 'thinking'
          : session !== null
            ? 'listening'
            : 'idle';
    idle.hold(session !== null && (thinking || speaker.speaking));
    if (next === activity) return;
    activity = next;
    send({ type: 'activity', activity });
  };

  // --- The screen ---
  const greet = (link: ScreenLink) => {
    shownVersion = parts.venue()?.version;
    link.send(welcome(deps, locale(), session));
  };

  /** A version published while the screen waits reaches it before the next guest does. */
  const showNewVenue = () => {
    if (session === null && screen !== null && parts.venue()?.version !== shownVersion) greet(screen);
  };
  const checkVenue = () => {
    cancelVenueCheck = clock.after(VENUE_CHECK_MS, () => {
      showNewVenue();
      checkVenue();
    });
  };
  checkVenue();

  const onGuestMessage = (message: Exclude<ToKiosk, { type: 'hello' }>) => {
    if (session !== null && message.type !== 'mic.state' && message.type !== 'playback') idle.touch();
    switch (message.type) {
      case 'session.start':
        return void startSession();
      case 'session.end':
        return endSession('guest');
      case 'session.touch':
        return;
      case 'text.submit':
        return ask({ text: message.text, source: message.source });
      case 'speech.stop':
        return session?.interrupt();
      case 'speech.enable':
        speaker.setEnabled(message.enabled);
        if (!message.enabled) speaker.stop();
        return;
      case 'playback':
        return speaker.playback(message);
      case 'badge.scan':
        return void badgeDesk.scan(message.payload).catch((error: unknown) => log.error('badge scan failed', { error }));
      case 'consent.answer':
        return badgeDesk.answerConsent(message.remember);
      case 'guest.forget':
        return badgeDesk.forget() ? endSession('forgotten') : undefined;
      case 'locale.set':
        return setLocale(message.locale);
      case 'help.request':
        return ask({ text: kioskMessages(locale())('help.question'), source: 'help' satisfies TurnInput['source'] });
      case 'mic.state':
        return onMicState(message);
    }
  };

  const setLocale = (next: Locale) => {
    if (!config.locales.includes(next)) return;
    if (session !== null) return session.setLocale(next);
    attractLocale = next;
    send({ type: 'locale.changed', locale: next });
  };

  const onMicState = ({ state }: ToKioskOf<'mic.state'>) => {
    log.info('microphone', { state });
    if (state !== 'on') voice.reset();
  };

  const stopWatchingParts = parts.onChange(() => {
    send({ type: 'capabilities', capabilities: withoutReasons(parts.capabilities()) });
    staff.broadcast({ type: 'capabilities', capabilities: parts.capabilities() });
  });

  const handlers: Parameters<typeof createScreenLink>[1] = {
    onHello(link, hello) {
      if (hello.role === 'staff') {
        // Staff screens see no guest: neither the conversation nor the language it is in.
        link.send(welcome(deps, defaultLocale, null));
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
    onMessage: (link, message) => (link.role === 'staff' ? staff.handle(link, message) : link === screen && onGuestMessage(message)),
    onFrame: (link, frame) => link === screen && voice.push(frame),
    onClose(link) {
      staff.leave(link);
      if (link !== screen) return;
      screen = null;
      if (closed) return;
      session?.interrupt();
      voice.reset();
      cancelScreenGone = clock.after(SCREEN_GONE_MS, () => endSession('restart'));
    },
  };

  return {
    connect(connection) {
      if (closed) return connection.close('kiosk closed');
      connections.add(connection);
      createScreenLink(connection, handlers, clock, log);
      connection.onClose(() => connections.delete(connection));
    },
    close() {
      closed = true;
      endSession('restart');
      voice.reset();
      cancelScreenGone();
      cancelVenueCheck();
      stopWatchingParts();
      staff.close();
      for (const connection of connections) connection.close('kiosk closed');
    },
  };
}
