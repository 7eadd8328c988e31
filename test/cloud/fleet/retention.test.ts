import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CloudDatabase, openCloudDatabase } from '../../../cloud/database.ts';
import { openArtefacts } from '../../../cloud/fleet/artefacts.ts';
import { dropOldFleet, FLEET_RETENTION } from '../../../cloud/fleet/retention.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { dropOldAudit, readAudit, writeAudit } from '../../../cloud/operators/audit.ts';
import { addTenant } from '../../../cloud/tenants.ts';
import { ORDINARY_OWNER, TEST_DATABASES } from '../databases.ts';
import { heartbeatOf } from './fleet-client.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T14:30:00Z');

let db: CloudDatabase | null = null;
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foyer-artefacts-'));
});
afterEach(async () => {
  await db?.close();
  db = null;
  rmSync(dir, { recursive: true, force: true });
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
      for (const days of [FLEET_RETENTION.countDays - 1, FLEET_RETENTION.countDays + 1]) {
        await run(tenant, "INSERT INTO fleet_counts VALUES ($1, 'd', $2, 't', 'en', 1, 1, 0, 0, 0, 0, NULL)", hour(days));
        await run(tenant, "INSERT INTO fleet_visits VALUES ($1, 'd', $2, 't', 'en', '1', 1, 1, 0, NULL)", hour(days));
      }
      for (const days of [FLEET_RETENTION.commandDays - 1, FLEET_RETENTION.commandDays + 1])
        await run(
          tenant,
          "INSERT INTO fleet_commands (tenant, device_id, command_id, kind, until_ms, made_ms, made_by, state) VALUES ($1, 'd', $2, 'restart', 0, $3, 'o', 'done')",
          `c${days}`,
          NOW - days * DAY,
        );
      for (const ms of [NOW + 1, NOW])
        await run(
          tenant,
          "INSERT INTO fleet_bundles (tenant, device_id, command_id, sealed, size_bytes, made_ms, expires_ms) VALUES ($1, 'd', $2, '\\x00', 1, $4, $3)",
          `b${ms}`,
          ms,
          NOW - DAY,
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
    await dropOldFleet({ db: at, artefacts: openArtefacts(dir), retention: FLEET_RETENTION, wallMs: () => NOW });
    for (const tenant of ['a', 'b']) {
      const left = async (table: string) => Number((await run(tenant, `SELECT count(*) AS n FROM ${table} WHERE tenant = $1`))[0]?.n);
      for (const table of ['fleet_counts', 'fleet_visits', 'fleet_commands', 'fleet_bundles', 'fleet_beats'])
        expect([table, await left(table)]).toEqual([table, 1]);
      expect((await run(tenant, 'SELECT device_id FROM fleet_kiosks WHERE tenant = $1 ORDER BY 1')).map((row) => row.device_id)).toEqual([
        'kept',
        'lately',
      ]);
    }
  }, 240_000);

  it('releases that nobody has or is to have go, beyond the last ones, and their files after them', async () => {
    const at = await openCloudDatabase('memory:');
    db = at;
    await migrate(at);
    const run = (tenant: string, sql: string, ...params: unknown[]) => at.asTenant(tenant, (tx) => tx.query(sql, [tenant, ...params]));
    const fileOf = (id: string) => createHash('sha256').update(id).digest('hex');
    const put = (name: string, days: number) => {
      writeFileSync(join(dir, name), 'file');
      utimesSync(join(dir, name), new Date(NOW - days * DAY), new Date(NOW - days * DAY));
    };
    const publish = async (
      tenant: string,
      kind: string,
      channel: string,
      version: string,
      days: number,
      { name = '', withdrawn = false } = {},
    ) => {
      const id = `${kind} ${channel} ${version}`;
      await run(
        tenant,
        `INSERT INTO fleet_releases (tenant, release_id, kind, channel, name, version, files, published_ms, made_by, withdrawn_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'x', $9)`,
        ...[randomUUID(), kind, channel, name, version, JSON.stringify([{ name: 'f', bytes: 4, sha256: fileOf(id) }])],
        ...[NOW - days * DAY, withdrawn ? NOW : null],
      );
      put(fileOf(id), days);
    };
    for (const tenant of ['a', 'b']) await addTenant(at, tenant);
    // Oldest first. The one that a kiosk runs, the one that the channel gives though newer ones were withdrawn, and the last two stay.
    await publish('a', 'app', 'stable', '1.0.0', 90);
    await publish('a', 'app', 'stable', '1.1.0', 80);
    await publish('a', 'app', 'stable', '1.2.0', 70);
    await publish('a', 'app', 'stable', '1.3.0', 60);
    await publish('a', 'app', 'stable', '1.4.0', 50, { withdrawn: true });
    await publish('a', 'app', 'stable', '1.5.0', 40, { withdrawn: true });
    await publish('a', 'model', 'stable', '1', 90, { name: 'tiny' });
    await publish('a', 'model', 'stable', '2', 80, { name: 'tiny' });
    await publish('a', 'model', 'stable', '3', 70, { name: 'base' });
    await publish('a', 'model', 'stable', '4', 60, { name: 'base' });
    await publish('a', 'model', 'stable', '5', 50, { name: 'base' });
    // Another house gives the same file as one that goes here.
    await publish('b', 'app', 'stable', '1.0.0', 90);
    // All of one day: nothing goes that was published only just.
    for (const version of ['1', '2', '3', '4']) await publish('a', 'venue', 'beta', version, 0.5);
    put('f'.repeat(64), 30);
    put('e'.repeat(64), 0.5);
    put('.draft-1-2', 30);
    put('notes.txt', 30);
    await run('a', "INSERT INTO devices (tenant, device_id, name, public_key, enrolled_ms, seen_ms) VALUES ($1, 'd', 'n', '\\x00', 0, 0)");
    await run(
      'a',
      "INSERT INTO fleet_kiosks (tenant, device_id, heartbeat, beat_ms) VALUES ($1, 'd', $2, 0)",
      JSON.stringify(heartbeatOf({ version: '1.1.0', hearingModel: 'tiny' })),
    );
    const drop = () =>
      dropOldFleet({ db: at, artefacts: openArtefacts(dir), retention: { ...FLEET_RETENTION, releases: 2 }, wallMs: () => NOW });
    const versions = async (kind: string) =>
      (await run('a', 'SELECT version FROM fleet_releases WHERE tenant = $1 AND kind = $2 ORDER BY published_ms, version', kind)).map(
        (row) => row.version,
      );
    await drop();
    expect(await versions('app')).toEqual(['1.1.0', '1.3.0', '1.4.0', '1.5.0']);
    expect(await versions('model')).toEqual(['2', '4', '5']);
    expect(await versions('venue')).toEqual(['1', '2', '3', '4']);
    expect(readdirSync(dir)).toContain(fileOf('app stable 1.2.0'));
    await drop();
    const left = new Set(readdirSync(dir));
    for (const gone of ['app stable 1.2.0', 'model stable 1', 'model stable 3'])
      expect([gone, left.has(fileOf(gone))]).toEqual([gone, false]);
    for (const kept of ['app stable 1.0.0', 'app stable 1.1.0', 'model stable 2', 'venue beta 1'])
      expect([kept, left.has(fileOf(kept))]).toEqual([kept, true]);
    expect([...['f', 'e'].map((letter) => left.has(letter.repeat(64))), left.has('.draft-1-2'), left.has('notes.txt')]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  }, 240_000);

  it('a database that knows of no release leaves the files of others alone', async () => {
    const at = await openCloudDatabase('memory:');
    db = at;
    await migrate(at);
    writeFileSync(join(dir, 'a'.repeat(64)), 'file');
    utimesSync(join(dir, 'a'.repeat(64)), new Date(0), new Date(0));
    await dropOldFleet({ db: at, artefacts: openArtefacts(dir), retention: FLEET_RETENTION, wallMs: () => NOW });
    expect(readdirSync(dir)).toEqual(['a'.repeat(64)]);
  }, 240_000);
});

for (const database of [...TEST_DATABASES, ORDINARY_OWNER])
  describe.skipIf(database.missing)(`the audit log over ${database.name}`, () => {
    it('gives up what is past its time, of each house, and to nobody else', async () => {
      const server = await database.start();
      const at = await openCloudDatabase(await server.create());
      db = at;
      try {
        await migrate(at);
        const days = FLEET_RETENTION.auditDays;
        for (const tenant of ['a', 'b']) {
          await addTenant(at, tenant);
          for (const ago of [1, days - 1, days + 1])
            await writeAudit(at, { tenant, operator: null, action: `${ago} days ago`, address: '' }, NOW - ago * DAY);
        }
        const left = async (tenant: string) => (await readAudit(at, tenant, undefined)).rows.map(({ action }) => action);
        await dropOldAudit(at, 'a', NOW - days * DAY);
        expect(await left('a')).toEqual(['1 days ago', `${days - 1} days ago`]);
        expect(await left('b')).toHaveLength(3);
        await dropOldFleet({ db: at, artefacts: openArtefacts(dir), retention: FLEET_RETENTION, wallMs: () => NOW });
        expect(await left('b')).toEqual(['1 days ago', `${days - 1} days ago`]);
        // Not even by naming a time, as the role that requests run as; nor what is younger, as the owner.
        const named = (ms: number) => `SELECT set_config('foyer.audit_before', '${ms}', true), set_config('app.tenant', 'a', true)`;
        if (database !== ORDINARY_OWNER)
          await expect(
            at.asTenant('a', async (tx) => {
              await tx.query(named(NOW + DAY));
              await tx.query('DELETE FROM operator_audit');
            }),
          ).rejects.toThrow(/permission denied/);
        await expect(
          at.transaction(async (tx) => {
            await tx.query(named(NOW - days * DAY));
            await tx.query('DELETE FROM operator_audit');
          }),
        ).rejects.toThrow(/append-only/);
        expect(await left('a')).toHaveLength(2);
      } finally {
        await at.close();
        db = null;
        await server.stop();
      }
    }, 240_000);
  });
