import { randomBytes } from 'node:crypto';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminRequest, administer } from '../../../cloud/admin.ts';
import { type CloudDatabase, openCloudDatabase } from '../../../cloud/database.ts';
import { createFleet } from '../../../cloud/fleet/create-fleet.ts';
import { migrate } from '../../../cloud/migrate.ts';
import { addAccount, listAccounts } from '../../../cloud/operators/accounts.ts';
import { createOperators } from '../../../cloud/operators/create-operators.ts';
import { addOperatorRoutes, type OperatorRoute } from '../../../cloud/operators/operator-route.ts';
import type { Operator } from '../../../cloud/operators/sessions.ts';
import { totpCode } from '../../../cloud/operators/totp.ts';
import { addTenant } from '../../../cloud/tenants.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import type { DatabaseServer } from '../databases.ts';
import { TEST_DATABASES } from '../databases.ts';
import { FAST, fromBase32, PASSWORD } from './operator-client.ts';
import { createAuthenticator } from './software-authenticator.ts';

const TENANT = 'house';
const ORIGIN = 'https://memory.example';
const NOW = Date.UTC(2026, 10, 22, 12);
const KIOSK = '00000000-0000-4000-8000-000000000001';
const [QUEUED, FETCHED] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const [KEPT, GIVEN_UP] = ['00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-00000000000d'];
const keyWrap = { wrap: (key: Uint8Array) => key, unwrap: (key: Uint8Array) => key };
const window = { from: '02:00', to: '05:00' };

/** Of a POST by somebody who is signed in: those that change nothing. */
const NO_ACTS = ['config/check', 'account/totp/offer', 'account/passkeys/options'];

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`an act and its entry in the audit log over ${database.name}`, () => {
    let server: DatabaseServer;
    let db: CloudDatabase;
    let app: FastifyInstance;
    let routes: readonly OperatorRoute[];
    let ada: Operator;
    let eve = '';
    const post = (path: string, payload: object) =>
      app.inject({
        method: 'POST',
        url: `/v1/operator/${path}`,
        payload,
        headers: { origin: ORIGIN, 'x-foyer-operator': '1' },
      });
    const run = (sql: string, ...params: unknown[]) => db.asTenant(TENANT, (tx) => tx.query(sql, [TENANT, ...params]));
    const entries = async () => Number((await run('SELECT count(*) AS n FROM operator_audit WHERE tenant = $1'))[0]?.n);
    const everything = async () => {
      const tables = await db.query(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant' ORDER BY 1",
      );
      const rows: Record<string, unknown> = {};
      for (const { table_name: table } of tables)
        rows[String(table)] = await db.query(`SELECT t::text FROM "${String(table)}" t WHERE tenant = '${TENANT}' ORDER BY 1`);
      return rows;
    };
    /** Nothing can be noted meanwhile. */
    const withoutLog = async <T>(work: () => Promise<T>): Promise<T> => {
      await db.script('CREATE TRIGGER no_entry BEFORE INSERT ON operator_audit EXECUTE FUNCTION no_entry()');
      try {
        return await work();
      } finally {
        await db.script('DROP TRIGGER no_entry ON operator_audit');
      }
    };

    beforeAll(async () => {
      server = await database.start();
      db = await openCloudDatabase(await server.create());
      await migrate(db);
      await db.script("CREATE FUNCTION no_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$");
      await addTenant(db, TENANT);
      const deps = { db, keyWrap, wallMs: () => NOW, random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };
      for (const name of ['Ada', 'Eve']) await addAccount(deps, { tenant: TENANT, name, role: 'admin' });
      await run("UPDATE operators SET password = 'kept' WHERE tenant = $1");
      const accounts = await listAccounts(db, TENANT);
      const idOf = (name: string) => accounts.find((one) => one.name === name)?.id ?? '';
      eve = idOf('Eve');
      ada = {
        ...{ id: idOf('Ada'), tenant: TENANT, name: 'Ada', role: 'admin' },
        session: { id: 'now', madeMs: NOW, endsMs: NOW + 3_600_000 },
      };
      const operators = createOperators({
        ...{ ...deps, tokenKey: randomBytes(32), log: createRecordingLog(), publicUrl: ORIGIN, passwordCost: FAST },
      });
      const fleet = createFleet({ ...deps, fleetSeed: randomBytes(32), artefactsDir: '/nowhere', registers: [] });
      routes = [...operators.routes, ...fleet.operatorRoutes];
      app = fastify();
      const admission = { admit: async () => ({ kind: 'nobody' as const }) } as never;
      addOperatorRoutes(app, routes, { ...operators, operatorOf: async () => ada, admission, publicUrl: ORIGIN });
      await app.ready();

      await run(
        "INSERT INTO devices (tenant, device_id, name, public_key, enrolled_ms, seen_ms) VALUES ($1, $2, 'Lobby', '\\x00', 0, 0)",
        KIOSK,
      );
      for (const [command, kind, state] of [
        [QUEUED, 'restart', 'queued'],
        [FETCHED, 'pull-logs', 'done'],
      ])
        await run(
          `INSERT INTO fleet_commands (tenant, device_id, command_id, kind, until_ms, made_ms, made_by, state) VALUES ($1, $2, $3, $4, $5, 0, 'x', $6)`,
          ...[KIOSK, command, kind, NOW + 1000, state],
        );
      await run(
        `INSERT INTO fleet_bundles (tenant, device_id, command_id, sealed, size_bytes, made_ms, expires_ms) VALUES ($1, $2, $3, '\\x00', 1, 0, $4)`,
        ...[KIOSK, FETCHED, NOW + 1000],
      );
      for (const release of [KEPT, GIVEN_UP])
        await run(
          `INSERT INTO fleet_releases (tenant, release_id, kind, channel, name, version, files, published_ms, made_by) VALUES ($1, $2, 'venue', 'stable', '', 'v1', $3, 1, 'x')`,
          release,
          JSON.stringify([{ name: 'v.zip', bytes: 1, sha256: 'a'.repeat(64) }]),
        );
    }, 240_000);
    afterAll(async () => {
      await app?.close();
      await db?.close();
      await server?.stop();
    });

    /** In this order: later ones find what earlier ones made. */
    const acts: readonly (readonly [string, () => object | Promise<object>])[] = [
      ['groups', () => ({ id: 'towers', name: 'Towers', channel: 'stable', window })],
      ['kiosks/group', () => ({ kiosk: KIOSK, group: 'towers' })],
      ['config', () => ({ scope: 'venue', config: { name: 'Here' }, base: 0 })],
      ['config/roll-back', () => ({ scope: 'venue', to: 0, base: 1 })],
      ['commands', () => ({ to: { all: true }, kind: 'restart' })],
      ['commands/cancel', () => ({ command: QUEUED })],
      ['releases/promote', () => ({ release: KEPT, channel: 'beta' })],
      ['releases/withdraw', () => ({ release: GIVEN_UP })],
      ['kiosks/enrol-code', () => ({ hours: 2 })],
      ['kiosks/revoke', () => ({ kiosk: KIOSK })],
      ['groups/remove', () => ({ id: 'towers' })],
      ['accounts', () => ({ name: 'Mallory', role: 'viewer' })],
      ['accounts/role', () => ({ id: eve, role: 'operator' })],
      ['accounts/reset', () => ({ id: eve })],
      ['accounts/remove', () => ({ id: eve })],
      ['account/password', () => ({ password: 'another horse battery' })],
      [
        'account/totp',
        async () => {
          const { secret, ticket } = (await post('account/totp/offer', {})).json();
          return { ticket, totp: totpCode(fromBase32(secret), Math.floor(NOW / 30_000)) };
        },
      ],
      [
        'account/passkeys',
        async () => {
          const { challenge } = (await post('account/passkeys/options', {})).json();
          return { name: 'Laptop', response: createAuthenticator().register({ challenge, origin: ORIGIN }) };
        },
      ],
      [
        'account/passkeys/remove',
        async () => ({ id: (await run('SELECT credential_id FROM operator_passkeys WHERE tenant = $1'))[0]?.credential_id }),
      ],
      ['session/end', () => ({ which: 'all' })],
    ];

    it.each(acts)('%s is done and noted, or neither', async (path, bodyOf) => {
      const body = await bodyOf();
      const before = await everything();
      expect(await withoutLog(() => post(path, body))).toMatchObject({ statusCode: 500 });
      expect(await everything()).toEqual(before);
      const noted = await entries();
      const done = await post(path, body);
      expect([done.statusCode, done.body]).toEqual([200, expect.any(String)]);
      expect(await entries()).toBe(noted + 1);
    });

    it('there is no other act of somebody who is signed in', () => {
      const posts = routes.filter(({ method, role }) => method === 'POST' && role !== 'nobody').map(({ path }) => path);
      expect(posts.map((path) => path.replace('/v1/operator/', '')).sort()).toEqual([...acts.map(([path]) => path), ...NO_ACTS].sort());
    });

    it('a bundle is not handed out without an entry', async () => {
      const get = () => app.inject({ method: 'GET', url: `/v1/operator/logs?command=${FETCHED}` });
      expect(await withoutLog(get)).toMatchObject({ statusCode: 500 });
      const noted = await entries();
      expect(await get()).toMatchObject({ statusCode: 200 });
      expect(await entries()).toBe(noted + 1);
    });

    it('nobody is set up or signed in without an entry', async () => {
      const link = await addAccount(
        { db, wallMs: () => NOW, random: (bytes) => randomBytes(bytes) },
        { tenant: TENANT, name: 'Zoe', role: 'viewer' },
      );
      const code = { tenant: TENANT, code: link.code };
      const { totp } = (await post('session/setup', code)).json();
      const secret = fromBase32(totp.secret);
      const codeAt = (step: number) => totpCode(secret, Math.floor(NOW / 30_000) + step);
      const finish = { ...code, password: PASSWORD, ticket: totp.ticket, totp: codeAt(-1) };
      const before = await everything();
      const refused = await withoutLog(() => post('session/setup/finish', finish));
      expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([500, undefined]);
      // That somebody tried is counted whatever comes of it.
      expect({ ...(await everything()), operator_tries: null }).toEqual({ ...before, operator_tries: null });
      expect(await post('session/setup/finish', finish)).toMatchObject({ statusCode: 200 });

      const sessions = () => run('SELECT session_id FROM operator_sessions WHERE tenant = $1');
      const kept = await sessions();
      const signIn = (step: number) => post('session', { tenant: TENANT, name: 'Zoe', password: PASSWORD, totp: codeAt(step) });
      const out = await withoutLog(() => signIn(0));
      expect([out.statusCode, out.headers['set-cookie'], await sessions()]).toEqual([500, undefined, kept]);
      expect((await signIn(1)).headers['set-cookie']).toMatch(/foyer-operator=/);
      expect(await sessions()).toHaveLength(kept.length + 1);
    });

    it('nor is anything done by the command line', async () => {
      const requests: AdminRequest[] = [
        { action: 'enrol-code', tenant: TENANT, hours: 1 },
        { action: 'revoke-device', tenant: TENANT, device: 'Lobby' },
        { action: 'channel-key', tenant: TENANT, companion: 'concierge', scopes: ['recall'], name: 'chat' },
        { action: 'revoke-channel', tenant: TENANT, channel: 'chat' },
        { action: 'operator-add', tenant: TENANT, name: 'Ivy', role: 'viewer' },
        { action: 'operator-reset', tenant: TENANT, name: 'Ivy' },
        { action: 'operator-remove', tenant: TENANT, name: 'Ivy' },
        { action: 'fleet-withdraw', tenant: TENANT, release: KEPT },
        { action: 'fleet-configure', tenant: TENANT, config: { scope: 'venue', target: '', config: {}, note: '', base: 2 } },
        { action: 'fleet-roll-back', tenant: TENANT, config: { scope: 'venue', target: '', to: 1, base: 3 } },
      ];
      const ask = (request: AdminRequest) =>
        administer({ db, random: (bytes) => randomBytes(bytes), wallMs: () => NOW, artefactsDir: '/nowhere' }, request);
      for (const request of requests) {
        const before = await everything();
        await expect(withoutLog(() => ask(request))).rejects.toThrow(/no room/);
        expect(await everything()).toEqual(before);
        const noted = await entries();
        await ask(request);
        expect([request.action, await entries()]).toEqual([request.action, noted + 1]);
      }
    });
  });
