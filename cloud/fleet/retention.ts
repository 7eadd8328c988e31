import type { CloudDatabase } from '../database.ts';
import { listTenants } from '../tenants.ts';

const DAY_MS = 86_400_000;
/** What is kept of each, in days. */
export const FLEET_RETENTION = {
  /** A year and a month, so that the same weeks can be compared. */
  counts: 400,
  commands: 90,
  history: 2,
  /** Of kiosks that were revoked: what they reported, and what they were sent. */
  revoked: 30,
} as const;

/** Drops what is too old to be of use. Counts go by the venue's own days. */
export async function dropOldFleet(db: CloudDatabase, nowMs: number): Promise<void> {
  const before = (days: number) => nowMs - days * DAY_MS;
  const hour = new Date(before(FLEET_RETENTION.counts)).toISOString().slice(0, 13);
  for (const tenant of await listTenants(db))
    await db.asTenant(tenant, async (tx) => {
      for (const table of ['fleet_counts', 'fleet_visits'])
        await tx.query(`DELETE FROM ${table} WHERE tenant = $1 AND hour < $2`, [tenant, hour]);
      await tx.query('DELETE FROM fleet_bundles WHERE tenant = $1 AND expires_ms <= $2', [tenant, nowMs]);
      await tx.query('DELETE FROM fleet_commands WHERE tenant = $1 AND made_ms < $2', [tenant, before(FLEET_RETENTION.commands)]);
      await tx.query('DELETE FROM fleet_beats WHERE tenant = $1 AND slot_ms < $2', [tenant, before(FLEET_RETENTION.history)]);
      for (const table of ['fleet_kiosks', 'fleet_issued', 'fleet_bundles', 'fleet_beats'])
        await tx.query(
          `DELETE FROM ${table} WHERE tenant = $1 AND device_id IN (SELECT device_id FROM devices WHERE tenant = $1 AND revoked_ms < $2)`,
          [tenant, before(FLEET_RETENTION.revoked)],
        );
    });
}
