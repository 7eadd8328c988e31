import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type FastifyInstance, fastify } from 'fastify';
import type { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { appendBodySchema, badgeBodySchema, linkBodySchema, recallBodySchema } from '../../host/cloud/channel/channel-api.ts';
import type { Channel } from '../../host/cloud/channel/open-channel.ts';

export interface ServeChannelOptions {
  readonly channel: Channel;
  readonly port: number;
  /** What the adapter shows; left out: made anew. */
  readonly token?: string | undefined;
  readonly log: Log;
}

export interface ServedChannel {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** The channel's memory over HTTP, for an adapter in any language on this machine. Guests' memory is in clear here: loopback only. */
export async function serveChannel({
  channel,
  port,
  log,
  token = randomBytes(24).toString('base64url'),
}: ServeChannelOptions): Promise<ServedChannel> {
  const app = fastify({ bodyLimit: 1024 * 1024, forceCloseConnections: 'idle' });
  const expected = Buffer.from(`Bearer ${token}`);
  app.addHook('onRequest', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    return reply.status(401).send({ code: 'unknown-token', message: 'The token that the channel printed is needed.' });
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, code, message } = describe(error);
    log[status >= 500 ? 'error' : 'info']('channel.refused', { route: request.routeOptions.url, status, code });
    return reply.status(status).send({ code, message });
  });
  post(app, '/v1/link', linkBodySchema, async ({ code }) => ({ guest: await channel.link(code) }));
  post(app, '/v1/badge', badgeBodySchema, async ({ badge }) => ({ guest: await channel.badge(badge) }));
  post(app, '/v1/recall', recallBodySchema, ({ guest, ...request }) => channel.recall(guest, request));
  post(app, '/v1/append', appendBodySchema, async ({ guest, ...request }) => {
    await channel.append(guest, request);
    return { status: 'kept' };
  });
  const url = await app.listen({ port, host: '127.0.0.1' });
  return { url, token, close: () => app.close() };
}

function post<T>(app: FastifyInstance, path: string, schema: z.ZodType<T>, handle: (body: T) => Promise<unknown>): void {
  app.post(path, (request) => {
    const body = schema.safeParse(request.body);
    if (body.success) return handle(body.data);
    const [issue] = body.error.issues;
    throw new FoyerError(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not valid'}`, { fault: 'guest', code: 'bad-request' });
  });
}

const STATUS: Readonly<Record<string, number>> = { 'bad-request': 400, 'memory-paused': 409, 'guest-unknown': 404, 'guest-erased': 404 };

function describe(error: unknown): { readonly status: number; readonly code: string; readonly message: string } {
  if (!(error instanceof FoyerError)) {
    const status = error instanceof Error && 'statusCode' in error && error.statusCode === 413 ? 413 : 500;
    return { status, code: status === 413 ? 'too-large' : 'internal', message: 'The request could not be carried out.' };
  }
  const status = STATUS[error.code] ?? (error.fault === 'network' ? 503 : error.fault === 'bug' ? 500 : 403);
  return { status, code: error.code, message: error.message };
}
