import type { CloudDatabase } from './database.ts';

/**
 * Every key starts with the tenant and the guest, so that the tables can be sharded by them; the
 * erasure feed and its counter are by tenant, since a kiosk reads the feed without naming guests.
 * `guest` is a hash (core/sync/op.ts). No column holds readable content.
 */
const MIGRATIONS: readonly { readonly version: number; readonly sql: string }[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE guests (
        tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL,
        epoch bigint NOT NULL, last_seq bigint NOT NULL,
        PRIMARY KEY (tenant, guest, companion)
      );
      CREATE TABLE guest_keys (
        tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL,
        key_id text NOT NULL, wrapped bytea NOT NULL,
        PRIMARY KEY (tenant, guest, companion, key_id)
      );
      CREATE TABLE ops (
        tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL,
        seq bigint NOT NULL, op_id text NOT NULL, kind text NOT NULL, stamp text NOT NULL,
        key_id text NOT NULL, sealed bytea NOT NULL,
        PRIMARY KEY (tenant, guest, companion, seq),
        UNIQUE (tenant, guest, companion, op_id)
      );
      CREATE TABLE erasures (
        tenant text NOT NULL, seq bigint NOT NULL,
        guest text NOT NULL, companion text NOT NULL, epoch bigint NOT NULL, op_id text NOT NULL,
        PRIMARY KEY (tenant, seq),
        UNIQUE (tenant, guest, companion, op_id)
      );
      CREATE TABLE erasure_counters (tenant text PRIMARY KEY, last_seq bigint NOT NULL);
    `,
  },
];

/** Brings the schema up to date; two endpoints starting at once wait for each other. */
export async function migrate(db: CloudDatabase): Promise<void> {
  await db.script('CREATE TABLE IF NOT EXISTS schema_migrations (version int PRIMARY KEY)');
  for (const { version, sql } of MIGRATIONS) {
    await db.transaction(async (tx) => {
      await tx.query('LOCK TABLE schema_migrations IN EXCLUSIVE MODE');
      if ((await tx.query('SELECT 1 FROM schema_migrations WHERE version = $1', [version])).length > 0) return;
      for (const statement of sql.split(';').filter((part) => part.trim() !== '')) await tx.query(statement);
      await tx.query('INSERT INTO schema_migrations (version) VALUES ($1)', [version]);
    });
  }
}
