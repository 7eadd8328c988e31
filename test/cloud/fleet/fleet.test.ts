import { createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MAX_LOG_BUNDLE_BYTES } from '../../../core/contract/fleet.ts';
import type { FleetKey, SignedConfig } from '../../../core/contract/fleet-config.ts';
import type { CommandView, ConfigView, KioskDetail, KioskView } from '../../../core/contract/operator-api.ts';
import { callEndpoint, startTestCloud, type TestCloud } from '../cloud-client.ts';
import { TEST_DATABASES } from '../databases.ts';
import { FAST, type OperatorClient, setUpOperator } from '../operators/operator-client.ts';
import { enrolTestKiosk, heartbeatOf, type TestKiosk } from './fleet-client.ts';

const MINUTE = 60_000;

for (const database of TEST_DATABASES)
  describe.skipIf(database.missing)(`the fleet over ${database.name}`, () => {
    let at: TestCloud;
    let close = () => Promise.resolve();
    let aheadMs = 0;
    let admin: OperatorClient;
    beforeAll(async () => {
      const server = await database.start();
      at = await startTestCloud({ database: await server.create(), wallMs: () => Date.now() + aheadMs, passwordCost: FAST });
      close = async () => {
        await at.close();
        await server.stop();
      };
      ({ client: admin } = await setUpOperator(at, { tenant: 'house', name: 'Ada', role: 'admin', nowMs: Date.now() }));
    }, 60_000);
    afterAll(() => close());
    afterEach(() => {
      aheadMs = 0;
    });
    const enrol = (name = 'Lobby east', tenant = 'house') => enrolTestKiosk(at, tenant, name);
    const viewOf = async ({ id }: TestKiosk): Promise<KioskView> => {
      const found = (await admin.call('kiosks')).body.kiosks.find((one: KioskView) => one.id === id);
      if (found === undefined) throw new Error('not listed');
      return found;
    };
    const detailOf = async ({ id }: TestKiosk): Promise<KioskDetail> => (await admin.call(`kiosk?kiosk=${id}`)).body;
    async function write(scope: string, target: string, config: object): Promise<number> {
      const { revision: base }: ConfigView = (await admin.call(`config?scope=${scope}&target=${target}`)).body;
      const { status, body } = await admin.call('config', { scope, target, config, base });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.revision;
    }
    const clean = () => write('venue', '', {});

    describe('heartbeats', () => {
      it('a kiosk that enrolled is yellow until it reports, then green, then red when it falls silent', async () => {
        const kiosk = await enrol('Foyer 1');
        expect(await viewOf(kiosk)).toMatchObject({ name: 'Foyer 1', light: 'yellow', seenAt: null, heartbeat: null });
        const { status, body } = await kiosk.beat();
        expect(status).toBe(200);
        expect(body).toMatchObject({ config: null, commands: [], updates: null, nextInMs: 30_000 });
        expect(Math.abs(Date.parse(body.serverTime) - Date.now())).toBeLessThan(MINUTE);
        expect(await viewOf(kiosk)).toMatchObject({ light: 'green', reasons: [], heartbeat: { version: '0.1.0' } });
        aheadMs = 11 * MINUTE;
        expect(await viewOf(kiosk)).toMatchObject({ light: 'red', reasons: [{ code: 'not-heard-from' }] });
      });

      it('characters that a database does not take silence no kiosk', async () => {
        const kiosk = await enrol();
        await write('kiosk', kiosk.id, { name: 'One' });
        await kiosk.beat();
        await admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'update-now' });
        const [command] = (await kiosk.beat()).body.commands;
        const configFailed = { version: 1, state: 'refused' as const, why: 'no\0' };
        const results = [{ id: command.id, state: 'failed' as const, detail: 'it holds "a\0b"' }];
        expect((await kiosk.beat({ configFailed, clockOffsetMs: 0.5 }, { results })).status).toBe(200);
        const { commands, configs } = await detailOf(kiosk);
        expect([commands[0]?.detail, configs[0]?.failed?.why]).toEqual(['it holds "a b"', 'no ']);
      });

      it('each kiosk speaks for itself: its token decides who it is', async () => {
        const [one, other] = [await enrol('One'), await enrol('Other')];
        await one.beat({ mic: 'failed' });
        await other.beat();
        expect(await viewOf(one)).toMatchObject({ light: 'red', reasons: [{ code: 'microphone' }] });
        expect(await viewOf(other)).toMatchObject({ light: 'green' });
        expect(await one.beat({}, { tenant: 'demo' })).toMatchObject({ status: 403, body: { code: 'wrong-tenant' } });
        const body = { tenant: 'demo', heartbeat: heartbeatOf(), counts: [], results: [] };
        // A static token is every kiosk's, and so none's.
        expect(await callEndpoint(at.cloud.url, '/v1/fleet/heartbeat', { body, token: at.token })).toMatchObject({ status: 403 });
        expect(await callEndpoint(at.cloud.url, '/v1/fleet/heartbeat', { body })).toMatchObject({ status: 401 });
      });

      it('refuses what is no heartbeat, and says where', async () => {
        const kiosk = await enrol();
        const wrong = [{ noiseRms: 2 }, { mic: 'loud' }, { name: '' }, { words: 'what a guest said' }, { problems: Array(21).fill({}) }];
        for (const one of wrong) {
          const { status, body } = await kiosk.call('/v1/fleet/heartbeat', {
            tenant: 'house',
            heartbeat: { ...heartbeatOf(), ...one },
            counts: [],
            results: [],
          });
          expect([status, body.code]).toEqual([400, 'bad-request']);
          expect(body.message).not.toContain('guest said');
        }
        expect((await viewOf(kiosk)).heartbeat).toBeNull();
      });

      it('keeps one beat of five minutes, with what was wrong then', async () => {
        const kiosk = await enrol();
        await kiosk.beat({ problems: [{ code: 'disk-slow', message: 'The disk is slow.', sinceMs: 1 }] });
        aheadMs = 5 * MINUTE;
        await kiosk.beat();
        await kiosk.beat({ queueDepth: 3 });
        const { history } = await detailOf(kiosk);
        expect(history).toHaveLength(2);
        expect(history).toMatchObject([
          { light: 'yellow', problems: ['disk-slow'] },
          { light: 'green', queueDepth: 3, problems: [] },
        ]);
      });

      it('many starts within an hour are noticed; a clock that was set is no start', async () => {
        const kiosk = await enrol();
        const at = (minutes: number, offsetMs: number) => ({
          startedAt: new Date(Date.now() - minutes * MINUTE + offsetMs).toISOString(),
          clockOffsetMs: offsetMs,
        });
        await kiosk.beat(at(30, 0));
        await kiosk.beat(at(30, 90_000));
        await kiosk.beat(at(20, 0));
        expect((await viewOf(kiosk)).light).toBe('green');
        await kiosk.beat(at(10, 0));
        expect(await viewOf(kiosk)).toMatchObject({ light: 'yellow', reasons: [{ code: 'restarts-often', params: { times: 3 } }] });
      });

      it('a revoked kiosk reports nothing any more, and is shown as such', async () => {
        const kiosk = await enrol('Gone');
        await kiosk.beat();
        expect(await admin.call('kiosks/revoke', { kiosk: kiosk.id })).toMatchObject({ status: 200 });
        expect(await kiosk.beat()).toMatchObject({ status: 401, body: { code: 'device-revoked' } });
        expect(await viewOf(kiosk)).toMatchObject({ light: 'red', revoked: true, reasons: [{ code: 'revoked' }] });
      });
    });

    describe('configuration', () => {
      const opened = async (kiosk: TestKiosk, signed: SignedConfig) => {
        const { keyId, publicKey }: FleetKey = (await kiosk.call('/v1/fleet/key')).body;
        const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
        expect(verify(null, Buffer.from(signed.payload), key, Buffer.from(signed.signature, 'base64url'))).toBe(true);
        expect(signed.keyId).toBe(keyId);
        return JSON.parse(signed.payload);
      };

      it('venue, then group, then kiosk; signed for this kiosk alone, once, and again only when it changes', async () => {
        const kiosk = await enrol();
        await admin.call('groups', { id: 'towers', name: 'Towers', channel: 'stable', window: { from: '01:00', to: '04:00' } });
        await admin.call('kiosks/group', { kiosk: kiosk.id, group: 'towers' });
        await write('venue', '', { locales: ['de', 'en'], speaking: { rate: 1.2, voice: 'slt' }, idle: { warnAfterMs: 30_000 } });
        await write('group', 'towers', { speaking: { rate: 0.9 } });
        await write('kiosk', kiosk.id, { placeId: 'east-door', locales: ['fr'] });
        const { config: signed } = (await kiosk.beat()).body;
        const payload = await opened(kiosk, signed);
        expect(payload).toMatchObject({ version: 1, tenant: 'house', kiosk: kiosk.id });
        expect(payload.config).toEqual({
          locales: ['fr'],
          placeId: 'east-door',
          speaking: { rate: 0.9, voice: 'slt' },
          idle: { warnAfterMs: 30_000 },
        });
        // Until it is in use it comes again, the same to the letter.
        expect((await kiosk.beat()).body.config).toEqual(signed);
        expect((await kiosk.beat({ configVersion: 1 })).body.config).toBeNull();
        expect(await viewOf(kiosk)).toMatchObject({ config: { wanted: 1, used: 1, state: 'current' } });
        // What changes nothing of this kiosk's is not sent to it.
        await write('venue', '', { idle: { warnAfterMs: 30_000 }, speaking: { voice: 'slt', rate: 2 }, locales: ['es'] });
        expect((await kiosk.beat({ configVersion: 1 })).body.config).toBeNull();
        await write('venue', '', {});
        const next = await opened(kiosk, (await kiosk.beat({ configVersion: 1 })).body.config);
        expect([next.version, next.config]).toEqual([2, { locales: ['fr'], placeId: 'east-door', speaking: { rate: 0.9 } }]);
        expect((await detailOf(kiosk)).configs.map(({ version }) => version)).toEqual([2, 1]);
      });

      it('when all is taken away, a kiosk is sent an empty one, so that it goes back', async () => {
        const kiosk = await enrol();
        await clean();
        expect((await kiosk.beat()).body.config).toBeNull();
        await write('venue', '', { headingDeg: 90 });
        await kiosk.beat();
        await clean();
        expect(JSON.parse((await kiosk.beat({ configVersion: 1 })).body.config.payload)).toMatchObject({ version: 2, config: {} });
      });

      it('one that a kiosk went back from is shown, and not sent again; a changed one is', async () => {
        const kiosk = await enrol();
        await clean();
        const revision = await write('venue', '', { hearing: { model: 'too-large' } });
        await kiosk.beat();
        const configFailed = { version: 1, state: 'rolled-back' as const, why: 'hearing did not start' };
        expect((await kiosk.beat({ configFailed })).body.config).toBeNull();
        expect((await kiosk.beat()).body.config).toBeNull();
        expect(await viewOf(kiosk)).toMatchObject({
          light: 'yellow',
          config: { wanted: 1, used: 0, state: 'rolled-back', why: 'hearing did not start' },
          reasons: [{ code: 'config-rolled-back', params: { version: 1, why: 'hearing did not start' } }],
        });
        const { history }: ConfigView = (await admin.call('config?scope=venue')).body;
        expect(history[0]).toMatchObject({ revision, failedAt: [kiosk.id] });
        await write('venue', '', { hearing: { model: 'smaller' } });
        expect(JSON.parse((await kiosk.beat({ configFailed })).body.config.payload)).toMatchObject({ version: 2 });
        await clean();
      });

      it('a kiosk ahead of an endpoint that lost its database gets a version that it will take', async () => {
        const kiosk = await enrol();
        await clean();
        expect(JSON.parse((await kiosk.beat({ configVersion: 41 })).body.config.payload)).toMatchObject({ version: 42, config: {} });
      });

      it.each([
        ['sync', { sync: { url: 'https://elsewhere.example' } }],
        ['web', { web: { host: '0.0.0.0' } }],
        ['secrets', { llm: { apiKeyEnv: 'PATH' } }],
        ['where guests words go', { llm: { baseUrl: 'https://elsewhere.example' } }],
        ['webhook', { webhook: { url: 'https://elsewhere.example' } }],
        ['memory', { memory: { retentionDays: 3650 } }],
        ['traces', { traces: { enabled: true } }],
        ['the camera', { badges: { camera: 'always-ready' } }],
        ['the clock', { now: '2026-11-22T14:00' }],
        ['unknown keys', { colour: 'red' }],
        ['a file', { hearing: { model: '/etc/passwd' } }],
        ['a value that is none', { idle: { warnAfterMs: 3 } }],
      ])('refuses to configure %s', async (_what, config) => {
        const { revision: base } = (await admin.call('config?scope=venue')).body;
        expect(await admin.call('config', { scope: 'venue', config, base })).toMatchObject({ status: 400, body: { code: 'bad-config' } });
        const check = (await admin.call('config/check', { scope: 'venue', config })).body;
        expect(check.problems.length).toBeGreaterThan(0);
        expect((await admin.call('config?scope=venue')).body.revision).toBe(base);
      });

      it('history, roll back, and of two who write at once one', async () => {
        const kiosk = await enrol();
        const scope = { scope: 'kiosk', target: kiosk.id };
        await write('kiosk', kiosk.id, { headingDeg: 10 });
        await write('kiosk', kiosk.id, { headingDeg: 20 });
        expect(await admin.call('config', { ...scope, config: {}, base: 1 })).toMatchObject({ status: 409, body: { code: 'stale' } });
        expect(await admin.call('config/roll-back', { ...scope, to: 7, base: 2 })).toMatchObject({ status: 404 });
        expect(await admin.call('config/roll-back', { ...scope, to: 1, base: 2 })).toMatchObject({ status: 200, body: { revision: 3 } });
        const view: ConfigView = (await admin.call(`config?scope=kiosk&target=${kiosk.id}`)).body;
        expect(view).toMatchObject({ revision: 3, config: { headingDeg: 10 } });
        expect(view.history.map(({ revision, restored }) => [revision, restored])).toEqual([
          [3, 1],
          [2, null],
          [1, null],
        ]);
        expect((await admin.call('config/check', { ...scope, config: { headingDeg: 5 } })).body).toEqual({
          problems: [],
          kiosks: [kiosk.id],
        });
        const both = await Promise.all([1, 2].map((headingDeg) => admin.call('config', { ...scope, config: { headingDeg }, base: 3 })));
        expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      });
    });

    describe('commands', () => {
      const send = async (kiosk: TestKiosk, command: object = { kind: 'restart' }) => {
        const { status, body } = await admin.call('commands', { to: { kiosks: [kiosk.id] }, ...command });
        if (status !== 200) throw new Error(JSON.stringify(body));
        return String(body.commands[0]);
      };
      const commandOf = async (kiosk: TestKiosk, id: string): Promise<CommandView | undefined> =>
        (await admin.call(`commands?kiosk=${kiosk.id}`)).body.commands.find((one: CommandView) => one.id === id);

      it('come again with each answer until the result is here, and then never', async () => {
        const kiosk = await enrol();
        const id = await send(kiosk, { kind: 'message', text: { en: 'Back at three.', de: 'Um drei zurück.' }, minutes: 30 });
        expect((await commandOf(kiosk, id))?.state).toBe('queued');
        const { commands } = (await kiosk.beat()).body;
        expect(commands).toMatchObject([{ id, kind: 'message', text: { en: 'Back at three.', de: 'Um drei zurück.' } }]);
        expect((await kiosk.beat()).body.commands).toEqual(commands);
        expect((await commandOf(kiosk, id))?.state).toBe('sent');
        const results = [{ id, state: 'done' as const, detail: 'shown' }];
        expect((await kiosk.beat({}, { results })).body.commands).toEqual([]);
        // The answer was lost, and the kiosk says it again, or otherwise.
        await kiosk.beat({}, { results: [{ id, state: 'failed' }] });
        expect(await commandOf(kiosk, id)).toMatchObject({ state: 'done', detail: 'shown' });
      });

      it("a kiosk sees and answers its own alone, whoever's id it names", async () => {
        const [kiosk, other, stranger] = [await enrol('A'), await enrol('B'), await enrol('C', 'demo')];
        const id = await send(kiosk);
        for (const one of [other, stranger]) expect((await one.beat({}, { results: [{ id, state: 'done' }] })).body.commands).toEqual([]);
        expect((await commandOf(kiosk, id))?.state).toBe('queued');
      });

      it('end when their time is over; a result that comes late still tells what happened', async () => {
        const kiosk = await enrol();
        const [never, late] = [await send(kiosk, { kind: 'restart', minutes: 5 }), await send(kiosk, { kind: 'update-now', minutes: 8 })];
        aheadMs = 6 * MINUTE;
        expect((await kiosk.beat()).body.commands.map(({ id }: { id: string }) => id)).toEqual([late]);
        aheadMs = 10 * MINUTE;
        expect([(await commandOf(kiosk, never))?.state, (await commandOf(kiosk, late))?.state]).toEqual(['expired', 'expired']);
        expect((await kiosk.beat({}, { results: [{ id: late, state: 'done' }] })).body.commands).toEqual([]);
        expect((await commandOf(kiosk, late))?.state).toBe('done');
      });

      it('one that no kiosk was told can be taken back', async () => {
        const kiosk = await enrol();
        const [first, second] = [await send(kiosk), await send(kiosk)];
        expect(await admin.call('commands/cancel', { command: first })).toMatchObject({ status: 200 });
        expect((await kiosk.beat()).body.commands.map(({ id }: { id: string }) => id)).toEqual([second]);
        expect(await admin.call('commands/cancel', { command: second })).toMatchObject({ status: 409, body: { code: 'too-late' } });
        expect((await commandOf(kiosk, first))?.state).toBe('cancelled');
      });

      it('go to a group or to all, and a message has a text', async () => {
        const [one, two] = [await enrol('G1'), await enrol('G2')];
        await admin.call('groups', { id: 'pair', name: 'Pair', channel: 'beta', window: { from: '22:00', to: '06:00' } });
        for (const { id } of [one, two]) await admin.call('kiosks/group', { kiosk: id, group: 'pair' });
        expect((await admin.call('commands', { to: { group: 'pair' }, kind: 'restart' })).body.commands).toHaveLength(2);
        expect(await admin.call('commands', { to: { group: 'none' }, kind: 'restart' })).toMatchObject({ status: 404 });
        expect(await admin.call('commands', { to: { all: true }, kind: 'message' })).toMatchObject({ status: 400 });
        expect(await admin.call('commands', { to: { all: true }, kind: 'restart', text: { en: 'Hi' } })).toMatchObject({ status: 400 });
        expect(await admin.call('commands', { to: { kiosks: [randomUUID()] }, kind: 'restart' })).toMatchObject({ status: 404 });
        await admin.call('groups/remove', { id: 'pair' });
        expect((await viewOf(one)).group).toBeNull();
      });

      it('a queue that nobody empties is bounded', async () => {
        const kiosk = await enrol('Full');
        for (let i = 0; i < 50; i++) await send(kiosk);
        expect(await admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'restart' })).toMatchObject({
          body: { code: 'queue-full' },
        });
        expect((await kiosk.beat()).body.commands).toHaveLength(20);
      });
    });

    describe('logs', () => {
      const pull = async (kiosk: TestKiosk) => {
        const { body } = await admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'pull-logs' });
        await kiosk.beat();
        return String(body.commands[0]);
      };
      const fetchLogs = (command: string) =>
        fetch(new URL(`/v1/operator/logs?command=${command}`, at.cloud.url), { headers: { cookie: admin.cookie } });

      it('are taken when they were asked for, and fetched as they came', async () => {
        const kiosk = await enrol();
        const command = await pull(kiosk);
        const bundle = randomBytes(MAX_LOG_BUNDLE_BYTES);
        const sent = { tenant: 'house', command, bundle: bundle.toString('base64') };
        expect(await kiosk.call('/v1/fleet/logs', sent)).toMatchObject({ status: 200, body: { status: 'kept' } });
        const fetched = await fetchLogs(command);
        expect(Buffer.from(await fetched.arrayBuffer()).equals(bundle)).toBe(true);
        expect(fetched.headers.get('content-disposition')).toContain('attachment');
        const { commands } = await detailOf(kiosk);
        expect(commands[0]?.bundle?.bytes).toBe(bundle.length);
      });

      it('are refused unasked, for another kiosk, once the command is over, and when they are too large', async () => {
        const [kiosk, other] = [await enrol('A'), await enrol('B')];
        const command = await pull(kiosk);
        const sent = { tenant: 'house', command, bundle: 'UEsDBA==' };
        expect(await other.call('/v1/fleet/logs', sent)).toMatchObject({ status: 404, body: { code: 'no-such-command' } });
        expect(await kiosk.call('/v1/fleet/logs', { ...sent, command: randomUUID() })).toMatchObject({ status: 404 });
        const large = Buffer.alloc(MAX_LOG_BUNDLE_BYTES + 3).toString('base64');
        expect(await kiosk.call('/v1/fleet/logs', { ...sent, bundle: large })).toMatchObject({ status: 400 });
        expect(await kiosk.call('/v1/fleet/logs', { ...sent, bundle: 'not base64!' })).toMatchObject({ status: 400 });
        await kiosk.beat({}, { results: [{ id: command, state: 'failed' }] });
        expect(await kiosk.call('/v1/fleet/logs', sent)).toMatchObject({ status: 404 });
      });
    });

    describe('who may', () => {
      it('a viewer reads, an operator acts, an admin configures; each change is in the audit log', async () => {
        const kiosk = await enrol('Audited');
        const sign = async (role: 'viewer' | 'operator') =>
          (await setUpOperator(at, { tenant: 'house', name: role, role, nowMs: Date.now() })).client;
        const [viewer, operator] = [await sign('viewer'), await sign('operator')];
        const group = { id: 'g', name: 'G', channel: 'stable', window: { from: '01:00', to: '02:00' } };
        const acts: [string, object, 'operator' | 'admin'][] = [
          ['commands', { to: { kiosks: [kiosk.id] }, kind: 'restart' }, 'operator'],
          ['commands/cancel', { command: randomUUID() }, 'operator'],
          ['groups', group, 'admin'],
          ['groups/remove', { id: 'none' }, 'admin'],
          ['kiosks/group', { kiosk: kiosk.id, group: null }, 'admin'],
          ['kiosks/enrol-code', {}, 'admin'],
          ['config', { scope: 'kiosk', target: kiosk.id, config: { headingDeg: 1 }, base: 0 }, 'admin'],
          ['config/roll-back', { scope: 'kiosk', target: kiosk.id, to: 0, base: 1 }, 'admin'],
          ['releases/promote', { release: randomUUID(), channel: 'beta' }, 'admin'],
          ['releases/withdraw', { release: randomUUID() }, 'admin'],
        ];
        for (const [path, body, least] of acts) {
          expect(await viewer.call(path, body), path).toMatchObject({ status: 403, body: { code: 'role-too-low' } });
          expect([(await operator.call(path, body)).status === 403, path]).toEqual([least === 'admin', path]);
          expect((await admin.call(path, body)).status, path).not.toBe(403);
        }
        expect(await viewer.call(`logs?command=${randomUUID()}`)).toMatchObject({ status: 403 });
        for (const path of ['kiosks', `kiosk?kiosk=${kiosk.id}`, 'groups', 'config?scope=venue', 'commands', 'releases'])
          expect((await viewer.call(path)).status, path).toBe(200);
        const { rows } = (await admin.call('audit')).body;
        const of = (action: string) => rows.find((row: { action: string }) => row.action === action);
        expect(of('kiosk-restart')).toMatchObject({ who: 'Ada', target: 'Audited' });
        for (const action of ['group-set', 'kiosk-moved', 'enrol-code-made', 'config-written', 'config-rolled-back'])
          expect(of(action), action).toBeDefined();
        for (const path of ['kiosks', 'analytics?from=2026-11-01&to=2026-11-02'])
          expect(await callEndpoint(at.cloud.url, `/v1/operator/${path}`)).toMatchObject({ status: 401 });
      });

      it('an operator of another house finds no kiosk, group, command, configuration or release of this one', async () => {
        const kiosk = await enrol('Ours');
        const { body } = await admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'restart' });
        const { client: stranger } = await setUpOperator(at, { tenant: 'demo', name: 'Eve', role: 'admin', nowMs: Date.now() });
        expect((await stranger.call('kiosks')).body.kiosks.map(({ id }: KioskView) => id)).not.toContain(kiosk.id);
        const tries: [string, object?][] = [
          [`kiosk?kiosk=${kiosk.id}`],
          [`config?scope=kiosk&target=${kiosk.id}`],
          [`logs?command=${body.commands[0]}`],
          ['commands', { to: { kiosks: [kiosk.id] }, kind: 'restart' }],
          ['commands/cancel', { command: body.commands[0] }],
          ['kiosks/group', { kiosk: kiosk.id, group: null }],
          ['kiosks/revoke', { kiosk: kiosk.id }],
          ['config', { scope: 'kiosk', target: kiosk.id, config: {}, base: 0 }],
        ];
        for (const [path, sent] of tries) expect((await stranger.call(path, sent)).status, path).toBe(404);
        expect((await stranger.call(`commands?kiosk=${kiosk.id}`)).body.commands).toEqual([]);
        expect((await kiosk.beat()).status).toBe(200);
      });
    });

    it('metrics tell how the fleet is, and name no kiosk and no house', async () => {
      const kiosk = await enrol('Metered');
      await kiosk.beat();
      const shown = await (await fetch(new URL('/metrics', at.cloud.url))).text();
      expect(shown).toMatch(/^foyer_fleet_heartbeats_total [1-9]/m);
      expect(shown).toMatch(/^foyer_fleet_kiosks\{light="green"\} [1-9]/m);
      for (const name of ['Metered', kiosk.id, 'house']) expect(shown).not.toContain(name);
      expect(JSON.stringify(at.log.lines)).not.toContain(kiosk.token);
    });
  });
