import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { mayAct, type OperatorRole } from '../../core/contract/operator.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { parse, type RouteGuard } from '../http/route.ts';
import type { Act, Actor, AuditEntry } from './audit.ts';
import type { Operator } from './sessions.ts';

/** What a request has to carry besides the cookie: another site's form cannot send it. */
export const PAGE_HEADER = 'x-foyer-operator';

/** What operators may do is checked with this, and noted by it. */
export interface OperatorGuard {
  /** Who is signed in. @throws HttpRefusal 401 */
  operatorOf(request: FastifyRequest): Promise<Operator>;
  /** Notes what was tried in vain; what was done goes through `act`. */
  audit(entry: AuditEntry): Promise<void>;
  /** See actAndNote(). */
  act<T>(actor: Actor, work: Act<T>): Promise<T>;
}

/** Of one request by somebody who is signed in. */
export interface OperatorCall {
  readonly operator: Operator;
  readonly address: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Does what this operator asks for, and notes it in the same transaction. */
  act<T>(work: Act<T>): Promise<T>;
}
export type StrangerCall = Pick<OperatorCall, 'address' | 'request' | 'reply'>;

interface Shape<Body, Answer> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  /** Of a POST its body, of a GET its query. */
  readonly input: z.ZodType<Body>;
  readonly output: z.ZodType<Answer>;
}
interface SignedIn<Body, Answer> extends Shape<Body, Answer> {
  /** The least role that may. */
  readonly role: OperatorRole;
  handle(input: Body, call: OperatorCall): Promise<Answer> | Answer;
}
interface Open<Body, Answer> extends Shape<Body, Answer> {
  /** Anybody: what it takes to sign in. */
  readonly role: 'nobody';
  handle(input: Body, call: StrangerCall): Promise<Answer> | Answer;
}
/** One operation of the operator page. */
export type OperatorRoute<Body = unknown, Answer = unknown> = SignedIn<Body, Answer> | Open<Body, Answer>;

/** For inference: the input and output of one route belong together. */
export function operatorRoute<Body, Answer>(one: SignedIn<Body, Answer>): OperatorRoute {
  return one as OperatorRoute;
}
export function openRoute<Body, Answer>(one: Open<Body, Answer>): OperatorRoute {
  return one as OperatorRoute;
}

export interface OperatorRoutesDeps extends OperatorGuard {
  /** The limits by address that hold for everybody. */
  readonly admission: RouteGuard;
  /** Where the page is, as browsers know it; null: wherever the request came to. */
  readonly publicUrl: string | null;
}

export function addOperatorRoutes(app: FastifyInstance, routes: readonly OperatorRoute[], deps: OperatorRoutesDeps): void {
  for (const one of routes) addOne(app, one, deps);
}

function addOne(app: FastifyInstance, one: OperatorRoute, { admission, publicUrl, operatorOf, act }: OperatorRoutesDeps): void {
  const operators = new WeakMap<FastifyRequest, Operator>();
  app.route({
    method: one.method,
    url: one.path,
    // Before the body is read.
    onRequest: async (request) => {
      await admission.admit(request, 'anyone');
      if (one.method === 'POST') assertFromPage(request, publicUrl);
      if (one.role === 'nobody') return;
      const operator = await operatorOf(request);
      if (!mayAct(operator.role, one.role)) throw new HttpRefusal(403, 'role-too-low', `This needs the role "${one.role}".`);
      operators.set(request, operator);
    },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const input = parse(one.input, one.method === 'GET' ? request.query : (request.body ?? {}));
      const stranger = { address: request.ip, request, reply };
      if (one.role === 'nobody') return one.handle(input, stranger);
      const operator = operators.get(request);
      if (operator === undefined) throw new HttpRefusal(401, 'signed-out', 'Nobody is signed in.');
      const { tenant } = operator;
      return one.handle(input, {
        ...stranger,
        operator,
        act: (work) => act({ tenant, operator, address: request.ip }, work),
      });
    },
  });
}

/** Another site may make a browser send the cookie of a careless one; neither this header nor our origin with it. */
function assertFromPage(request: FastifyRequest, publicUrl: string | null): void {
  if (request.headers[PAGE_HEADER] === undefined || originOf(request, publicUrl) === null)
    throw new HttpRefusal(403, 'not-from-the-page', 'Only the operator page may ask this.');
}

/** The page's own origin, when that is where the request comes from. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string | null {
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return null;
  const given = new URL(origin);
  const own = publicUrl === null ? given.host === request.host : given.origin === new URL(publicUrl).origin;
  return own ? given.origin : null;
}
