import type { Agent, AgentEvent, TurnInput } from '../../core/agent/agent.ts';
import { type CollectedAnswer, collectAnswer } from '../../core/agent/collect-answer.ts';
import { createAgent } from '../../core/agent/create-agent.ts';
import type { Policy } from '../../core/agent/guard/policy.ts';
import { createLocalPlanner } from '../../core/agent/local-planner.ts';
import type { AgentLimits } from '../../core/agent/loop.ts';
import type { Planner } from '../../core/agent/planner.ts';
import type { Companion } from '../../core/contract/companion.ts';
import type { BookingStore, Clock, Desk, GuestMemory, LocalBookingStore, RequestStore } from '../../core/ports.ts';
import type { ConnectedTool } from '../../core/tools/connected.ts';
import type { Venue } from '../../core/venue/model.ts';
import { createSystemClock } from '../../host/system.ts';
import type { SessionTrace } from '../../host/trace/create-trace-recorder.ts';
import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { createDeskSeal } from '../../native/sqlite/desk-seal.ts';
import { KIOSK_MIGRATIONS } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { openDesk } from '../../native/sqlite/open-desk.ts';
import { seeded } from '../support/random.ts';
import { createCountingIds, createRecordingLog, type RecordingLog } from './plain.ts';

export interface GuestTalk {
  /** What answers; for a kiosk around it. */
  readonly agent: Agent;
  /** One turn, to its end. */
  say(text: string, options?: Partial<TurnInput>): Promise<CollectedAnswer>;
  /** One turn with every event in order; `onEvent` has each as it comes. */
  events(text: string, options?: Partial<TurnInput>, onEvent?: (event: AgentEvent) => void): Promise<AgentEvent[]>;
  readonly requests: RequestStore;
  readonly desk: Desk;
  readonly bookings: LocalBookingStore;
  readonly log: RecordingLog;
  close(): void;
}

export interface GuestTalkOptions {
  readonly venue: Venue | null;
  readonly now: string;
  readonly locale?: string;
  /** Languages the kiosk offers. */
  readonly locales?: readonly string[];
  readonly memory?: GuestMemory | null;
  readonly planner?: Planner;
  readonly clock?: Clock;
  readonly limits?: Partial<AgentLimits>;
  /** The house's rules. */
  readonly policy?: Policy;
  /** Tools that operators declared. */
  readonly connected?: readonly ConnectedTool[];
  /** Who stands there. */
  readonly companion?: Companion;
  /** What the agent books through, around the real store; a slow connector, say. */
  readonly bookingsThrough?: (store: LocalBookingStore) => BookingStore;
  /** Writes each turn. */
  readonly trace?: SessionTrace;
}

/** A conversation with a real agent over real tools and a real requests table in memory. */
export function startGuestTalk(options: GuestTalkOptions): GuestTalk {
  const { venue, now, locale = 'en', memory = null, planner, clock, limits, locales, trace, policy } = options;
  const db = openDatabase(':memory:', KIOSK_MIGRATIONS);
  const desk = openDesk(db, { ids: createCountingIds('request'), seal: createDeskSeal() });
  const bookings = createBookingStore(db, { ids: createCountingIds('booking'), random: seeded(5), today: () => now.slice(0, 10) });
  const log = createRecordingLog();
  const local = createLocalPlanner();
  const untraced = createAgent({
    venue: venue === null ? null : { venue, version: 'test' },
    ...desk,
    bookings: options.bookingsThrough?.(bookings) ?? bookings,
    kioskName: 'Lobby',
    planner: planner ?? local,
    fallback: local,
    clock: clock ?? createSystemClock(),
    ids: createCountingIds(),
    log,
    ...(locales === undefined ? {} : { locales }),
    limits: { maxSteps: 4, firstTokenMs: 2500, deadlineMs: 12_000, ...limits },
    ...(trace === undefined ? {} : { onTurn: trace.onTurn }),
    ...(policy === undefined ? {} : { policy }),
    ...(options.connected === undefined ? {} : { connected: options.connected }),
    ...(options.companion === undefined ? {} : { companion: options.companion }),
  });
  const agent = trace?.watch(untraced) ?? untraced;
  const place = venue?.places.find((candidate) => candidate.id === venue.defaultPlaceId);
  const here = place === undefined ? null : { placeId: place.id, floorId: place.floorId, at: place.at, headingDeg: 0 };
  let turn = 0;
  const input = (text: string, options: Partial<TurnInput> = {}): TurnInput => {
    turn += 1;
    return { sessionId: 'session', turn, text, source: 'voice', locale, now, here, memory, ...options };
  };
  return {
    agent,
    requests: desk.requests,
    desk,
    bookings,
    log,
    say: (text, options) => collectAnswer(agent, input(text, options), new AbortController().signal),
    async events(text, options, onEvent) {
      const events: AgentEvent[] = [];
      for await (const event of agent.run(input(text, options), new AbortController().signal)) {
        events.push(event);
        onEvent?.(event);
      }
      return events;
    },
    close: () => db.close(),
  };
}
