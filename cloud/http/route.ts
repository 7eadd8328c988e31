import type { ReadStream } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Principal } from '../auth/principal.ts';
import { FileAnswer, fileAnswerSchema, sendFile } from './file-answer.ts';
import { HttpRefusal } from './refusal.ts';

/** One operation of the HTTP interface: what is checked, what is answered, and what the OpenAPI document says. */
export interface Route<Body = unknown, Answer = unknown> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** Who may call it. "anyone" needs no token and is limited by address; "operator" holds the key in DIR/cloud. */
  readonly who: 'anyone' | 'operator' | readonly Principal['kind'][];
  /** Of a POST its body, of a GET its query and what the path names (`/:name`). */
  readonly input: z.ZodType<Body>;
  /** `fileAnswerSchema` where it is a file. */
  readonly output: z.ZodType<Answer>;
  handle(input: Body, principal: Principal): Promise<Answer> | Answer;
}

/** For inference: the input and output of one route belong together. */
export function route<Body, Answer>(one: Route<Body, Answer>): Route {
  return one as Route;
}

export const noInput = z.strictObject({});
export const KIOSKS = ['device', 'token'] as const;
export const EVERYBODY = ['device', 'token', 'channel'] as const;

export interface RouteGuard {
  /** Who asks. @throws HttpRefusal 401, 429 */
  admit(request: FastifyRequest, who: Route['who']): Promise<Principal>;
}

export function addRoute(app: FastifyInstance, one: Route, { admit }: RouteGuard): void {
  const principals = new WeakMap<FastifyRequest, Principal>();
  const givesFile = one.output === fileAnswerSchema;
  const files = givesFile ? trackFiles(app) : null;
  app.route({
    method: one.method,
    url: one.path,
    // Answering HEAD would read the whole file for nothing.
    ...(givesFile && { exposeHeadRoute: false }),
    // Before the body is read: a stranger's two megabytes are not.
    onRequest: async (request) => {
      const principal = await admit(request, one.who);
      if (Array.isArray(one.who) && !one.who.includes(principal.kind))
        throw new HttpRefusal(403, 'not-allowed', `This is not for a ${principal.kind}.`);
      principals.set(request, principal);
    },
    handler: async (request, reply) => {
      const principal = principals.get(request);
      if (principal === undefined) throw new HttpRefusal(401, 'unknown-token', 'Nobody asked.');
      const input = parse(
        one.input,
        one.method === 'GET' ? { ...asObject(request.query), ...asObject(request.params) } : (request.body ?? {}),
      );
      if (hasTenant(input) && one.who !== 'anyone' && one.who !== 'operator' && input.tenant !== principal.tenant)
        throw new HttpRefusal(403, 'wrong-tenant', `The token is not one of tenant "${input.tenant}".`);
      const answer = await one.handle(input, principal);
      return answer instanceof FileAnswer ? files?.(sendFile(request, reply, answer)) : answer;
    },
  });
}

/** Downloads under way end when the endpoint does, which would otherwise wait for hours: kiosks go on where they were cut off. */
function trackFiles(app: FastifyInstance): (file: ReadStream) => ReadStream {
  const open = new Set<ReadStream>();
  app.addHook('preClose', async () => {
    for (const file of open) file.destroy(new Error('the endpoint is closing'));
  });
  return (file) => {
    open.add(file);
    file.once('close', () => open.delete(file));
    return file;
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function hasTenant(input: unknown): input is { readonly tenant: string } {
  return typeof input === 'object' && input !== null && 'tenant' in input && typeof input.tenant === 'string';
}

/** @throws HttpRefusal 400 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Names the place, never the value: it may be about a guest.
  throw new HttpRefusal(400, 'bad-request', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not valid'}`);
}
