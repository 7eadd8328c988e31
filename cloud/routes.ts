import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FoyerError } from '../core/contract/errors.ts';
import type { Log } from '../core/ports.ts';
import type { BadgeTrustResponse } from '../core/sync/wire.ts';
import { pullRequestSchema, pushRequestSchema } from '../core/sync/wire.ts';
import type { CloudDatabase } from './database.ts';
import type { KeyWrap } from './push-ops.ts';
import { pushOps } from './push-ops.ts';
import { pullOps, readErasures } from './read-ops.ts';

export interface RouteDeps {
  readonly db: CloudDatabase;
  readonly keyWrap: KeyWrap;
  /** The tenant a bearer token belongs to, or null. */
  tenantOf(token: string): string | null;
  /** The reference of the guest whose genuine badge this is, or why it is not accepted. */
  guestOfBadge(tenant: string, badge: string): { readonly guest: string } | { readonly refused: string };
  badgeTrust(tenant: string): BadgeTrustResponse;
  readonly log: Log;
}

/** What is wrong with a request, as the client is told: `{code, message}`. */
class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function addRoutes(app: FastifyInstance, { db, keyWrap, tenantOf, guestOfBadge, badgeTrust, log }: RouteDeps): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, code, message } = toRefusal(error);
    if (status >= 500) log.error('cloud.failed', { route: request.routeOptions.url, error });
    else log.info('cloud.refused', { route: request.routeOptions.url, status, code });
    return reply.status(status).send({ code, message });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ code: 'no-such-route', message: 'There is nothing here.' }));

  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    try {
      await db.query('SELECT 1');
      return { status: 'ready' };
    } catch (error) {
      log.error('cloud.database-unreachable', { error });
      return reply.status(503).send({ code: 'database-unreachable', message: 'The database does not answer.' });
    }
  });

  app.post('/v1/push', async (request) => {
    const tenant = authenticate(request, tenantOf);
    const body = parse(pushRequestSchema, request.body);
    assertTenant(tenant, body.tenant);
    return { results: await pushOps(db, keyWrap, tenant, body.ops) };
  });
  app.post('/v1/pull', async (request) => {
    const tenant = authenticate(request, tenantOf);
    const body = parse(pullRequestSchema, request.body);
    assertTenant(tenant, body.tenant);
    const proof = guestOfBadge(tenant, body.badge);
    if ('refused' in proof) throw new HttpRefusal(403, `badge-${proof.refused}`, 'The badge is not accepted as proof of a scan.');
    if (proof.guest !== body.guest) throw new HttpRefusal(403, 'badge-of-another-guest', "The badge is not this guest's.");
    return pullOps(db, keyWrap, body);
  });
  app.get('/v1/erasures', async (request) => {
    const tenant = authenticate(request, tenantOf);
    const { since } = parse(z.strictObject({ since: z.coerce.number().int().nonnegative().default(0) }), request.query);
    return readErasures(db, tenant, since);
  });
  app.get('/v1/badge-trust', async (request) => badgeTrust(authenticate(request, tenantOf)));
}

function authenticate(request: FastifyRequest, tenantOf: RouteDeps['tenantOf']): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ', 2);
  const tenant = scheme?.toLowerCase() === 'bearer' && token !== undefined ? tenantOf(token) : null;
  if (tenant === null) throw new HttpRefusal(401, 'unknown-token', 'A bearer token of a known tenant is needed.');
  return tenant;
}

function assertTenant(tenant: string, claimed: string): void {
  if (claimed !== tenant) throw new HttpRefusal(403, 'wrong-tenant', `The token is not one of tenant "${claimed}".`);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Names the place, never the value: it may be about a guest.
  throw new HttpRefusal(400, 'bad-request', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not valid'}`);
}

function toRefusal(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof HttpRefusal) return error;
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 400 && status < 500)
    return { status, code: status === 413 ? 'too-large' : 'bad-request', message: 'The request cannot be read.' };
  const code = error instanceof FoyerError ? error.code : 'internal';
  return { status: 500, code, message: 'The request could not be carried out; it is safe to send it again.' };
}
