import type { CloudDatabase } from './database.ts';
import { guests } from './migrations/001-guests.ts';
import { tenants } from './migrations/002-tenants.ts';
import { devices } from './migrations/003-devices.ts';
import { channels } from './migrations/004-channels.ts';
import { retention } from './migrations/005-retention.ts';
import { fleet } from './migrations/006-fleet.ts';
import { operators } from './migrations/010-operators.ts';
import { auditRetention } from './migrations/011-audit-retention.ts';

/**
 * Numbered from 1 in this order; what has been released never changes. Every key starts with the tenant and, where there
 * is one, the guest, so that the tables can be sharded by them; the erasure feed is by tenant, since a kiosk reads it
 * without naming guests. `guest` is a hash (core/sync/op.ts). No column holds readable content.
 */
export const MIGRATIONS: readonly string[] = [guests, tenants, devices, channels, retention, fleet, operators, auditRetention];

/**
 * Brings the schema up to date; two endpoints starting at once wait for each other.
 * @param upTo leaves later ones out, for tests of what one finds.
 */
export async function migrate(db: CloudDatabase, upTo = MIGRATIONS.length): Promise<void> {
  await db.script('CREATE TABLE IF NOT EXISTS schema_migrations (version int PRIMARY KEY)');
  await db.query('INSERT INTO schema_migrations (version) VALUES (0) ON CONFLICT DO NOTHING');
  for (const [i, sql] of MIGRATIONS.slice(0, upTo).entries()) {
    await db.transaction(async (tx) => {
      await tx.query('SELECT version FROM schema_migrations WHERE version = 0 FOR UPDATE');
      if ((await tx.query('SELECT 1 FROM schema_migrations WHERE version = $1', [i + 1])).length > 0) return;
      await tx.script(sql);
      await tx.query('INSERT INTO schema_migrations (version) VALUES ($1)', [i + 1]);
    });
  }
}
