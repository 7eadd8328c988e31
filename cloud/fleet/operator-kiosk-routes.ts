import { z } from 'zod';
import {
  bundleQuerySchema,
  commandCancelSchema,
  commandInputSchema,
  commandsQuerySchema,
  commandsViewSchema,
  commandsWrittenSchema,
  doneSchema,
  enrolCodeAnswerSchema,
  enrolCodeInputSchema,
  groupInputSchema,
  groupMoveSchema,
  groupRemovalSchema,
  groupsViewSchema,
  kioskAnswerSchema,
  kioskNamesSchema,
  kioskQuerySchema,
  kiosksQuerySchema,
  kiosksViewSchema,
  revokeInputSchema,
} from '../../core/contract/operator-api.ts';
import { makeEnrolCode, revokeDevice } from '../auth/devices.ts';
import type { TenantDatabase } from '../database.ts';
import { noInput } from '../http/route.ts';
import { type OperatorRoute, operatorRoute } from '../operators/operator-route.ts';
import { addTenant } from '../tenants.ts';
import { readBundle } from './bundles.ts';
import { cancelCommand, listCommands, queueCommands } from './commands.ts';
import type { FleetDeps } from './create-fleet.ts';
import { listGroups, moveKiosk, needKiosk, removeGroup, setGroup } from './groups.ts';
import { kioskNames, pageOfKiosks, showKiosk } from './kiosks.ts';

const COMMANDS = 200;
export const DONE = { status: 'done' as const };

export function kioskRoutes({ db, wallMs, random }: FleetDeps): OperatorRoute[] {
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/kiosks',
      summary: 'Kiosks of the house, with what is wrong: a page of those that match.',
      role: 'viewer',
      input: kiosksQuerySchema,
      output: kiosksViewSchema,
      handle: async (query, { operator }) => ({
        ...(await pageOfKiosks(db, operator.tenant, query, wallMs())),
        serverTime: new Date(wallMs()).toISOString(),
      }),
    }),
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/kiosks/names',
      summary: 'What the kiosks of the house are called.',
      role: 'viewer',
      input: noInput,
      output: kioskNamesSchema,
      handle: async (_input, { operator }) => ({ kiosks: await kioskNames(db, operator.tenant) }),
    }),
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/kiosk',
      summary: 'One kiosk: its last two days, commands and configuration.',
      role: 'viewer',
      input: kioskQuerySchema,
      output: kioskAnswerSchema,
      handle: async ({ kiosk }, { operator }) => ({
        ...(await showKiosk(db, operator.tenant, kiosk, wallMs())),
        serverTime: new Date(wallMs()).toISOString(),
      }),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/kiosks/group',
      summary: 'Put a kiosk in a group, or in none.',
      role: 'admin',
      input: groupMoveSchema,
      output: doneSchema,
      async handle({ kiosk, group }, { operator: { tenant }, act }) {
        await act(async (db, note) => {
          await moveKiosk(db, tenant, kiosk, group);
          await note('kiosk-moved', await nameOf(db, tenant, kiosk), group ?? '');
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/kiosks/revoke',
      summary: 'Shut a kiosk out, for good.',
      role: 'admin',
      input: revokeInputSchema,
      output: doneSchema,
      async handle({ kiosk }, { operator: { tenant }, act }) {
        await act(async (db, note) => {
          const name = await nameOf(db, tenant, kiosk);
          await revokeDevice(db, tenant, kiosk, wallMs());
          await note('kiosk-revoked', name);
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/kiosks/enrol-code',
      summary: 'A code that enrols one kiosk, once.',
      role: 'admin',
      input: enrolCodeInputSchema,
      output: enrolCodeAnswerSchema,
      async handle({ hours }, { operator: { tenant }, act }) {
        await addTenant(db, tenant);
        const code = await act(async (db, note) => {
          await note('enrol-code-made', '', `${hours} h`);
          return makeEnrolCode(db, { tenant, untilMs: wallMs() + hours * 3_600_000, random });
        });
        return { code: `${tenant}/${code}` };
      },
    }),
  ];
}

export function groupRoutes({ db }: FleetDeps): OperatorRoute[] {
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/groups',
      summary: 'Groups of kiosks, with their channel and maintenance window.',
      role: 'viewer',
      input: noInput,
      output: groupsViewSchema,
      handle: async (_input, { operator }) => ({ groups: await listGroups(db, operator.tenant) }),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/groups',
      summary: 'Make or change a group; id "" is the venue.',
      role: 'admin',
      input: groupInputSchema,
      output: doneSchema,
      async handle(input, { operator, act }) {
        const { id, channel, window } = input;
        await act(async (db, note) => {
          await setGroup(db, operator.tenant, input);
          await note('group-set', id, `${channel}, ${window.from}-${window.to}`);
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/groups/remove',
      summary: 'Remove a group; its kiosks stay.',
      role: 'admin',
      input: groupRemovalSchema,
      output: doneSchema,
      async handle({ id }, { operator, act }) {
        await act(async (db, note) => {
          await removeGroup(db, operator.tenant, id);
          await note('group-removed', id);
        });
        return DONE;
      },
    }),
  ];
}

export function commandRoutes(deps: FleetDeps): OperatorRoute[] {
  const { db, wallMs } = deps;
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/commands',
      summary: 'Commands and what became of them, newest first.',
      role: 'viewer',
      input: commandsQuerySchema,
      output: commandsViewSchema,
      handle: async ({ kiosk }, { operator: { tenant } }) => ({
        commands: await db.asTenant(tenant, (tx) => listCommands(tx, tenant, { kiosk, limit: COMMANDS, nowMs: wallMs() })),
      }),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/commands',
      summary: 'Have kiosks do something.',
      role: 'operator',
      input: commandInputSchema,
      output: commandsWrittenSchema,
      async handle(input, { operator, act }) {
        const text = input.text === undefined ? '' : JSON.stringify(input.text);
        const commands = await act(async (db, note) => {
          const { ids, kiosks } = await queueCommands(db, operator.tenant, input, { by: operator.id, nowMs: wallMs() });
          for (const kiosk of kiosks) await note(`kiosk-${input.kind}`, kiosk, text);
          return ids;
        });
        return { commands };
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/commands/cancel',
      summary: 'Take back what no kiosk was told yet.',
      role: 'operator',
      input: commandCancelSchema,
      output: doneSchema,
      async handle({ command }, { operator: { tenant }, act }) {
        await act(async (db, note) => {
          const kiosk = await cancelCommand(db, tenant, command, wallMs());
          await note('command-cancelled', await nameOf(db, tenant, kiosk));
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/logs',
      summary: 'The bundle that a kiosk sent for a pull-logs command.',
      role: 'operator',
      input: bundleQuerySchema,
      output: z.instanceof(Uint8Array),
      async handle({ command }, { operator: { tenant }, reply, act }) {
        const bundle = await act(async (db, note) => {
          const { bundle, device } = await readBundle({ ...deps, db }, tenant, command);
          await note('logs-fetched', await nameOf(db, tenant, device));
          return bundle;
        });
        reply.type('application/octet-stream').header('content-disposition', `attachment; filename="foyer-logs-${command}.zip"`);
        return Buffer.from(bundle);
      },
    }),
  ];
}

function nameOf(db: TenantDatabase, tenant: string, kiosk: string): Promise<string> {
  return db.asTenant(tenant, (tx) => needKiosk(tx, tenant, kiosk));
}
