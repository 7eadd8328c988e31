import { z } from 'zod';
import {
  operatorSessionSchema,
  setUpFinishSchema,
  setUpOfferSchema,
  setUpSchema,
  signInSchema,
  tenantNameSchema,
} from '../../core/contract/operator.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { noInput } from '../http/route.ts';
import { isTenant } from '../tenants.ts';
import { actAndNote } from './audit.ts';
import type { OperatorParts } from './create-operators.ts';
import { type OperatorRoute, openRoute, operatorRoute, originOf, type StrangerCall } from './operator-route.ts';
import { authenticationSchema } from './passkeys.ts';
import { clearCookie, FRESH_MS, type Operator } from './sessions.ts';
import { finishSetup, offerSetup, signIn } from './sign-in.ts';

export const doneSchema = z.object({ status: z.literal('done') });
export const DONE = { status: 'done' } as const;
/** What the browser's WebAuthn calls take; made by the library. */
export const browserOptionsSchema = z.record(z.string(), z.unknown());

/** Signing in and out, and the set-up of an account. */
export function sessionRoutes(parts: OperatorParts): OperatorRoute[] {
  return [current(), byPassword(parts), askPasskey(parts), byPasskey(parts), setup(parts), setupFinish(parts), end(parts)];
}

function current(): OperatorRoute {
  return operatorRoute({
    method: 'GET',
    path: '/v1/operator/session',
    summary: 'Who is signed in.',
    role: 'viewer',
    input: noInput,
    output: operatorSessionSchema,
    handle: (_input, { operator }) => toSession(operator),
  });
}

function byPassword(parts: OperatorParts): OperatorRoute {
  return openRoute({
    method: 'POST',
    path: '/v1/operator/session',
    summary: 'Sign in with password and TOTP code. What was wrong is not told.',
    role: 'nobody',
    input: signInSchema,
    output: doneSchema,
    async handle(given, call) {
      const verdict = await signIn(parts, given, call.address);
      if (verdict.ok) return letIn(parts, given.tenant, verdict, call, 'password');
      // Not waited for: an account that exists must not take longer.
      if (verdict.known !== null) noteFailure(parts, given.tenant, verdict.known.name, call.address);
      throw wrong();
    },
  });
}

function askPasskey(parts: OperatorParts): OperatorRoute {
  return openRoute({
    method: 'POST',
    path: '/v1/operator/session/passkey/options',
    summary: 'What the browser needs to ask for a passkey.',
    role: 'nobody',
    input: noInput,
    output: browserOptionsSchema,
    handle: async (_input, { request }) => ({ ...(await parts.passkeys.askToSignIn(needOrigin(request, parts))) }),
  });
}

function byPasskey(parts: OperatorParts): OperatorRoute {
  return openRoute({
    method: 'POST',
    path: '/v1/operator/session/passkey',
    summary: 'Sign in with a passkey.',
    role: 'nobody',
    input: z.strictObject({ tenant: tenantNameSchema, response: authenticationSchema }),
    output: doneSchema,
    async handle({ tenant, response }, call) {
      const who = (await isTenant(parts.db, tenant))
        ? await parts.passkeys.signIn(tenant, needOrigin(call.request, parts), response)
        : null;
      if (who === null) throw wrong();
      return letIn(parts, tenant, who, call, 'passkey');
    },
  });
}

function setup(parts: OperatorParts): OperatorRoute {
  return openRoute({
    method: 'POST',
    path: '/v1/operator/session/setup',
    summary: "A new account's name and TOTP secret, for its one-time code.",
    role: 'nobody',
    input: setUpSchema,
    output: setUpOfferSchema,
    handle: (given, { address }) => offerSetup(parts, given, address),
  });
}

function setupFinish(parts: OperatorParts): OperatorRoute {
  return openRoute({
    method: 'POST',
    path: '/v1/operator/session/setup/finish',
    summary: 'Set password and TOTP, and sign in. Uses the code up.',
    role: 'nobody',
    input: setUpFinishSchema,
    output: doneSchema,
    async handle(given, { request, reply, address }) {
      const { tenant } = given;
      const setCookie = await finishSetup(parts, given, address, (db, operator) =>
        actAndNote(db, { tenant, operator, address }, parts.wallMs(), async (db, note) => {
          await note('set-up');
          return parts.sessions.open(db, tenant, operator.id, request);
        }),
      );
      setCookie(reply);
      return DONE;
    },
  });
}

function end({ sessions }: OperatorParts): OperatorRoute {
  return operatorRoute({
    method: 'POST',
    path: '/v1/operator/session/end',
    summary: 'Sign out: here, everywhere, or one other session.',
    role: 'viewer',
    input: z.strictObject({ which: z.union([z.literal('this'), z.literal('all'), z.uuid()]).default('this') }),
    output: doneSchema,
    async handle({ which }, { operator, request, reply, act }) {
      await act(async (db, note) => {
        await sessions.end(db, operator, which === 'all' ? {} : { only: which === 'this' ? operator.session.id : which });
        await note(which === 'all' ? 'signed-out-everywhere' : 'signed-out');
      });
      if (which === 'this' || which === 'all') clearCookie(request, reply);
      return DONE;
    },
  });
}

export function needOrigin(request: StrangerCall['request'], { publicUrl }: Pick<OperatorParts, 'publicUrl'>): string {
  const origin = originOf(request, publicUrl);
  if (origin === null) throw new HttpRefusal(403, 'not-from-the-page', 'Only the operator page may ask this.');
  return origin;
}

/** A new session, whoever was signed in before in this browser. */
async function letIn(
  { sessions, guard }: OperatorParts,
  tenant: string,
  who: { readonly id: string; readonly name: string },
  { request, reply, address }: StrangerCall,
  by: string,
): Promise<typeof DONE> {
  const setCookie = await guard.act({ tenant, operator: who, address }, async (db, note) => {
    await note('signed-in', '', by);
    return sessions.open(db, tenant, who.id, request);
  });
  setCookie(reply);
  return DONE;
}

function noteFailure({ guard, log }: OperatorParts, tenant: string, target: string, address: string): void {
  guard
    .audit({ tenant, operator: null, action: 'sign-in-failed', target, address })
    .catch((error: unknown) => log.error('cloud.audit-failed', { error: error instanceof Error ? error.name : typeof error }));
}

function toSession({ id, tenant, name, role, session }: Operator): z.infer<typeof operatorSessionSchema> {
  return { operator: { id, tenant, name, role }, freshUntilMs: session.madeMs + FRESH_MS, endsMs: session.endsMs };
}

function wrong(): HttpRefusal {
  return new HttpRefusal(401, 'wrong-sign-in', 'That is not right, or not any more.');
}
