import { type CloudConfig, cloudConfigSchema } from '../../core/contract/cloud-config.ts';
import type { CloudDatabase, Queries } from '../database.ts';
import { dropOldAudit } from '../operators/audit.ts';
import { listTenants } from '../tenants.ts';
import type { Artefacts } from './artefacts.ts';
import { dropOldReleases, filesOf } from './old-releases.ts';

const DAY_MS = 86_400_000;
/** What the page of a kiosk shows. */
const HISTORY_DAYS = 2;
/** A file comes before the release that names it. */
const UNNAMED_DAYS = 1;

export type FleetRetention = CloudConfig['retention'];
export const FLEET_RETENTION: FleetRetention = cloudConfigSchema.parse({}).retention;

export interface FleetRetentionDeps {
  readonly db: CloudDatabase;
  readonly artefacts: Artefacts;
  readonly retention: FleetRetention;
  readonly wallMs: () => number;
}

/** Drops what is too old to be of use. Counts go by the venue's own days. */
export async function dropOldFleet({ db, artefacts, retention, wallMs }: FleetRetentionDeps): Promise<void> {
  const nowMs = wallMs();
  const before = (days: number) => nowMs - days * DAY_MS;
  const tenants = await listTenants(db);
  const named = new Set<string>();
  for (const tenant of tenants) for (const sha256 of await db.asTenant(tenant, (tx) => filesOf(tx, tenant))) named.add(sha256);
  // A database without a release is a new one, and knows nothing of these files. Releases go afterwards, and their files the next time: one
  // that is being promoted keeps them.
  if (named.size > 0) artefacts.dropOthers(named, before(UNNAMED_DAYS));
  for (const tenant of tenants) {
    await db.asTenant(tenant, (tx) => dropOldRows(tx, tenant, retention, nowMs));
    await db.asTenant(tenant, (tx) => dropOldReleases(tx, tenant, { keep: retention.releases, beforeMs: before(UNNAMED_DAYS) }));
    await dropOldAudit(db, tenant, before(retention.auditDays));
  }
}

async function dropOldRows(tx: Queries, tenant: string, retention: FleetRetention, nowMs: number): Promise<void> {
  const before = (days: number) => nowMs - days * DAY_MS;
  const hour = new Date(before(retention.countDays)).toISOString().slice(0, 13);
  for (const table of ['fleet_counts', 'fleet_visits'])
    await tx.query(`DELETE FROM ${table} WHERE tenant = $1 AND hour < $2`, [tenant, hour]);
  await tx.query('DELETE FROM fleet_bundles WHERE tenant = $1 AND (expires_ms <= $2 OR made_ms < $3)', [
    tenant,
    nowMs,
    before(retention.bundleDays),
  ]);
  await tx.query('DELETE FROM fleet_commands WHERE tenant = $1 AND made_ms < $2', [tenant, before(retention.commandDays)]);
  await tx.query('DELETE FROM fleet_beats WHERE tenant = $1 AND slot_ms < $2', [tenant, before(HISTORY_DAYS)]);
  for (const table of ['fleet_kiosks', 'fleet_issued', 'fleet_bundles', 'fleet_beats'])
    await tx.query(
      `DELETE FROM ${table} WHERE tenant = $1 AND device_id IN (SELECT device_id FROM devices WHERE tenant = $1 AND revoked_ms < $2)`,
      [tenant, before(retention.revokedDays)],
    );
}
