import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Agent, VenueContext } from '../core/agent/agent.ts';
import { createAgent } from '../core/agent/create-agent.ts';
import { createLocalPlanner } from '../core/agent/local-planner.ts';
import { warmUp } from '../core/agent/warm-up.ts';
import { createCopyWatch } from '../core/badge/copy-watch.ts';
import { followVenue } from '../core/booking/follow-venue.ts';
import { createTransientBookings } from '../core/booking/transient-bookings.ts';
import type { Capabilities, Connection, FoyerError, KioskConfig } from '../core/contract/index.ts';
import { countTurns } from '../core/kiosk/count-turns.ts';
import { noteUnanswered } from '../core/kiosk/staff/unanswered.ts';
import { createKiosk } from '../core/kiosk.ts';
import type { Clock, Log } from '../core/ports.ts';
import { isToolName } from '../core/tools/registry.ts';
import { createBadgeVerifier } from '../native/badge/badge-verifier.ts';
import { createFlite } from '../native/flite/create-flite.ts';
import type { SqliteDesk } from '../native/sqlite/open-desk.ts';
import { openVenueStore } from '../native/sqlite/venue-store.ts';
import { openVenueVersions } from '../native/sqlite/venue-versions.ts';
import { resolveModelDir } from '../native/whisper/find-model.ts';
import { createCompanions } from './companions/create-companions.ts';
import { withCompanion } from './companions/with-companion.ts';
import type { ConfigProblem } from './config.ts';
import { openConnectors } from './connectors/open-connectors.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { loadPolicy } from './guard/load-policy.ts';
import { openKioskRecords, openSandboxDesk } from './kiosk-records.ts';
import { llmSettingsOf } from './llm/llm-settings.ts';
import { openLanguageModel } from './llm/open-language-model.ts';
import { openFactExtractor } from './memory/create-fact-extractor.ts';
import { openMemory } from './memory/open-memory.ts';
import { improveHearing } from './models/improve-hearing.ts';
import { unheardLanguages } from './models/languages-heard.ts';
import { openHearing } from './models/open-hearing.ts';
import { createOperatorTools, type ShellControl } from './operate/operator-tools.ts';
import { startWakeWatch } from './operate/wake-watch.ts';
import { createParts, type HostParts, unavailable } from './parts.ts';
import { saveSettings } from './save-settings.ts';
import { createIds, createSystemClock } from './system.ts';
import { themeFolder } from './theme/load-theme.ts';
import { createThemeSource } from './theme/theme-source.ts';
import { createTraceRecorder } from './trace/create-trace-recorder.ts';
import type { AppShell } from './updates/app-update.ts';
import { startEditExpiry } from './venue/edit-expiry.ts';
import { ensureVenue } from './venue/import-venue.ts';
import { openVenueDesk } from './venue/open-venue-desk.ts';
import { createWebhook, type Webhook } from './webhook/create-webhook.ts';

/** A split utterance must leave the model room for its margin. */
const WINDOW_MARGIN_MS = 600;

export interface HostOptions {
  readonly dataDir: string;
  readonly config: KioskConfig;
  /** What was wrong in the configuration; shown to staff. */
  readonly problems?: readonly ConfigProblem[];
  readonly log: Log;
  /** Folder of the demo venue, imported where nothing is published yet. */
  readonly demoDir?: string;
  /** What the shell around this kiosk can do with it; left out: neither start it again nor end it. */
  readonly shell?: ShellControl;
  /** Exchanges the program for a newer one; left out: the shell does not. */
  readonly app?: AppShell;
  /** Stands around every guest's agent: evaluations watch what it runs. */
  readonly aroundAgent?: (agent: Agent) => Agent;
}

export interface Host {
  connect(connection: Connection): void;
  capabilities(): Capabilities;
  /** Latencies of the turns so far, in the Prometheus text format. */
  metrics(): string;
  /** Nobody is at the kiosk. */
  idle(): boolean;
  /** IANA zone of the published venue, or null while there is none. */
  timezone(): string | null;
  /** Resolves when every part has come up or failed. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

const DEMO_DIR = fileURLToPath(new URL('../assets/demo', import.meta.url));

/**
 * Builds a whole kiosk on this machine. Returns as soon as screens can connect: the speech engines come up behind,
 * and a part that fails leaves the others working.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { dataDir, log } = options;
  const clock = createSystemClock(options.config.now);
  const ids = createIds();
  let venueChanged = () => {};
  let followBookings = (_: VenueContext) => {};
  const prepareVenue = (context: VenueContext) => warmUp(context, clock.localNow(context.venue.timezone), () => setImmediate());
  const parts = createParts({
    clock,
    log,
    planner: llmSettingsOf(options.config, process.env) === null ? 'local' : 'llm',
    prepareVenue,
    onVenue: (context) => {
      followBookings(context);
      venueChanged();
    },
  });
  const local = createLocalPlanner();

  const { policy, problem } = loadPolicy(dataDir);
  const theme = createThemeSource(themeFolder(dataDir), log);
  const connectors = openConnectors({ dataDir, clock, log, env: process.env, kioskName: options.config.name });
  const readOnly = connectors.tools.filter(({ offer }) => offer.effect === 'none');
  const problems = [
    ...(options.problems ?? []).map(({ message }) => message),
    ...(problem === null ? [] : [problem]),
    ...connectors.problems,
    ...theme.problems(),
  ];
  const tellProblems = (ofCompanion: string | null) => {
    const all = [...problems, ...(ofCompanion === null ? [] : [ofCompanion])];
    const remedy = 'Correct the files that are named; until then the kiosk goes on without what they say.';
    parts.set('configuration', all.length === 0 ? { state: 'ready' } : { state: 'unavailable', reason: all.join('; '), remedy });
  };
  const companions = createCompanions({
    ...{ dataDir, log, id: options.config.companion.id, onProblem: tellProblems },
    isTool: (name) => isToolName(name) || connectors.tools.some(({ offer }) => offer.name === name),
  });
  const config = withCompanion(options.config, companions);
  if (problems.length > 0) tellProblems(companions.problem);
  await openVenue(parts, options);
  const records = openKioskRecords({
    dataDir,
    ids,
    log,
    unansweredDays: config.venue.unansweredDays,
    deskDays: config.desk.retentionDays,
    pushesLeads: config.webhook.url !== undefined,
  });
  const { desk: guestDesk, staffPin } = records;
  // A reservation system that operators connected stands in for the kiosk's own tables.
  const bookings = connectors.bookings ?? records.bookings;
  followBookings = ({ venue }) =>
    void followVenue(bookings, venue, clock.localNow(venue.timezone).slice(0, 16)).catch((error: unknown) =>
      log.error('bookings do not follow the venue', { error }),
    );
  const followPublished = () => {
    const published = parts.venue();
    if (published !== null) followBookings(published);
  };
  followPublished();
  // A conversation that began with an older version books by that.
  bookings.watch(followPublished);
  const venueDay = () => clock.localNow(parts.venue()?.venue.timezone ?? 'UTC').slice(0, 10);
  const llm = openLanguageModel({
    config,
    env: process.env,
    clock,
    log,
    usage: records.llmUsage,
    today: venueDay,
    tell: (capability) => parts.set('languageModel', capability),
  });
  const webhook = openWebhook(options, guestDesk, clock);
  const copies = createCopyWatch({ withinMs: config.badges.copiedWithinMs, wallMs: Date.now });
  const memory = openMemory({ ...options, parts, copies }, (guest) => {
    records.forgetGuest(guest);
    const forgotten = connectors.bookings?.forget({ kind: 'guest', id: guest });
    void Promise.resolve(forgotten).catch((error: unknown) => log.error('the reservation system has not forgotten a guest', { error }));
  });

  const traces = config.traces.enabled ? createTraceRecorder({ dataDir, traces: config.traces, clock, wallMs: Date.now, log }) : null;

  const desk = openVenueDesk({ dataDir, keepVersions: config.venue.keepVersions, clock, log });

  const fleet = openFleet({
    ...{ dataDir, config, parts, clock, ids, log, app: options.app, shell: options.shell ?? {}, prepareVenue },
    queueDepth: memory.queueDepth,
  });
  const kiosk = createKiosk({
    extractor: openFactExtractor({ config, env: process.env, usage: records.llmUsage, today: venueDay }),
    config,
    clock,
    ids,
    log,
    parts: fleet.parts,
    connected: connectors.hosts,
    counts: fleet.counts,
    endpointKeeps: fleet.endpointKeeps,
    companions,
    createAgent(venue, sandbox) {
      // Another guest: what the operator has changed of the companion holds from here on.
      companions.refresh();
      const companion = companions.current;
      // A preview is staff trying things out.
      const trace = sandbox === undefined ? traces?.session(venue) : undefined;
      const agent = createAgent({
        venue,
        ...(sandbox ?? guestDesk),
        // A preview's bookings are gone with it.
        bookings: sandbox === undefined ? bookings : createTransientBookings({ ids, random: Math.random }),
        kioskName: config.name,
        // One that does not follow the guest stays in the language of the screen.
        locales: companion?.languages.follow === false ? [] : config.locales,
        connected: sandbox === undefined ? connectors.tools : readOnly,
        ...(companion === null ? {} : { companion }),
        planner: llm ?? local,
        fallback: local,
        clock,
        ids,
        log,
        limits: config.llm,
        // A preview's conversation is about the draft, not about what is published.
        ...(sandbox === undefined ? { latest: () => parts.venue()?.venue ?? null } : {}),
        policy,
        ...(trace === undefined ? {} : { onTurn: trace.onTurn }),
      });
      const traced = trace?.watch(agent) ?? agent;
      const watched = options.aroundAgent?.(traced) ?? traced;
      if (sandbox !== undefined) return watched;
      const noted = noteUnanswered(watched, records.unanswered.add);
      return fleet.counts === undefined ? noted : countTurns(noted, fleet.counts, clock);
    },
    get theme() {
      return theme.current();
    },
    requests: guestDesk.requests,
    guestDesk,
    badges: createBadgeVerifier({ dataDir, tenant: config.sync.tenant, log, policy: config.badges, trustKey: config.badges.trustKey }),
    copies,
    guests: memory.guests,
    pins: memory.pins,
    sync: memory.sync,
    staffPin,
    operator: createOperatorTools({
      dataDir,
      config,
      shell: options.shell ?? {},
      capabilities: parts.capabilities,
      hearing: parts.hearing,
      vitals: () => kiosk.vitals(),
    }),
    staffData: { desk, unanswered: records.unanswered, bookings, prepareVenue, openSandbox: () => openSandboxDesk(ids) },
    saveNearField: (minRms) => saveSettings(dataDir, { turnTaking: { nearField: { enabled: true, minRms } } }),
    ...modelWindow(options),
  });

  venueChanged = kiosk.venueChanged;
  const expiry = startEditExpiry({
    dataDir,
    desk,
    clock,
    log,
    timezone: () => parts.venue()?.venue.timezone ?? null,
    onPublished: kiosk.venueChanged,
  });

  // Last: an engine's thread would keep a process alive that failed to start.
  const engines = Promise.all([startHearing(parts, options), startSpeaking(parts, { ...options, config })]);
  const settled = engines.then(() => {});
  fleet.start(kiosk, settled);
  const wake = startWakeWatch({ clock, log, onWake: kiosk.wokeUp });
  const improvement = improveHearing({ dataDir, config, log, parts, after: engines });
  return {
    connect: kiosk.connect,
    capabilities: parts.capabilities,
    metrics: kiosk.metrics,
    idle: kiosk.idle,
    timezone: () => parts.venue()?.venue.timezone ?? null,
    settled,
    async close() {
      wake.close();
      kiosk.close();
      await fleet.close();
      await traces?.close();
      await connectors.close();
      expiry.close();
      await desk.close();
      await webhook?.close();
      await improvement.close();
      await memory.sync?.close();
      memory.guests?.close();
      await parts.close();
      records.close();
    },
  };
}

async function openVenue(parts: HostParts, { dataDir, log, demoDir = DEMO_DIR }: HostOptions): Promise<void> {
  try {
    await ensureVenue({ dataDir, demoDir, log });
    const versions = openVenueVersions(dataDir);
    parts.setVenue({ current: () => versions.current()?.version ?? null, open: () => openVenueStore(dataDir) });
  } catch (error) {
    log.error('no venue', { error });
    parts.set('venue', unavailable(error));
  }
}

async function startHearing(parts: HostParts, { dataDir, config, log }: HostOptions): Promise<void> {
  if (!config.hearing.enabled) return;
  const tell = (error: FoyerError | null) => {
    const engine = parts.hearing();
    if (error !== null) parts.set('hearing', unavailable(error));
    else if (engine !== null) parts.set('hearing', { state: 'ready', ...unheardLanguages(engine, config.locales) });
  };
  await parts.start('hearing', () => openHearing({ dataDir, hearing: config.hearing, locale: config.locales[0], log, onDown: tell }));
  tell(null);
}

async function startSpeaking(parts: HostParts, { config, log }: HostOptions): Promise<void> {
  const { enabled, voice, rate } = config.speaking;
  if (enabled) await parts.start('speaking', () => createFlite({ voice, rate, log }));
}

function openWebhook({ config, log }: HostOptions, { outbox }: SqliteDesk, clock: Clock): Webhook | null {
  const { url, secretEnv } = config.webhook;
  if (url === undefined || outbox === null) return null;
  return createWebhook({ outbox, url, secretEnv, secret: process.env[secretEnv], clock, log });
}

/** The longest piece of speech the configured model takes, from its own configuration. */
function modelWindow({ config, dataDir }: HostOptions): { maxUtteranceMs?: number } {
  try {
    const file = join(resolveModelDir(config.hearing.model, dataDir), 'preprocessor_config.json');
    const { chunk_length: seconds } = JSON.parse(readFileSync(file, 'utf8')) as { chunk_length?: unknown };
    return typeof seconds === 'number' && seconds > 2 ? { maxUtteranceMs: seconds * 1000 - WINDOW_MARGIN_MS } : {};
  } catch {
    // The engine itself reports a missing or broken model.
    return {};
  }
}
