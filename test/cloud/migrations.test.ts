import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloudDatabase } from '../../cloud/database.ts';
import { openCloudDatabase } from '../../cloud/database.ts';
import { MIGRATIONS, migrate } from '../../cloud/migrate.ts';
import type { DatabaseServer } from './databases.ts';
import { TEST_DATABASES } from './databases.ts';

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`migrations over ${database.name}`, () => {
    let server: DatabaseServer;
    let db: CloudDatabase | null = null;
    beforeAll(async () => {
      server = await database.start();
    }, 60_000);
    afterEach(async () => {
      await db?.close();
      db = null;
    });
    afterAll(() => server?.stop());
    async function open(upTo: number): Promise<CloudDatabase> {
      db = await openCloudDatabase(await server.create());
      await migrate(db, upTo);
      return db;
    }
    const GUEST = "INSERT INTO guests (tenant, guest, companion, epoch, last_seq) VALUES ('house', 'g', 'c', 2, 7)";

    it('1: guests, their keys and ops, and the feed of erasures', async () => {
      const db = await open(1);
      await db.query(GUEST);
      await db.query("INSERT INTO erasures (tenant, seq, guest, companion, epoch, op_id) VALUES ('house', 1, 'g', 'c', 2, 'o')");
      expect(await db.query('SELECT epoch::int, last_seq::int FROM guests')).toEqual([{ epoch: 2, last_seq: 7 }]);
    }, 60_000);

    it('2: tenants of before are known, and keep what they had, alone', async () => {
      const db = await open(1);
      await db.query(GUEST);
      await migrate(db, 2);
      expect(await db.query('SELECT tenant FROM tenants')).toEqual([{ tenant: 'house' }]);
      expect(await db.asTenant('house', (tx) => tx.query('SELECT guest FROM guests'))).toEqual([{ guest: 'g' }]);
      expect(await db.asTenant('other', (tx) => tx.query('SELECT guest FROM guests'))).toEqual([]);
    }, 60_000);

    it('3: devices and the codes that enrol them', async () => {
      const db = await open(2);
      await db.query(GUEST);
      await migrate(db, 3);
      await db.asTenant('house', (tx) => tx.query("INSERT INTO enrol_codes (tenant, code_hash, expires_ms) VALUES ('house', '\\x00', 1)"));
      expect(await db.asTenant('house', (tx) => tx.query('SELECT device_id FROM enrol_codes'))).toEqual([{ device_id: null }]);
      expect(await db.asTenant('house', (tx) => tx.query('SELECT guest FROM guests'))).toEqual([{ guest: 'g' }]);
    }, 60_000);

    it('4: channels; one grant a guest and key', async () => {
      const db = await open(3);
      await migrate(db, 4);
      const grant = "INSERT INTO channel_grants (tenant, guest, companion, key_id, expires_ms) VALUES ('house', 'g', 'c', 'k', 1)";
      await db.asTenant('house', (tx) => tx.query(grant));
      await expect(db.asTenant('house', (tx) => tx.query(grant))).rejects.toThrow(/duplicate key/);
    }, 60_000);

    it('5: guests of before count as touched on the day of the migration', async () => {
      const db = await open(4);
      await db.query(GUEST);
      const [{ day: before } = {}] = await db.query('SELECT floor(extract(epoch FROM now()) / 86400)::int AS day');
      await migrate(db, 5);
      const [{ touched_day: day } = {}] = await db.query('SELECT touched_day FROM guests');
      expect(Number(day) - Number(before)).toBeLessThanOrEqual(1);
      expect(Number(day)).toBeGreaterThanOrEqual(Number(before));
    }, 60_000);

    it("6: the fleet's tables, beside kiosks that enrolled before", async () => {
      const db = await open(5);
      const house = (sql: string) => db.asTenant('house', (tx) => tx.query(sql));
      await house(
        "INSERT INTO devices (tenant, device_id, name, public_key, enrolled_ms, seen_ms) VALUES ('house', 'd', 'n', '\\x00', 0, 0)",
      );
      await migrate(db, 6);
      expect(await house('SELECT name, heartbeat FROM devices d LEFT JOIN fleet_kiosks k USING (tenant, device_id)')).toEqual([
        { name: 'n', heartbeat: null },
      ]);
      const count = "INSERT INTO fleet_visits VALUES ('house', 'd', '2026-11-22T14', 'faq', 'en', '1', 1, 1, 0, NULL)";
      await house(count);
      await expect(house(count)).rejects.toThrow(/duplicate key/);
    }, 60_000);

    it('operators: names are taken once a house, in whatever case', async () => {
      const db = await open(5);
      await migrate(db);
      const add = (tenant: string) =>
        db.asTenant(tenant, (tx) =>
          tx.query(
            "INSERT INTO operators (tenant, operator_id, name, name_key, role, made_ms) VALUES ($1, gen_random_uuid(), 'Ada', 'ada', 'admin', 0)",
            [tenant],
          ),
        );
      await add('house');
      await add('other');
      await expect(add('house')).rejects.toThrow(/duplicate key/);
    }, 60_000);

    it('all, from nothing, twice over and from two sides at once', async () => {
      const db = await open(0);
      await Promise.all([migrate(db), migrate(db)]);
      await migrate(db);
      const done = await db.query('SELECT version FROM schema_migrations WHERE version > 0 ORDER BY 1');
      expect(done.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    }, 60_000);
  });
