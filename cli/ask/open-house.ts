import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Agent, TurnInput } from '../../core/agent/agent.ts';
import { createAgent } from '../../core/agent/create-agent.ts';
import { createLocalPlanner } from '../../core/agent/local-planner.ts';
import { warmUp } from '../../core/agent/warm-up.ts';
import type { KioskConfig, LocalDateTime } from '../../core/contract/index.ts';
import type { Desk, LocalBookingStore, Log } from '../../core/ports.ts';
import { isToolName } from '../../core/tools/registry.ts';
import type { Venue } from '../../core/venue/model.ts';
import { createCompanions } from '../../host/companions/create-companions.ts';
import { openConnectors } from '../../host/connectors/open-connectors.ts';
import { loadPolicy } from '../../host/guard/load-policy.ts';
import type { CreateLlmPlannerOptions } from '../../host/llm/create-llm-planner.ts';
import { llmSettingsOf } from '../../host/llm/llm-settings.ts';
import { createIds, createSystemClock } from '../../host/system.ts';
import { ensureVenue } from '../../host/venue/import-venue.ts';
import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { createDeskSeal } from '../../native/sqlite/desk-seal.ts';
import { loadDeviceKey } from '../../native/sqlite/guest-device-key.ts';
import { openKioskDatabase } from '../../native/sqlite/kiosk-database.ts';
import { createLlmUsageStore } from '../../native/sqlite/llm-usage-store.ts';
import { openDesk } from '../../native/sqlite/open-desk.ts';
import { openVenueStore } from '../../native/sqlite/venue-store.ts';

/** A kiosk without ears, voice and screen: what `foyer ask` and the evaluations talk to. */
export interface House {
  readonly timezone: string;
  readonly locale: string;
  /** The venue's present, or the pinned time. */
  now(): LocalDateTime;
  /** An agent for one conversation, on the venue as it is on that day. */
  openAgent(now: LocalDateTime): Agent;
  /** Readies that day's answers, so that the first question is as quick as the next. */
  warmUp(now: LocalDateTime): Promise<void>;
  /** Where the kiosk stands. */
  readonly here: TurnInput['here'];
  readonly desk: Desk;
  readonly bookings: LocalBookingStore;
  close(): void;
}

export interface OpenHouseOptions {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly log: Log;
  /** Where the model's key is read from. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const DEMO_DIR = fileURLToPath(new URL('../../assets/demo', import.meta.url));

export async function openHouse(options: OpenHouseOptions): Promise<House> {
  const { dataDir, config, log } = options;
  await ensureVenue({ dataDir, demoDir: DEMO_DIR, log });
  const store = openVenueStore(dataDir);
  const db = openKioskDatabase(dataDir);
  const ids = createIds();
  const clock = createSystemClock(config.now);
  const seal = createDeskSeal(loadDeviceKey(dataDir, { log, random: randomBytes }));
  const bookings = createBookingStore(db, { ids, random: Math.random, today: () => clock.localNow('UTC').slice(0, 10), seal });
  const desk = openDesk(db, { ids, seal });
  const first = store.read(clock.localNow('UTC').slice(0, 10));
  const byDay = new Map<string, Venue>();
  const venueOn = (day: string): Venue => {
    // One object a day: what is built on a venue is kept with it.
    const venue = byDay.get(day) ?? store.read(day);
    byDay.set(day, venue);
    return venue;
  };
  const settings = llmSettingsOf(config, options.env ?? process.env);
  const local = createLocalPlanner();
  const { policy } = loadPolicy(dataDir);
  const connectors = openConnectors({ dataDir, clock, log, env: options.env ?? process.env, kioskName: config.name });
  const companions = createCompanions({
    ...{ dataDir, log, id: config.companion.id },
    isTool: (name) => isToolName(name) || connectors.tools.some(({ offer }) => offer.name === name),
  });
  const planner = settings === null ? local : await openLlmPlanner({ ...settings, clock, log, usage: createLlmUsageStore(db) });

  return {
    timezone: first.timezone,
    locale: config.locales[0] ?? 'en',
    now: () => clock.localNow(first.timezone),
    here: hereOf(first, config),
    desk,
    bookings,
    warmUp: (now) => warmUp({ venue: venueOn(now.slice(0, 10)), version: store.version }, now),
    openAgent: (now) =>
      createAgent({
        venue: { venue: venueOn(now.slice(0, 10)), version: store.version },
        ...desk,
        bookings,
        kioskName: config.name,
        planner,
        fallback: local,
        policy,
        connected: connectors.tools,
        ...(companions.current === null ? {} : { companion: companions.current }),
        clock,
        ids,
        log,
        limits: { maxSteps: config.llm.maxSteps, firstTokenMs: config.llm.firstTokenMs, deadlineMs: config.llm.deadlineMs },
      }),
    close() {
      void connectors.close();
      store.close();
      db.close();
    },
  };
}

async function openLlmPlanner(options: CreateLlmPlannerOptions) {
  const { createLlmPlanner } = await import('../../host/llm/create-llm-planner.ts');
  return createLlmPlanner(options);
}

function hereOf(venue: Venue, config: KioskConfig): TurnInput['here'] {
  const place = venue.places.find((candidate) => candidate.id === (config.placeId ?? venue.defaultPlaceId));
  return place === undefined ? null : { placeId: place.id, floorId: place.floorId, at: place.at, headingDeg: config.headingDeg };
}
