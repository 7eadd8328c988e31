import type { VenueContext } from '../../core/agent/agent.ts';
import type { EndpointKeeps } from '../../core/contract/cloud-config.ts';
import { FoyerError, type KioskConfig } from '../../core/contract/index.ts';
import type { KioskParts } from '../../core/kiosk/kiosk-deps.ts';
import type { Kiosk } from '../../core/kiosk.ts';
import type { Clock, FleetCounts, Ids, Log } from '../../core/ports.ts';
import { authorise } from '../cloud/authorised-call.ts';
import { deviceCredentials } from '../cloud/credentials.ts';
import { type DeviceIdentity, loadDeviceIdentity } from '../cloud/device-identity.ts';
import { createHttpCall } from '../cloud/http-call.ts';
import { urlProblem } from '../cloud/sync-config.ts';
import type { ShellControl } from '../operate/operator-tools.ts';
import type { HostParts } from '../parts.ts';
import type { AppShell } from '../updates/app-update.ts';
import { openProgramUpdates, openUpdates } from '../updates/open-updates.ts';
import { programVersion } from '../version.ts';
import { createHeartbeatCollector } from './collect-heartbeat.ts';
import { createCommandDesk } from './command-desk.ts';
import { createConfigDesk } from './config-desk.ts';
import { createConfigInbox } from './config-inbox.ts';
import { createFleetConfigStore } from './config-store.ts';
import { createFleetCounts, type KeptCounts } from './create-fleet-counts.ts';
import { createFleetHttp } from './fleet-http.ts';
import { pinFleetKey, pinnedFleetKey } from './fleet-key.ts';
import { workingParts } from './health-check.ts';
import { type HeartbeatLoop, startHeartbeatLoop } from './heartbeat-loop.ts';
import { openLinkRecord } from './link-record.ts';
import { diskFreeBytes, temperatureC } from './machine.ts';
import { createPullLogs } from './pull-logs.ts';
import { createRestartDesk } from './restart-desk.ts';
import { createCommandRunners } from './run-command.ts';
import { createScreenMessage } from './screen-message.ts';

export interface FleetOptions {
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly parts: HostParts;
  readonly shell: ShellControl;
  /** Exchanges the program; left out: this shell does not. */
  readonly app?: AppShell | undefined;
  /** Ops of guests' memory that wait to be sent. */
  readonly queueDepth: () => number;
  /** Gets a venue ready to be asked. */
  readonly prepareVenue: (venue: VenueContext) => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly fetch?: typeof fetch;
  readonly wallMs?: () => number;
  readonly random?: () => number;
}

/** All that an operator far away sees of this kiosk and has it do. */
export interface Fleet {
  /** Left out: nobody is told. */
  readonly counts: FleetCounts | undefined;
  /** See LinkRecord. */
  readonly endpointKeeps: () => EndpointKeeps | null;
  /** The kiosk's parts, with what operators have put on its screen. */
  readonly parts: KioskParts;
  /** @param settled every part has come up or failed */
  start(kiosk: Pick<Kiosk, 'idle' | 'vitals' | 'venueChanged'>, settled: Promise<void>): void;
  close(): Promise<void>;
}

/** A kiosk that has not enrolled, or is to be left alone, has no fleet; of what there is nothing ever throws into the kiosk. */
export function openFleet(options: FleetOptions): Fleet {
  const identity = identityOf(options);
  const { url, tenant } = options.config.sync;
  const enrolled = options.config.fleet.enabled && identity?.tenant === tenant && url !== undefined && urlProblem(url) === null;
  return enrolled ? openEnrolled(options, identity, url) : openAlone(options);
}

function identityOf({ dataDir, log }: FleetOptions): DeviceIdentity | null {
  try {
    return loadDeviceIdentity(dataDir);
  } catch (error) {
    log.error('fleet.no-identity', { error });
    return null;
  }
}

/** Without a fleet, a shell may still look for the program's own releases. */
function openAlone(options: FleetOptions): Fleet {
  const { config, parts, app, random = Math.random } = options;
  const { enabled, feedUrl } = config.updates;
  let close = async () => {};
  return {
    counts: undefined,
    endpointKeeps: () => null,
    parts,
    start({ idle }) {
      if (app === undefined || !enabled || feedUrl === undefined) return;
      close = openProgramUpdates({ ...options, idle, random, endpoint: feedUrl }).close;
    },
    close: () => close(),
  };
}

function openEnrolled(options: FleetOptions, identity: DeviceIdentity, url: string): Fleet {
  const { dataDir, config, parts, clock, ids, log, wallMs = Date.now, random = Math.random, fetch: fetchFrom = fetch } = options;
  const { tenant, device } = identity;
  const stop = new AbortController();
  const timezone = () => parts.venue()?.venue.timezone ?? 'UTC';
  const counts: KeptCounts = createFleetCounts({ dataDir, clock, timezone, log });
  const call = createHttpCall({ url, fetch: fetchFrom });
  const credentials = deviceCredentials(call, identity, clock.nowMs);
  const http = createFleetHttp(authorise(call, credentials));
  const link = openLinkRecord({ dataDir, device, wallMs, log });
  let venueChanged = () => {};
  let close = async () => {};
  const message = createScreenMessage({ dataDir, clock, wallMs, log, prepare: options.prepareVenue, onChange: () => venueChanged() });

  const headersFor = async (to: URL): Promise<Record<string, string>> => {
    if (urlProblem(to.href) !== null)
      throw new FoyerError(`${to.href} is no secure address for an update`, { fault: 'operator', code: 'update-insecure' });
    // Nobody else is shown the kiosk's token.
    return to.origin === new URL(url).origin ? { authorization: `Bearer ${await credentials.token(stop.signal)}` } : {};
  };
  const fleetKey = async () => {
    const pinned = pinnedFleetKey(dataDir, device);
    if (pinned !== null) return pinned;
    const key = await http.key(AbortSignal.any([stop.signal, AbortSignal.timeout(15_000)]));
    pinFleetKey(dataDir, device, key);
    log.info('fleet.key-pinned', { keyId: key.keyId });
    return key;
  };

  const start: Fleet['start'] = (kiosk, settled) => {
    venueChanged = kiosk.venueChanged;
    const health = () => ({ capabilities: parts.capabilities(), screen: kiosk.vitals().screen });
    const restarts = createRestartDesk({ idle: kiosk.idle, restart: options.shell.restart, clock, log });
    const configStore = createFleetConfigStore({ dataDir, log });
    const configs = createConfigDesk({
      ...{ store: configStore, tenant, device, key: fleetKey, health, restarts, clock, log },
      healthMs: config.fleet.healthSeconds * 1000,
    });

    const inbox = createConfigInbox({ settled, receive: configs.receive, log });

    const needs = () => workingParts(health());
    const updates = openUpdates({
      ...{ dataDir, config, parts, app: options.app, idle: kiosk.idle, settled, needs, restarts, endpoint: url, headersFor },
      ...{ onVenueChanged: kiosk.venueChanged, fetch: fetchFrom, clock, ids, log, random },
    });

    let loop: HeartbeatLoop | null = null;
    const commands = createCommandDesk({
      dataDir,
      log,
      onResult: () => loop?.hurry(),
      run: createCommandRunners({
        ...{ restarts, updates, message, patienceMs: config.fleet.patienceMinutes * 60_000 },
        clockOffsetMs: () => loop?.clockOffsetMs ?? 0,
        pullLogs: createPullLogs({ dataDir, tenant, http, signal: stop.signal, running: { hearing: parts.hearing, vitals: kiosk.vitals } }),
      }),
    });
    const collect = createHeartbeatCollector({
      name: config.name,
      version: programVersion(),
      startedAt: new Date(wallMs()),
      hearingModel: () => updates.modelName(parts.hearing()?.model ?? config.hearing.model),
      venueVersion: () => updates.venueVersion() ?? parts.venue()?.version ?? null,
      configVersion: () => configs.version,
      configFailed: configStore.failed,
      capabilities: parts.capabilities,
      vitals: kiosk.vitals,
      queueDepth: options.queueDepth,
      diskFreeBytes: () => diskFreeBytes(dataDir),
      temperatureC: () => temperatureC(),
      clockOffsetMs: () => loop?.clockOffsetMs ?? null,
      findings: () => [...configs.findings(), ...updates.findings()],
      ...{ clock, wallMs },
    });
    loop = startHeartbeatLoop({
      ...{ http, tenant, collect, counts, results: commands, clock, wallMs, log, random },
      everyMs: config.fleet.heartbeatSeconds * 1000,
      onAnswer(answer) {
        commands.receive(answer.commands, Date.parse(answer.serverTime));
        updates.follow(config.updates.enabled ? answer.updates : null);
        if (answer.config !== null) inbox.put(answer.config);
        link.accepted(answer);
      },
    });
    close = async () => {
      configs.close();
      restarts.close();
      await Promise.all([loop?.close(), inbox.close(), updates.close()]);
    };
  };

  return {
    counts,
    endpointKeeps: link.keeps,
    parts: { ...parts, venue: () => message.over(parts.venue()) },
    start,
    async close() {
      stop.abort();
      message.close();
      await close();
      counts.close();
    },
  };
}
