import type { z } from 'zod';
import type { GroupView, groupInputSchema } from '../../core/contract/operator-api.ts';
import type { Queries, Row, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';

/** Of kiosks in no group, until somebody sets it. */
const VENUE: Omit<GroupView, 'kiosks'> = { id: '', name: '', channel: 'stable', window: { from: '02:00', to: '05:00' } };
const MAX_GROUPS = 200;

export async function listGroups(db: TenantDatabase, tenant: string): Promise<GroupView[]> {
  return db.asTenant(tenant, async (tx) => {
    const rows = await tx.query('SELECT * FROM fleet_groups WHERE tenant = $1 ORDER BY group_id', [tenant]);
    const counts = await tx.query(
      `SELECT coalesce(k.group_id, '') AS id, count(*) AS n FROM devices d
       LEFT JOIN fleet_kiosks k ON k.tenant = d.tenant AND k.device_id = d.device_id
       WHERE d.tenant = $1 AND d.revoked_ms IS NULL GROUP BY 1`,
      [tenant],
    );
    const kiosks = new Map(counts.map(({ id, n }) => [String(id), Number(n)]));
    const groups = rows.map(toGroup);
    const all = groups.some(({ id }) => id === '') ? groups : [VENUE, ...groups];
    return all.map((group) => ({ ...group, kiosks: kiosks.get(group.id) ?? 0 }));
  });
}

/** Channel and window of a kiosk: its group's, else the venue's. */
export async function groupOf(tx: Queries, tenant: string, group: string | null): Promise<Omit<GroupView, 'kiosks'>> {
  const rows = await tx.query("SELECT * FROM fleet_groups WHERE tenant = $1 AND group_id IN ('', $2) ORDER BY group_id DESC", [
    tenant,
    group ?? '',
  ]);
  return rows[0] === undefined ? VENUE : toGroup(rows[0]);
}

/** @throws HttpRefusal 409 "too-many" */
export async function setGroup(db: TenantDatabase, tenant: string, input: z.infer<typeof groupInputSchema>): Promise<void> {
  const { id, name, channel, window } = input;
  await db.asTenant(tenant, async (tx) => {
    const [count] = await tx.query('SELECT count(*) AS n FROM fleet_groups WHERE tenant = $1 AND group_id <> $2', [tenant, id]);
    if (Number(count?.n) >= MAX_GROUPS) throw new HttpRefusal(409, 'too-many', `There are ${MAX_GROUPS} groups already.`);
    await tx.query(
      `INSERT INTO fleet_groups (tenant, group_id, name, channel, window_from, window_to) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (tenant, group_id) DO UPDATE SET
         name = excluded.name, channel = excluded.channel, window_from = excluded.window_from, window_to = excluded.window_to`,
      [tenant, id, name, channel, window.from, window.to],
    );
  });
}

/** Its kiosks are in no group then, and its configuration is gone. @throws HttpRefusal 404 */
export async function removeGroup(db: TenantDatabase, tenant: string, id: string): Promise<void> {
  await db.asTenant(tenant, async (tx) => {
    const gone = await tx.query('DELETE FROM fleet_groups WHERE tenant = $1 AND group_id = $2 RETURNING group_id', [tenant, id]);
    if (gone.length === 0) throw noSuchGroup(id);
    await tx.query('UPDATE fleet_kiosks SET group_id = NULL WHERE tenant = $1 AND group_id = $2', [tenant, id]);
    await tx.query("DELETE FROM fleet_configs WHERE tenant = $1 AND scope = 'group' AND target = $2", [tenant, id]);
  });
}

/** @param group null: none. @throws HttpRefusal 404 */
export async function moveKiosk(db: TenantDatabase, tenant: string, kiosk: string, group: string | null): Promise<void> {
  await db.asTenant(tenant, async (tx) => {
    await needKiosk(tx, tenant, kiosk);
    if (group !== null) await needGroup(tx, tenant, group);
    await tx.query(
      `INSERT INTO fleet_kiosks (tenant, device_id, group_id) VALUES ($1, $2, $3)
       ON CONFLICT (tenant, device_id) DO UPDATE SET group_id = excluded.group_id`,
      [tenant, kiosk, group],
    );
  });
}

/** The row is held until the transaction ends, so that it is not removed meanwhile. @throws HttpRefusal 404 */
export async function needGroup(tx: Queries, tenant: string, id: string): Promise<void> {
  const found = await tx.query("SELECT 1 FROM fleet_groups WHERE tenant = $1 AND group_id = $2 AND group_id <> '' FOR SHARE", [tenant, id]);
  if (found.length === 0) throw noSuchGroup(id);
}

/** What staff call it. @throws HttpRefusal 404 */
export async function needKiosk(tx: Queries, tenant: string, id: string): Promise<string> {
  const [found] = await tx.query('SELECT name FROM devices WHERE tenant = $1 AND device_id = $2', [tenant, id]);
  if (found === undefined) throw new HttpRefusal(404, 'no-such-kiosk', `There is no kiosk "${id}".`);
  return String(found.name);
}

function toGroup(row: Row): Omit<GroupView, 'kiosks'> {
  const window = { from: String(row.window_from), to: String(row.window_to) };
  return { id: String(row.group_id), name: String(row.name), channel: String(row.channel), window };
}

function noSuchGroup(id: string): HttpRefusal {
  return new HttpRefusal(404, 'no-such-group', `There is no group "${id}".`);
}
