import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudDatabase, openCloudDatabase } from '../../../cloud/database.ts';
import { kioskNames, pageOfKiosks, showKiosk } from '../../../cloud/fleet/kiosks.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { kiosksQuerySchema } from '../../../core/contract/operator-api.ts';
import { heartbeatOf } from './fleet-client.ts';

const TENANT = 'house';
const NOW = Date.parse('2026-11-22T14:30:00Z');
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('a house of a thousand kiosks', () => {
  let db: CloudDatabase;
  const page = (query: object = {}) => pageOfKiosks(db, TENANT, kiosksQuerySchema.parse(query), NOW);
  beforeAll(async () => {
    db = await openCloudDatabase('memory:');
    await migrate(db);
    const id = "'00000000-0000-4000-8000-' || lpad(n::text, 12, '0')";
    const beat = (given: object) => JSON.stringify(heartbeatOf({ name: 'NAME', ...given }));
    await db.asTenant(TENANT, async (tx) => {
      await tx.query(
        `INSERT INTO devices (tenant, device_id, name, public_key, enrolled_ms, seen_ms)
         SELECT $1, ${id}, 'enrolled as ' || n, '\\x00', 0, 0 FROM generate_series(1, 1000) n`,
        [TENANT],
      );
      // Every hundredth is deaf, every tenth has a hot machine; one says that it runs a program that nobody was ever given.
      await tx.query(
        `INSERT INTO fleet_kiosks (tenant, device_id, heartbeat, beat_ms)
         SELECT $1, ${id}, replace(CASE WHEN n = 7 THEN $3 WHEN n % 100 = 0 THEN $4 WHEN n % 10 = 0 THEN $5 ELSE $2 END, 'NAME',
           CASE WHEN n <= 3 THEN 'Twin' ELSE 'Kiosk ' || lpad(n::text, 4, '0') END), $6
         FROM generate_series(1, 1000) n`,
        [TENANT, beat({}), beat({ version: '99.0.0' }), beat({ mic: 'denied' }), beat({ temperatureC: 80 }), NOW],
      );
    });
  }, 240_000);
  afterAll(() => db?.close());

  it('is shown page by page, red first, each kiosk once', async () => {
    const all: string[] = [];
    const lights: string[] = [];
    for (let offset = 0; offset < 1000; offset += 200) {
      const { kiosks, found } = await page({ offset, limit: 200 });
      expect([kiosks.length, found]).toEqual([200, 1000]);
      all.push(...kiosks.map(({ id }) => id));
      lights.push(...kiosks.map(({ light }) => light));
    }
    expect(new Set(all).size).toBe(1000);
    expect(lights).toEqual([...Array(10).fill('red'), ...Array(90).fill('yellow'), ...Array(900).fill('green')]);
    const first = await page();
    expect(first.kiosks.map(({ id }) => id)).toEqual(all.slice(0, 50));
    expect(first.all).toEqual({ red: 10, yellow: 90, green: 900 });
    expect((await page({ offset: 1000 })).kiosks).toEqual([]);
  }, 240_000);

  it('is searched and filtered as a whole', async () => {
    expect(await page({ search: 'kiosk 0100' })).toMatchObject({ found: 1, kiosks: [{ name: 'Kiosk 0100' }], all: { green: 900 } });
    const quiet = await page({ search: 'kiosk 099', light: 'green', limit: 5 });
    expect([quiet.found, quiet.kiosks.length, quiet.matching]).toEqual([10, 5, { red: 0, yellow: 1, green: 10 }]);
    expect(await page({ search: 'nowhere' })).toMatchObject({ found: 0, kiosks: [], matching: { red: 0, yellow: 0, green: 0 } });
  }, 240_000);

  it.each([
    { limit: 0 },
    { limit: 201 },
    { offset: -1 },
    { offset: '1.5' },
    { light: 'blue' },
    { search: 'x'.repeat(201) },
    { sort: 'name' },
  ])('is not asked for by %j', (query) => expect(kiosksQuerySchema.safeParse(query).success).toBe(false));

  it('is not behind what one kiosk says of itself', async () => {
    expect(await page({ search: '99.0.0' })).toMatchObject({ found: 1, kiosks: [{ id: idOf(7), light: 'green' }] });
    expect((await page({ search: 'kiosk 0008' })).kiosks).toMatchObject([{ light: 'green', reasons: [] }]);
    expect(await db.asTenant(TENANT, (tx) => tx.query('SELECT 1 FROM fleet_releases'))).toEqual([]);
    await db.asTenant(TENANT, (tx) =>
      tx.query(
        `INSERT INTO fleet_releases (tenant, release_id, kind, channel, name, version, files, published_ms, made_by)
         VALUES ($1, $2, 'app', 'stable', '', '0.2.0', $3, 0, 'x')`,
        [TENANT, idOf(1), JSON.stringify([{ name: 'f', bytes: 1, sha256: 'a'.repeat(64) }])],
      ),
    );
    const [behind] = (await page({ search: 'kiosk 0008' })).kiosks;
    expect(behind?.reasons).toMatchObject([{ code: 'app-behind', params: { version: '0.1.0', newest: '0.2.0' } }]);
    expect((await page({ search: '99.0.0' })).kiosks).toMatchObject([{ light: 'green' }]);
  }, 240_000);

  it('has names for a list to choose from, and each kiosk its own page', async () => {
    const names = await kioskNames(db, TENANT);
    expect(names).toHaveLength(1000);
    expect(names[0]).toEqual({ id: idOf(4), name: 'Kiosk 0004', group: null, revoked: false });
    expect((await showKiosk(db, TENANT, idOf(500), NOW)).kiosk).toMatchObject({ id: idOf(500), light: 'red' });
    await expect(showKiosk(db, TENANT, idOf(2000), NOW)).rejects.toMatchObject({ status: 404 });
  }, 240_000);
});
