import { analyticsQuerySchema, analyticsViewSchema } from '../../core/contract/operator-analytics.ts';
import {
  configCheckInputSchema,
  configCheckViewSchema,
  configInputSchema,
  configQuerySchema,
  configViewSchema,
  configWrittenSchema,
  doneSchema,
  promoteInputSchema,
  releasesViewSchema,
  rollBackInputSchema,
  withdrawInputSchema,
} from '../../core/contract/operator-api.ts';
import { noInput } from '../http/route.ts';
import { type OperatorRoute, operatorRoute } from '../operators/operator-route.ts';
import { analyse } from './analytics.ts';
import { checkConfig, nameOf, readConfig, rollBack, writeConfig } from './configs.ts';
import type { FleetDeps } from './create-fleet.ts';
import { DONE } from './operator-kiosk-routes.ts';
import { listReleases, promote, withdraw } from './releases.ts';

export function configRoutes({ db, wallMs }: FleetDeps): OperatorRoute[] {
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/config',
      summary: 'What is configured for the venue, a group or a kiosk, and what was before.',
      role: 'viewer',
      input: configQuerySchema,
      output: configViewSchema,
      handle: (name, { operator }) => readConfig(db, operator.tenant, name),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/config/check',
      summary: 'What would be wrong with a configuration, and whom it would reach. Writes nothing.',
      role: 'viewer',
      input: configCheckInputSchema,
      output: configCheckViewSchema,
      handle: ({ config, ...name }, { operator }) => checkConfig(db, operator.tenant, name, config),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/config',
      summary: 'Write a new revision, over the one that was looked at.',
      role: 'admin',
      input: configInputSchema,
      output: configWrittenSchema,
      async handle({ scope, target, config, note, base }, { operator, act }) {
        const name = { scope, target };
        return act(async (db, noteAct) => {
          const revision = await writeConfig(db, operator.tenant, name, { config, note, base, by: operator.id, nowMs: wallMs() });
          await noteAct('config-written', nameOf(name), `revision ${revision}`);
          return { revision };
        });
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/config/roll-back',
      summary: 'Write a new revision with the content of an old one.',
      role: 'admin',
      input: rollBackInputSchema,
      output: configWrittenSchema,
      async handle({ scope, target, to, base }, { operator, act }) {
        const name = { scope, target };
        return act(async (db, note) => {
          const revision = await rollBack(db, operator.tenant, name, { to, base, by: operator.id, nowMs: wallMs() });
          await note('config-rolled-back', nameOf(name), `revision ${revision}, as ${to}`);
          return { revision };
        });
      },
    }),
  ];
}

export function releaseRoutes({ db, wallMs }: FleetDeps): OperatorRoute[] {
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/releases',
      summary: 'What was published, newest first.',
      role: 'viewer',
      input: noInput,
      output: releasesViewSchema,
      handle: async (_input, { operator }) => ({ releases: await listReleases(db, operator.tenant) }),
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/releases/promote',
      summary: 'Give the same files in another channel.',
      role: 'admin',
      input: promoteInputSchema,
      output: doneSchema,
      async handle({ release, channel }, { operator, act }) {
        await act(async (db, note) => {
          const { kind, version } = await promote(db, operator.tenant, release, channel, { by: operator.id, nowMs: wallMs() });
          await note('release-promoted', `${kind} ${version}`, channel);
        });
        return DONE;
      },
    }),
    operatorRoute({
      method: 'POST',
      path: '/v1/operator/releases/withdraw',
      summary: 'Give it no more.',
      role: 'admin',
      input: withdrawInputSchema,
      output: doneSchema,
      async handle({ release }, { operator, act }) {
        await act(async (db, note) => {
          const { kind, version, channel } = await withdraw(db, operator.tenant, release, wallMs());
          await note('release-withdrawn', `${kind} ${version}`, channel);
        });
        return DONE;
      },
    }),
  ];
}

export function analyticsRoutes({ db }: FleetDeps): OperatorRoute[] {
  return [
    operatorRoute({
      method: 'GET',
      path: '/v1/operator/analytics',
      summary: 'What guests asked and how well they were served, in counts; small ones are withheld.',
      role: 'viewer',
      input: analyticsQuerySchema,
      output: analyticsViewSchema,
      handle: (query, { operator }) => analyse(db, operator.tenant, query),
    }),
  ];
}
