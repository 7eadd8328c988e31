import { afterEach, describe, expect, it } from 'vitest';
import { type CloudDatabase, openCloudDatabase } from '../../../cloud/database.ts';
import { dropOldFleet, FLEET_RETENTION } from '../../../cloud/fleet/retention.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { addTenant } from '../../../cloud/tenants.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T14:30:00Z');

let db: CloudDatabase | null = null;
afterEach(async () => {
  await db?.close();
  db = null;
});

describe('what is old of the fleet', () => {
  it('goes, of every tenant, and nothing else', async () => {
    const at = await openCloudDatabase('memory:');
    db = at;
    await migrate(at);
    const run = (tenant: string, sql: string, ...params: unknown[]) => at.asTenant(tenant, (tx) => tx.query(sql, [tenant, ...params]));
    const hour = (days: number) => new Date(NOW - days * DAY).toISOString().slice(0, 13);
    for (const tenant of ['a', 'b']) {
      await addTenant(at, tenant);
      for (const days of [FLEET_RETENTION.counts - 1, FLEET_RETENTION.counts + 1]) {
        await run(tenant, "INSERT INTO fleet_counts VALUES ($1, 'd', $2, 't', 'en', 1, 1, 0, 0, 0, 0, NULL)", hour(days));
        await run(tenant, "INSERT INTO fleet_visits VALUES ($1, 'd', $2, 't', 'en', '1', 1, 1, 0, NULL)", hour(days));
      }
      for (const days of [FLEET_RETENTION.commands - 1, FLEET_RETENTION.commands + 1])
        await run(
          tenant,
          "INSERT INTO fleet_commands (tenant, device_id, command_id, kind, until_ms, made_ms, made_by, state) VALUES ($1, 'd', $2, 'restart', 0, $3, 'o', 'done')",
          `c${days}`,
          NOW - days * DAY,
        );
      for (const ms of [NOW + 1, NOW])
        await run(
          tenant,
          "INSERT INTO fleet_bundles (tenant, device_id, command_id, sealed, size_bytes, made_ms, expires_ms) VALUES ($1, 'd', $2, '\\x00', 1, 0, $3)",
          `b${ms}`,
          ms,
        );
      for (const days of [1, 3])
        await run(tenant, "INSERT INTO fleet_beats VALUES ($1, 'd', $2, 'green', NULL, 0, 0, NULL, '[]')", NOW - days * DAY);
      for (const [device, revokedMs] of [
        ['kept', null],
        ['lately', NOW - 29 * DAY],
        ['gone', NOW - 31 * DAY],
      ] as const) {
        await run(
          tenant,
          "INSERT INTO devices (tenant, device_id, name, public_key, enrolled_ms, seen_ms, revoked_ms) VALUES ($1, $2, 'n', '\\x00', 0, 0, $3)",
          device,
          revokedMs,
        );
        await run(tenant, "INSERT INTO fleet_kiosks (tenant, device_id, heartbeat, beat_ms) VALUES ($1, $2, '{}', 0)", device);
      }
    }
    await dropOldFleet(at, NOW);
    for (const tenant of ['a', 'b']) {
      const left = async (table: string) => Number((await run(tenant, `SELECT count(*) AS n FROM ${table} WHERE tenant = $1`))[0]?.n);
      for (const table of ['fleet_counts', 'fleet_visits', 'fleet_commands', 'fleet_bundles', 'fleet_beats'])
        expect([table, await left(table)]).toEqual([table, 1]);
      expect((await run(tenant, 'SELECT device_id FROM fleet_kiosks WHERE tenant = $1 ORDER BY 1')).map((row) => row.device_id)).toEqual([
        'kept',
        'lately',
      ]);
    }
  }, 60_000);
});
