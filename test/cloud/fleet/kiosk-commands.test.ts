import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MAX_LOG_BUNDLE_BYTES } from '../../../core/contract/fleet.ts';
import type { CommandView, KioskView } from '../../../core/contract/operator-api.ts';
import { callEndpoint } from '../cloud-client.ts';
import { setUpOperator } from '../operators/operator-client.ts';
import type { TestKiosk } from './fleet-client.ts';
import { describeFleet, MINUTE } from './fleet-suite.ts';

describeFleet('commands', (fleet) => {
  const { enrol, viewOf, detailOf } = fleet;

  const send = async (kiosk: TestKiosk, command: object = { kind: 'restart' }) => {
    const { status, body } = await fleet.admin.call('commands', { to: { kiosks: [kiosk.id] }, ...command });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return String(body.commands[0]);
  };
  const commandOf = async (kiosk: TestKiosk, id: string): Promise<CommandView | undefined> =>
    (await fleet.admin.call(`commands?kiosk=${kiosk.id}`)).body.commands.find((one: CommandView) => one.id === id);

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
    fleet.aheadMs = 6 * MINUTE;
    expect((await kiosk.beat()).body.commands.map(({ id }: { id: string }) => id)).toEqual([late]);
    fleet.aheadMs = 10 * MINUTE;
    expect([(await commandOf(kiosk, never))?.state, (await commandOf(kiosk, late))?.state]).toEqual(['expired', 'expired']);
    expect((await kiosk.beat({}, { results: [{ id: late, state: 'done' }] })).body.commands).toEqual([]);
    expect((await commandOf(kiosk, late))?.state).toBe('done');
  });

  it('one that no kiosk was told can be taken back', async () => {
    const kiosk = await enrol();
    const [first, second] = [await send(kiosk), await send(kiosk)];
    expect(await fleet.admin.call('commands/cancel', { command: first })).toMatchObject({ status: 200 });
    expect((await kiosk.beat()).body.commands.map(({ id }: { id: string }) => id)).toEqual([second]);
    expect(await fleet.admin.call('commands/cancel', { command: second })).toMatchObject({ status: 409, body: { code: 'too-late' } });
    expect((await commandOf(kiosk, first))?.state).toBe('cancelled');
  });

  it('go to a group or to all, and a message has a text', async () => {
    const [one, two] = [await enrol('G1'), await enrol('G2')];
    await fleet.admin.call('groups', { id: 'pair', name: 'Pair', channel: 'beta', window: { from: '22:00', to: '06:00' } });
    for (const { id } of [one, two]) await fleet.admin.call('kiosks/group', { kiosk: id, group: 'pair' });
    expect((await fleet.admin.call('commands', { to: { group: 'pair' }, kind: 'restart' })).body.commands).toHaveLength(2);
    expect(await fleet.admin.call('commands', { to: { group: 'none' }, kind: 'restart' })).toMatchObject({ status: 404 });
    expect(await fleet.admin.call('commands', { to: { all: true }, kind: 'message' })).toMatchObject({ status: 400 });
    expect(await fleet.admin.call('commands', { to: { all: true }, kind: 'restart', text: { en: 'Hi' } })).toMatchObject({ status: 400 });
    expect(await fleet.admin.call('commands', { to: { kiosks: [randomUUID()] }, kind: 'restart' })).toMatchObject({ status: 404 });
    await fleet.admin.call('groups/remove', { id: 'pair' });
    expect((await viewOf(one)).group).toBeNull();
  });

  it('a queue that nobody empties is bounded', async () => {
    const kiosk = await enrol('Full');
    for (let i = 0; i < 50; i++) await send(kiosk);
    expect(await fleet.admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'restart' })).toMatchObject({
      body: { code: 'queue-full' },
    });
    expect((await kiosk.beat()).body.commands).toHaveLength(20);
  });

  describe('logs', () => {
    const pull = async (kiosk: TestKiosk) => {
      const { body } = await fleet.admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'pull-logs' });
      await kiosk.beat();
      return String(body.commands[0]);
    };
    const fetchLogs = (command: string) =>
      fetch(new URL(`/v1/operator/logs?command=${command}`, fleet.at.cloud.url), { headers: { cookie: fleet.admin.cookie } });

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
        (await setUpOperator(fleet.at, { tenant: 'house', name: role, role, nowMs: Date.now() })).client;
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
        expect((await fleet.admin.call(path, body)).status, path).not.toBe(403);
      }
      expect(await viewer.call(`logs?command=${randomUUID()}`)).toMatchObject({ status: 403 });
      for (const path of ['kiosks', `kiosk?kiosk=${kiosk.id}`, 'groups', 'config?scope=venue', 'commands', 'releases'])
        expect((await viewer.call(path)).status, path).toBe(200);
      const { rows } = (await fleet.admin.call('audit')).body;
      const of = (action: string) => rows.find((row: { action: string }) => row.action === action);
      expect(of('kiosk-restart')).toMatchObject({ who: 'Ada', target: 'Audited' });
      for (const action of ['group-set', 'kiosk-moved', 'enrol-code-made', 'config-written', 'config-rolled-back'])
        expect(of(action), action).toBeDefined();
      for (const path of ['kiosks', 'analytics?from=2026-11-01&to=2026-11-02'])
        expect(await callEndpoint(fleet.at.cloud.url, `/v1/operator/${path}`)).toMatchObject({ status: 401 });
    });

    it('an operator of another house finds no kiosk, group, command, configuration or release of this one', async () => {
      const kiosk = await enrol('Ours');
      const { body } = await fleet.admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'restart' });
      const { client: stranger } = await setUpOperator(fleet.at, { tenant: 'demo', name: 'Eve', role: 'admin', nowMs: Date.now() });
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
});
