import { z } from 'zod';
import type { KioskView, ReleaseView } from '../../core/contract/operator-api.ts';
import { idSchema } from '../../core/contract/primitives.ts';
import type { CloudDatabase } from '../database.ts';
import { writeAudit } from '../operators/audit.ts';
import { addTenant } from '../tenants.ts';
import { openArtefacts } from './artefacts.ts';
import { listKiosks } from './kiosks.ts';
import { listReleases, publish, releaseInputSchema, withdraw } from './releases.ts';

const BY = 'command line';

/** What the `foyer cloud` commands of the fleet ask. */
export const fleetAdminSchemas = [
  z.strictObject({ action: z.literal('fleet-kiosks'), tenant: idSchema }),
  z.strictObject({ action: z.literal('fleet-releases'), tenant: idSchema }),
  z.strictObject({ action: z.literal('fleet-release'), tenant: idSchema, release: releaseInputSchema }),
  z.strictObject({ action: z.literal('fleet-withdraw'), tenant: idSchema, release: z.uuid() }),
] as const;
export type FleetAdminRequest = z.infer<(typeof fleetAdminSchemas)[number]>;

export interface FleetAdminDeps {
  readonly db: CloudDatabase;
  readonly artefactsDir: string;
  readonly wallMs: () => number;
}

export async function administerFleet(
  { db, artefactsDir, wallMs }: FleetAdminDeps,
  request: FleetAdminRequest,
): Promise<{ release?: string; releases?: ReleaseView[]; kiosks?: KioskView[] }> {
  const { tenant } = request;
  const nowMs = wallMs();
  const audit = (action: string, target: string, detail: string) =>
    writeAudit(db, { tenant, operator: null, action, target, detail, address: '' }, nowMs);
  switch (request.action) {
    case 'fleet-kiosks':
      return { kiosks: await listKiosks(db, tenant, nowMs) };
    case 'fleet-releases':
      return { releases: await listReleases(db, tenant) };
    case 'fleet-release': {
      const { kind, version, channel } = request.release;
      await addTenant(db, tenant);
      const release = await publish(db, openArtefacts(artefactsDir), tenant, request.release, { by: BY, nowMs });
      await audit('release-published', channel, `${kind} ${version}`);
      return { release };
    }
    case 'fleet-withdraw': {
      const { kind, version, channel } = await withdraw(db, tenant, request.release, nowMs);
      await audit('release-withdrawn', channel, `${kind} ${version}`);
      return { release: request.release };
    }
  }
}
