import { fastify } from 'fastify';
import { FoyerError } from '../core/contract/errors.ts';
import type { Log } from '../core/ports.ts';
import { createDevices, type Devices } from './auth/devices.ts';
import { authenticate, type Principal } from './auth/principal.ts';
import type { CloudDatabase } from './database.ts';
import { openCloudDatabase } from './database.ts';
import { openArtefacts } from './fleet/artefacts.ts';
import { dropOldFleet, FLEET_RETENTION, type FleetRetention } from './fleet/retention.ts';
import { DEFAULT_LIMITS, type RateLimits } from './http/admission.ts';
import type { SyncRouteDeps } from './http/sync-routes.ts';
import { createMetrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import type { PasswordCost } from './operators/password.ts';
import { forgetStale } from './retention.ts';
import { addRoutes } from './routes.ts';
import { addTenant } from './tenants.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const HOUR_MS = 3_600_000;
/** Connections not yet accepted: a fleet that comes back after an outage all at once waits here, not in TCP's retries. */
const BACKLOG = 4096;

export interface CloudOptions extends Omit<SyncRouteDeps, 'db' | 'metrics'> {
  /** 0: any free port. */
  readonly port: number;
  /** Default 127.0.0.1: put a proxy with TLS before it to serve other machines. */
  readonly host?: string;
  /** See openCloudDatabase(). */
  readonly database: string;
  /** Signs access tokens: 32 bytes, the same at every instance. */
  readonly tokenKey: Uint8Array;
  /** See FleetDeps. */
  readonly fleetSeed: Uint8Array;
  readonly artefactsDir: string;
  readonly heartbeatMs?: number;
  /** Of what belongs to kiosks and operators. Default FLEET_RETENTION. */
  readonly fleetRetention?: FleetRetention;
  /** The tenant a static token belongs to, or null. */
  tenantOf(token: string): string | null;
  isOperator(authorization: string | undefined): boolean;
  readonly limits?: Partial<RateLimits>;
  /**
   * Proxies before the endpoint that each add to X-Forwarded-For: the address that the first of them saw is believed, and
   * nothing that a client wrote there itself. Default 0: the header is ignored.
   */
  readonly proxies?: number;
  /** See RetentionDeps. Default: for ever. */
  readonly retentionDays?: number;
  /** See RouteDeps. */
  readonly publicUrl?: string;
  readonly operatorPage?: string;
  readonly passwordCost?: PasswordCost;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
}

export interface Cloud {
  readonly url: string;
  /** Erases guests whose retention has run out, and what is old of the fleet; the endpoint itself does so every hour. Returns how many guests. */
  forgetStale(): Promise<number>;
  /** Takes no more requests, finishes those under way, then closes the database. Calling it again waits for the same. */
  close(): Promise<void>;
}

/**
 * The memory endpoint that kiosks sync with. Stateless over its database.
 * @throws FoyerError code "cloud-database-unreachable" | "port-taken".
 */
export async function createCloud({ port, host = '127.0.0.1', database, ...options }: CloudOptions): Promise<Cloud> {
  const db = await openCloudDatabase(database);
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    trustProxy: (_address, hop) => hop < (options.proxies ?? 0),
  });
  try {
    await migrate(db);
    const devices = createDevices({ db, tokenKey: options.tokenKey, wallMs: options.wallMs });
    const metrics = createMetrics();
    await addRoutes(app, {
      ...options,
      retention: options.fleetRetention ?? FLEET_RETENTION,
      ...(options.retentionDays !== undefined && { guestDays: options.retentionDays }),
      db,
      devices,
      metrics,
      authenticate: createAuthentication(db, devices, options.tenantOf),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
    });
    const retention = startRetention(db, options, metrics.forgot);
    const url = await app.listen({ port, host, backlog: BACKLOG });
    let closed: Promise<void> | null = null;
    return {
      url,
      forgetStale: retention.run,
      close() {
        retention.stop();
        closed ??= app
          .close()
          .then(retention.finished)
          .then(() => db.close());
        return closed;
      },
    };
  } catch (error) {
    await app.close();
    await db.close();
    throw toPortTaken(error, host, port);
  }
}

/** Tenants with a static token become known, to the retention job, with its first use; others as they enrol. */
function createAuthentication(db: CloudDatabase, devices: Devices, tenantOf: CloudOptions['tenantOf']) {
  const known = new Set<string>();
  return async (authorization: string | undefined): Promise<Principal> => {
    const principal = await authenticate({ db, devices, tenantOf }, authorization);
    if (principal.kind === 'token' && !known.has(principal.tenant)) {
      await addTenant(db, principal.tenant);
      known.add(principal.tenant);
    }
    return principal;
  };
}

type CloudOptionsOfRetention = Pick<CloudOptions, 'retentionDays' | 'fleetRetention' | 'artefactsDir' | 'wallMs' | 'log'>;

function startRetention(
  db: CloudDatabase,
  { retentionDays, fleetRetention, artefactsDir, wallMs, log }: CloudOptionsOfRetention,
  forgot: (guests: number) => void,
) {
  const fleet = { db, artefacts: openArtefacts(artefactsDir), retention: fleetRetention ?? FLEET_RETENTION, wallMs };
  let running: Promise<number> = Promise.resolve(0);
  const run = () => {
    running = running
      .catch(() => 0)
      .then(() => dropOldFleet(fleet))
      .then(() => (retentionDays === undefined ? 0 : forgetStale({ db, retentionDays, wallMs, log })));
    return running.then((guests) => {
      forgot(guests);
      return guests;
    });
  };
  const timer = setInterval(() => void run().catch((error: unknown) => log.error('cloud.retention-failed', { error })), HOUR_MS);
  timer.unref();
  return { run, stop: () => clearInterval(timer), finished: () => running.then(() => {}).catch(() => {}) };
}

function toPortTaken(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  return new FoyerError(`port ${port} on ${host} is taken`, {
    fault: 'operator',
    code: 'port-taken',
    remedy: 'Choose another with --port, or 0 for any free one.',
    cause: error,
  });
}
