import { z } from 'zod';
import type { ConfigView, KioskView, ReleaseView } from '../../core/contract/operator-api.ts';
import { configInputSchema, configQuerySchema, rollBackInputSchema } from '../../core/contract/operator-api.ts';
import { idSchema } from '../../core/contract/primitives.ts';
import type { CloudDatabase } from '../database.ts';
import { type Act, actAndNote } from '../operators/audit.ts';
import { addTenant } from '../tenants.ts';
import { openArtefacts } from './artefacts.ts';
import { nameOf, readConfig, rollBack, writeConfig } from './configs.ts';
import { listKiosks } from './kiosks.ts';
import { listReleases, publish, releaseInputSchema, withdraw } from './releases.ts';

const BY = 'command line';
const tenant = idSchema;

/** What the `foyer cloud` commands of the fleet ask. */
export const fleetAdminSchemas = [
  z.strictObject({ action: z.literal('fleet-kiosks'), tenant }),
  z.strictObject({ action: z.literal('fleet-releases'), tenant }),
  z.strictObject({ action: z.literal('fleet-release'), tenant, release: releaseInputSchema }),
  z.strictObject({ action: z.literal('fleet-withdraw'), tenant, release: z.uuid() }),
  z.strictObject({ action: z.literal('fleet-config'), tenant, of: configQuerySchema }),
  z.strictObject({ action: z.literal('fleet-configure'), tenant, config: configInputSchema }),
  z.strictObject({ action: z.literal('fleet-roll-back'), tenant, config: rollBackInputSchema }),
] as const;
export type FleetAdminRequest = z.infer<(typeof fleetAdminSchemas)[number]>;

export interface FleetAdminDeps {
  readonly db: CloudDatabase;
  readonly artefactsDir: string;
  readonly wallMs: () => number;
}

export interface FleetAdminAnswer {
  readonly release?: string;
  readonly releases?: ReleaseView[];
  readonly kiosks?: KioskView[];
  readonly config?: ConfigView;
  readonly revision?: number;
}

export async function administerFleet({ db, artefactsDir, wallMs }: FleetAdminDeps, request: FleetAdminRequest): Promise<FleetAdminAnswer> {
  const { tenant } = request;
  const nowMs = wallMs();
  const act = <T>(work: Act<T>) => actAndNote(db, { tenant, operator: null, address: '' }, nowMs, work);
  switch (request.action) {
    case 'fleet-kiosks':
      return { kiosks: await listKiosks(db, tenant, nowMs) };
    case 'fleet-releases':
      return { releases: await listReleases(db, tenant) };
    case 'fleet-release': {
      const { kind, version, channel } = request.release;
      await addTenant(db, tenant);
      return act(async (db, note) => {
        const release = await publish(db, openArtefacts(artefactsDir), tenant, request.release, { by: BY, nowMs });
        await note('release-published', `${kind} ${version}`, channel);
        return { release };
      });
    }
    case 'fleet-withdraw':
      return act(async (db, note) => {
        const { kind, version, channel } = await withdraw(db, tenant, request.release, nowMs);
        await note('release-withdrawn', `${kind} ${version}`, channel);
        return { release: request.release };
      });
    case 'fleet-config':
      return { config: await readConfig(db, tenant, request.of) };
    case 'fleet-configure': {
      const { scope, target, ...given } = request.config;
      return act(async (db, note) => {
        const revision = await writeConfig(db, tenant, { scope, target }, { ...given, by: BY, nowMs });
        await note('config-written', nameOf({ scope, target }), `revision ${revision}`);
        return { revision };
      });
    }
    case 'fleet-roll-back': {
      const { scope, target, to, base } = request.config;
      return act(async (db, note) => {
        const revision = await rollBack(db, tenant, { scope, target }, { to, base, by: BY, nowMs });
        await note('config-rolled-back', nameOf({ scope, target }), `revision ${revision}, as ${to}`);
        return { revision };
      });
    }
  }
}
