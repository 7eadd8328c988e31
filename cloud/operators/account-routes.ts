import { z } from 'zod';
import { operatorPasswordSchema, ownAccountSchema, totpCodeSchema, totpOfferSchema } from '../../core/contract/operator.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { noInput } from '../http/route.ts';
import type { OperatorParts } from './create-operators.ts';
import { type OperatorRoute, operatorRoute } from './operator-route.ts';
import { registrationSchema } from './passkeys.ts';
import { assertGoodPassword, hashPassword } from './password.ts';
import { browserOptionsSchema, DONE, doneSchema, needOrigin } from './session-routes.ts';
import { assertFresh } from './sessions.ts';
import { keepTotp, offerTotp } from './sign-in.ts';

/** An operator's own ways in. All changes need somebody who signed in just now. */
export function ownAccountRoutes(parts: OperatorParts): OperatorRoute[] {
  const { passkeys, sessions, wallMs } = parts;
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/account',
      summary: "The operator's own passkeys and sessions.",
      role: 'viewer',
      input: noInput,
      output: ownAccountSchema,
      handle: async (_input, { operator }) => ({ passkeys: await passkeys.list(operator), sessions: await sessions.list(operator) }),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/account/password',
      summary: 'Another password; other sessions end.',
      role: 'viewer',
      input: z.strictObject({ password: operatorPasswordSchema }),
      output: doneSchema,
      async handle({ password }, { operator, act }) {
        assertFresh(operator, wallMs());
        assertGoodPassword(password, operator.name);
        const kept = await hashPassword(password, parts.passwordCost);
        await act(async (db, note) => {
          await db.asTenant(operator.tenant, (tx) =>
            tx.query('UPDATE operators SET password = $3 WHERE tenant = $1 AND operator_id = $2', [operator.tenant, operator.id, kept]),
          );
          await sessions.end(db, operator, { except: operator.session.id });
          await note('password-changed');
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/account/totp/offer',
      summary: 'A new TOTP secret, which counts once a code of it has been shown.',
      role: 'viewer',
      input: noInput,
      output: totpOfferSchema,
      handle(_input, { operator }) {
        assertFresh(operator, wallMs());
        return offerTotp(parts, operator);
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/account/totp',
      summary: 'Use the new TOTP secret from now on.',
      role: 'viewer',
      input: z.strictObject({ ticket: z.string().max(1000), totp: totpCodeSchema }),
      output: doneSchema,
      async handle({ ticket, totp }, { operator, act }) {
        assertFresh(operator, wallMs());
        await act(async (db, note) => {
          await db.asTenant(operator.tenant, (tx) => keepTotp(parts, tx, operator, ticket, totp));
          await note('totp-changed');
        });
        return DONE;
      },
    }),
    ...passkeyRoutes(parts),
  ];
}

function passkeyRoutes(parts: OperatorParts): OperatorRoute[] {
  const { passkeys, wallMs } = parts;
  return [
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/account/passkeys/options',
      summary: 'What the browser needs to make a passkey.',
      role: 'viewer',
      input: noInput,
      output: browserOptionsSchema,
      async handle(_input, { operator, request }) {
        assertFresh(operator, wallMs());
        return { ...(await passkeys.askToAdd(operator, needOrigin(request, parts))) };
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/account/passkeys',
      summary: 'Keep a passkey that the browser has made.',
      role: 'viewer',
      input: z.strictObject({ name: z.string().trim().min(1).max(80), response: registrationSchema }),
      output: doneSchema,
      async handle({ name, response }, { operator, request, act }) {
        assertFresh(operator, wallMs());
        const key = await passkeys.check(needOrigin(request, parts), response);
        await act(async (db, note) => {
          await passkeys.add(db, operator, name, key);
          await note('passkey-added', name);
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/account/passkeys/remove',
      summary: 'Forget a passkey.',
      role: 'viewer',
      input: z.strictObject({ id: z.string().max(2000) }),
      output: doneSchema,
      async handle({ id }, { operator, act }) {
        assertFresh(operator, wallMs());
        await act(async (db, note) => {
          const name = await passkeys.remove(db, operator, id);
          if (name === null) throw new HttpRefusal(404, 'no-such-passkey', 'There is no such passkey.');
          await note('passkey-removed', name);
        });
        return DONE;
      },
    }),
  ];
}
