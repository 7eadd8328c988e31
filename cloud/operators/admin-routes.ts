import { z } from 'zod';
import {
  accountsSchema,
  auditPageSchema,
  operatorNameSchema,
  operatorRoleSchema,
  peopleSchema,
  setUpLinkSchema,
} from '../../core/contract/operator.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { noInput } from '../http/route.ts';
import { addAccount, listAccounts, removeAccount, resetAccount, setRole } from './accounts.ts';
import { readAudit } from './audit.ts';
import type { OperatorParts } from './create-operators.ts';
import { type OperatorRoute, operatorRoute } from './operator-route.ts';
import { DONE, doneSchema } from './session-routes.ts';

const accountId = z.strictObject({ id: z.uuid() });

/** Everybody's accounts, for admins; what they are called, for all. */
export function accountRoutes(parts: OperatorParts): OperatorRoute[] {
  const { db } = parts;
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/people',
      summary: 'What the accounts of this house are called.',
      role: 'viewer',
      input: noInput,
      output: peopleSchema,
      handle: async (_input, { operator }) => ({
        people: (await listAccounts(db, operator.tenant)).map(({ id, name }) => ({ id, name })),
      }),
    }),
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/accounts',
      summary: 'Everybody who may use the operator page.',
      role: 'admin',
      input: noInput,
      output: accountsSchema,
      handle: async (_input, { operator }) => ({ accounts: await listAccounts(db, operator.tenant) }),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/accounts',
      summary: 'A new account, with the one-time code that sets it up.',
      role: 'admin',
      input: z.strictObject({ name: operatorNameSchema, role: operatorRoleSchema }),
      output: setUpLinkSchema,
      async handle({ name, role }, { operator, act }) {
        return act(async (db, note) => {
          await note('account-added', name, role);
          return addAccount({ ...parts, db }, { tenant: operator.tenant, name, role });
        });
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/accounts/role',
      summary: 'Another role, at once.',
      role: 'admin',
      input: accountId.extend({ role: operatorRoleSchema }),
      output: doneSchema,
      async handle({ id, role }, { operator, act }) {
        await act(async (db, note) => note('role-changed', await setRole(db, operator.tenant, id, role), role));
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/accounts/reset',
      summary: 'End all ways into an account, and give a one-time code that makes others.',
      role: 'admin',
      input: accountId,
      output: setUpLinkSchema,
      async handle({ id }, { operator, act }) {
        // Oneself would be shut out before the link is read.
        if (id === operator.id) throw new HttpRefusal(409, 'own-account', 'Somebody else has to reset your account.');
        return act(async (db, note) => {
          const { name, ...link } = await resetAccount({ ...parts, db }, operator.tenant, id);
          await note('account-reset', name);
          return link;
        });
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/accounts/remove',
      summary: 'Remove an account. The last admin cannot be removed.',
      role: 'admin',
      input: accountId,
      output: doneSchema,
      async handle({ id }, { operator, act }) {
        await act(async (db, note) => note('account-removed', await removeAccount(db, operator.tenant, id)));
        return DONE;
      },
    }),
  ];
}

/** Who did what. Nothing writes here but what was done; nothing changes or removes it. */
export function auditRoutes({ db }: OperatorParts): OperatorRoute[] {
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/audit',
      summary: 'Who did what, newest first.',
      role: 'admin',
      input: z.strictObject({ before: z.uuid().optional() }),
      output: auditPageSchema,
      handle: ({ before }, { operator }) => readAudit(db, operator.tenant, before),
    }),
  ];
}
