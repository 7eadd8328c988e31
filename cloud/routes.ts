import type { FastifyInstance } from 'fastify';
import { FoyerError } from '../core/contract/errors.ts';
import type { Log } from '../core/ports.ts';
import { adminAnswerSchema, administer, adminRequestSchema } from './admin.ts';
import type { Devices } from './auth/devices.ts';
import type { Fleet, FleetDeps } from './fleet/create-fleet.ts';
import { createFleet } from './fleet/create-fleet.ts';
import type { AdmissionDeps } from './http/admission.ts';
import { createAdmission } from './http/admission.ts';
import { enrolRoutes } from './http/enrol-routes.ts';
import { describeApi } from './http/openapi.ts';
import { toRefusal } from './http/refusal.ts';
import { addRoute, type Route, route } from './http/route.ts';
import type { SyncRouteDeps } from './http/sync-routes.ts';
import { syncRoutes } from './http/sync-routes.ts';
import type { Metrics } from './metrics.ts';
import { createOperators } from './operators/create-operators.ts';
import { addOperatorPage } from './operators/operator-page.ts';
import { addOperatorRoutes } from './operators/operator-route.ts';
import type { PasswordCost } from './operators/password.ts';

export interface RouteDeps
  extends SyncRouteDeps,
    AdmissionDeps,
    Pick<FleetDeps, 'fleetSeed' | 'artefactsDir' | 'heartbeatMs' | 'retention' | 'guestDays'> {
  readonly devices: Devices;
  readonly metrics: Metrics;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  /** 32 bytes, the same at every instance: signs what operators' browsers hand back. */
  readonly tokenKey: Uint8Array;
  /** Where browsers find this endpoint, "https://memory.example". Left out: wherever a request came to. */
  readonly publicUrl?: string;
  /** The built operator page. */
  readonly operatorPage?: string;
  /** Of operators' passwords. */
  readonly passwordCost?: PasswordCost;
}

/** Every operation of the interface; the OpenAPI document is made of the same list. */
export function apiRoutes(deps: RouteDeps, fleet: Fleet): Route[] {
  return [...enrolRoutes(deps.devices, fleet.key), ...syncRoutes(deps), ...fleet.routes, adminRoute(deps)];
}

export async function addRoutes(app: FastifyInstance, deps: RouteDeps): Promise<void> {
  watch(app, deps);
  addProbes(app, deps);
  const guard = await createAdmission(app, deps);
  const fleet = createFleet({ ...deps, registers: deps.metrics.registers });
  const routes = apiRoutes(deps, fleet);
  for (const one of routes) addRoute(app, one, guard);
  const publicUrl = deps.publicUrl ?? null;
  const operators = createOperators({ ...deps, publicUrl });
  addOperatorRoutes(app, [...operators.routes, ...fleet.operatorRoutes], { ...operators, admission: guard, publicUrl });
  await addOperatorPage(app, deps.operatorPage ?? null);
  const document = describeApi(routes);
  app.get('/openapi.json', async () => document);
}

function adminRoute(deps: RouteDeps): Route {
  return route({
    method: 'POST',
    path: '/v1/admin',
    summary: 'What the `foyer cloud` commands ask of a running endpoint.',
    who: 'operator',
    input: adminRequestSchema,
    output: adminAnswerSchema,
    handle: (request) => administer(deps, request),
  });
}

/** Errors as `{code, message}`, a log line without content and a metric for each request. */
function watch(app: FastifyInstance, { log, metrics }: RouteDeps): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, code, message } = toRefusal(error);
    if (status >= 500) log.error('cloud.failed', { route: request.routeOptions.url, ...withoutValues(error) });
    else log.info('cloud.refused', { route: request.routeOptions.url, status, code });
    metrics.refused(code);
    return reply.status(status).send({ code, message });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ code: 'no-such-route', message: 'There is nothing here.' }));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(route, reply.statusCode, reply.elapsedTime / 1000);
    log.debug('cloud.answered', { route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
  });
}

/** A database's messages and details hold the values of a statement; its code and the place do not. */
function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, code, at, ...(error instanceof FoyerError && { message: error.message, remedy: error.remedy }) };
}

/** How long an answer of the database holds. */
const READY_FOR_MS = 500;

/** For balancers and Prometheus; nothing here tells of a tenant or guest. */
function addProbes(app: FastifyInstance, { db, log, metrics }: RouteDeps): void {
  let closing = false;
  let asked: Promise<unknown> = Promise.resolve();
  let askedAtMs = Number.NEGATIVE_INFINITY;
  app.addHook('preClose', async () => {
    closing = true;
  });
  // A connection that stays open after its answer would keep this instance for as long as it idles.
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    if (closing) return reply.status(503).send({ code: 'closing', message: 'This instance is shutting down.' });
    try {
      // However many ask, the database is asked once in a while.
      if (Date.now() > askedAtMs + READY_FOR_MS || Date.now() < askedAtMs) {
        asked = db.query('SELECT 1');
        askedAtMs = Date.now();
      }
      await asked;
      return { status: 'ready' };
    } catch (error) {
      log.error('cloud.database-unreachable', withoutValues(error));
      return reply.status(503).send({ code: 'database-unreachable', message: 'The database does not answer.' });
    }
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
