import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudDatabase } from '../../cloud/database.ts';
import { openCloudDatabase } from '../../cloud/database.ts';
import { migrate } from '../../cloud/migrate.ts';
import { ORDINARY_OWNER, TEST_DATABASES } from './databases.ts';

/** Rows of two tenants in every table that has any, written as the endpoint's own login. */
const ROWS: Readonly<Record<string, string>> = {
  guests: "(tenant, guest, companion, epoch, last_seq) VALUES ($1, 'g', 'c', 0, 1)",
  guest_keys: "(tenant, guest, companion, key_id, wrapped) VALUES ($1, 'g', 'c', 'k', '\\x00')",
  ops: "(tenant, guest, companion, seq, op_id, kind, stamp, key_id, sealed) VALUES ($1, 'g', 'c', 1, 'o', 'fact.put', 's', 'k', '\\x00')",
  erasures: "(tenant, guest, companion, seq, epoch, op_id) VALUES ($1, 'g', 'c', 1, 1, 'o')",
  erasure_counters: '(tenant, last_seq) VALUES ($1, 1)',
  devices: "(tenant, device_id, name, public_key, enrolled_ms, seen_ms) VALUES ($1, 'd', 'n', '\\x00', 0, 0)",
  enrol_codes: "(tenant, code_hash, expires_ms) VALUES ($1, '\\x00', 0)",
  channel_keys: "(tenant, key_id, key_hash, name, companion, scopes, made_ms) VALUES ($1, 'k', '\\x00', 'n', 'c', 'recall', 0)",
  channel_grants: "(tenant, guest, companion, key_id, expires_ms) VALUES ($1, 'g', 'c', 'k', 0)",
  operators: "(tenant, operator_id, name, name_key, role, made_ms) VALUES ($1, 'o', 'n', 'n', 'admin', 0)",
  operator_sessions:
    "(tenant, session_hash, session_id, operator_id, made_ms, seen_ms, address, agent) VALUES ($1, '\\x00', 's', 'o', 0, 0, '', '')",
  operator_passkeys:
    "(tenant, credential_id, operator_id, name, public_key, counter, transports, made_ms) VALUES ($1, 'k', 'o', 'n', '\\x00', 0, '', 0)",
  operator_challenges: "(tenant, challenge_hash, until_ms) VALUES ($1, '\\x00', 0)",
  operator_tries: "(tenant, subject, failures, until_ms) VALUES ($1, 's', 0, 0)",
  operator_audit:
    "(tenant, entry_id, at_ms, operator_id, who, action, target, detail, address) VALUES ($1, 'e', 0, 'o', '', '', '', '', '')",
  link_codes: "(tenant, code_hash, guest, companion, sealed, expires_ms) VALUES ($1, 'h', 'g', 'c', '\\x00', 0)",
  fleet_kiosks: "(tenant, device_id, heartbeat, beat_ms) VALUES ($1, 'd', '{}', 0)",
  fleet_beats: "(tenant, device_id, slot_ms, light, queue_depth, disk_free, problems) VALUES ($1, 'd', 0, 'green', 0, 0, '[]')",
  fleet_groups: "(tenant, group_id, name, channel, window_from, window_to) VALUES ($1, 'g', 'n', 'stable', '02:00', '05:00')",
  fleet_configs: "(tenant, scope, target, revision, config, note, made_by, made_ms) VALUES ($1, 'venue', '', 1, '{}', '', 'o', 0)",
  fleet_issued:
    "(tenant, device_id, version, config, made_ms, venue_revision, group_revision, kiosk_revision) VALUES ($1, 'd', 1, '{}', 0, 1, 0, 0)",
  fleet_commands:
    "(tenant, device_id, command_id, kind, until_ms, made_ms, made_by, state) VALUES ($1, 'd', 'c', 'restart', 0, 0, 'o', 'queued')",
  fleet_bundles: "(tenant, device_id, command_id, sealed, size_bytes, made_ms, expires_ms) VALUES ($1, 'd', 'c', '\\x00', 1, 0, 0)",
  fleet_counts:
    "(tenant, device_id, hour, topic, language, asked, answered, unanswered, hand_offs, follow_ups, threads_closed) VALUES ($1, 'd', '2026-11-22T14', 't', 'en', 1, 1, 0, 0, 0, 0)",
  fleet_visits:
    "(tenant, device_id, hour, topic, language, band, sessions, resolved, handed_off) VALUES ($1, 'd', '2026-11-22T14', 't', 'en', '1', 1, 1, 0)",
  fleet_releases:
    "(tenant, release_id, kind, channel, name, version, files, published_ms, made_by) VALUES ($1, 'r', 'app', 'stable', '', '1', '[]', 0, 'o')",
};
const APPEND_ONLY = 'operator_audit';
/** The role may not, or the trigger does not let it. */
const REFUSED = /permission denied|append-only/;

for (const database of [...TEST_DATABASES, ORDINARY_OWNER])
  describe.skipIf(database.missing)(`tenants over ${database.name}`, () => {
    let db: CloudDatabase;
    let close = () => Promise.resolve();
    beforeAll(async () => {
      const server = await database.start();
      close = server.stop;
      db = await openCloudDatabase(await server.create());
      await migrate(db);
      for (const tenant of ['a', 'b'])
        for (const [table, values] of Object.entries(ROWS))
          await db.asTenant(tenant, (tx) => tx.query(`INSERT INTO ${table} ${values}`, [tenant]));
    }, 60_000);
    afterAll(async () => {
      await db?.close();
      await close();
    });

    it('every table with a tenant has its rows guarded, and is tried below', async () => {
      const tables = await db.query(
        `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS guarded
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE a.attname = 'tenant' AND c.relkind = 'r' AND n.nspname = 'public' AND c.relname <> 'tenants' ORDER BY 1`,
      );
      expect(tables.map(({ name }) => name)).toEqual(Object.keys(ROWS).sort());
      expect(tables.filter(({ guarded }) => guarded !== true)).toEqual([]);
    });

    it.each(Object.keys(ROWS))('%s: statements of one tenant that name another find, change and remove nothing', async (table) => {
      const seen = await db.asTenant('a', (tx) => tx.query(`SELECT tenant FROM ${table}`));
      expect(seen).toEqual([{ tenant: 'a' }]);
      expect(await db.asTenant('a', (tx) => tx.query(`SELECT 1 FROM ${table} WHERE tenant = 'b'`))).toEqual([]);
      if (table !== APPEND_ONLY) {
        expect(await db.asTenant('a', (tx) => tx.query(`UPDATE ${table} SET tenant = tenant WHERE tenant = 'b' RETURNING 1`))).toEqual([]);
        expect(await db.asTenant('a', (tx) => tx.query(`DELETE FROM ${table} WHERE tenant = 'b' RETURNING 1`))).toEqual([]);
      }
      expect(await db.asTenant('b', (tx) => tx.query(`SELECT tenant FROM ${table}`))).toEqual([{ tenant: 'b' }]);
    });

    it.each(Object.entries(ROWS))('%s: a row of another tenant cannot be written, nor one handed over', async (table, values) => {
      await expect(db.asTenant('a', (tx) => tx.query(`INSERT INTO ${table} ${values}`, ['c']))).rejects.toThrow(/row-level security/);
      const handOver = db.asTenant('a', (tx) => tx.query(`UPDATE ${table} SET tenant = 'c'`));
      await expect(handOver).rejects.toThrow(table === APPEND_ONLY ? REFUSED : /row-level security/);
    });

    it.each(["UPDATE operator_audit SET who = 'x'", 'DELETE FROM operator_audit', 'TRUNCATE operator_audit'])(
      'the audit log is kept, by the tenant and by the endpoint itself: %s',
      async (statement) => {
        await expect(db.asTenant('a', (tx) => tx.query(statement))).rejects.toThrow(REFUSED);
        await expect(db.query(statement)).rejects.toThrow(REFUSED);
        expect(await db.asTenant('a', (tx) => tx.query('SELECT entry_id, who FROM operator_audit'))).toEqual([{ entry_id: 'e', who: '' }]);
      },
    );

    it('a transaction of nobody sees nothing, and none leaves its tenant behind on the connection', async () => {
      expect(await db.asTenant('', (tx) => tx.query('SELECT 1 FROM guests'))).toEqual([]);
      await db.asTenant('a', (tx) => tx.query('SELECT 1'));
      const [left] = await db.query(
        "SELECT coalesce(current_setting('app.tenant', true), '') AS tenant, current_user = session_user AS own",
      );
      expect(left).toEqual({ tenant: '', own: true });
    });

    it('the directory of tenants is not for a tenant', async () => {
      if (database === ORDINARY_OWNER) return;
      await expect(db.asTenant('a', (tx) => tx.query('SELECT tenant FROM tenants'))).rejects.toThrow(/permission denied/);
    });
  });
