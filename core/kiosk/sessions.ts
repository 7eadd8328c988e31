import type { VenueContext } from '../agent/agent.ts';
import type { Locale, ToScreen, TraceStep } from '../contract/index.ts';
import { summariseVenue } from '../venue/summary.ts';
import { createGuestSession, type GuestSession, type Question } from './guest-session.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import type { Speaker } from './speaker.ts';
import { placeOf } from './welcome.ts';

export type EndReason = Extract<ToScreen, { type: 'session.ended' }>['reason'];

export interface SessionsDeps {
  readonly kiosk: Pick<KioskDeps, 'config' | 'clock' | 'ids' | 'log' | 'parts' | 'createAgent' | 'extractor' | 'pins'>;
  readonly speaker: Speaker;
  readonly send: (message: ToScreen) => void;
  readonly forgetGuest: () => boolean;
  readonly onTrace: (turn: number, step: TraceStep) => void;
  readonly onFirstSentence: (turn: number) => void;
  readonly onThinking: (thinking: boolean) => void;
  /** The answer of a turn is complete; `asked`: with a question; `ends`: the conversation is over with it. */
  readonly onDone: (asked: boolean, ends: boolean) => void;
  readonly onNeedsPin: (question: Question, tools: readonly string[]) => void;
  /** A session is about to begin. */
  readonly onBeforeStart: () => void;
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/** Guests, one at a time. */
export interface Sessions {
  readonly current: GuestSession | null;
  /** Of the guest, or of the screen that waits for one. */
  readonly locale: Locale;
  /** Number of the turn that comes next. */
  readonly nextTurn: number;
  setLocale(locale: Locale): void;
  /** The running session, or a new one. */
  start(): GuestSession;
  end(reason: EndReason): void;
  /** The guest has probably said this; null: they have not. Also before there is a session: nobody sees one begin. */
  foresee(question: Question | null): void;
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { config, clock, ids, log, parts, createAgent, pins, extractor = null } = deps.kiosk;
  const defaultLocale = (): Locale => config.locales[0] ?? 'en';
  let current: GuestSession | null = null;
  /** A session that begins if the guest has really said what is being expected. */
  let prepared: { readonly session: GuestSession; readonly venue: VenueContext | null } | null = null;
  let attractLocale = defaultLocale();
  let turn = 0;

  const build = (venue: VenueContext | null): GuestSession => {
    const here = venue === null ? null : summariseVenue(venue.venue, venue.version, placeOf(config)).here;
    return createGuestSession({
      id: ids.next(),
      agent: createAgent(venue),
      locale: attractLocale,
      locales: config.locales,
      clock,
      log,
      speaker: deps.speaker,
      now: () => clock.localNow(venue?.venue.timezone ?? 'UTC'),
      here: here && { placeId: here.placeId, floorId: here.floorId, at: here.at, headingDeg: here.headingDeg },
      place: config.name,
      extractor,
      turns: { next: () => ++turn, peek: () => turn + 1 },
      hasPin: ({ guestId }) => pins?.isSet(guestId) === true,
      forgetGuest: deps.forgetGuest,
      send: deps.send,
      onTrace: deps.onTrace,
      onFirstSentence: deps.onFirstSentence,
      onThinking: deps.onThinking,
      onDone: deps.onDone,
      onNeedsPin: deps.onNeedsPin,
    });
  };

  /** Still good where neither the venue nor the language has changed since. */
  const preparedFor = (venue: VenueContext | null): GuestSession => {
    if (prepared?.venue !== venue || prepared.session.locale !== attractLocale) {
      prepared?.session.dropForesight();
      prepared = { session: build(venue), venue };
    }
    return prepared.session;
  };

  return {
    get current() {
      return current;
    },
    get locale() {
      return current?.locale ?? attractLocale;
    },
    get nextTurn() {
      return turn + 1;
    },
    setLocale(locale) {
      if (!config.locales.includes(locale)) return;
      if (current !== null) return current.setLocale(locale);
      attractLocale = locale;
      deps.send({ type: 'locale.changed', locale });
    },
    start() {
      if (current !== null) return current;
      deps.onBeforeStart();
      current = preparedFor(parts.venue());
      prepared = null;
      deps.onStart();
      deps.send({ type: 'session.started', session: current.snapshot() });
      return current;
    },
    end(reason) {
      if (current === null) return;
      const ending = current;
      current = null;
      attractLocale = defaultLocale();
      ending.end();
      deps.onEnd();
      deps.send({ type: 'session.ended', reason });
    },
    foresee(question) {
      if (question === null) (current ?? prepared?.session)?.dropForesight();
      else (current ?? preparedFor(parts.venue())).foresee(question);
    },
  };
}
