import { expect, it } from 'vitest';
import { callEndpoint } from '../cloud-client.ts';
import { heartbeatOf } from './fleet-client.ts';
import { describeFleet, MINUTE } from './fleet-suite.ts';

describeFleet('heartbeats', (fleet) => {
  const { enrol, viewOf, detailOf, write } = fleet;

  it('a kiosk that enrolled is yellow until it reports, then green, then red when it falls silent', async () => {
    const kiosk = await enrol('Foyer 1');
    expect(await viewOf(kiosk)).toMatchObject({ name: 'Foyer 1', light: 'yellow', seenAt: null, heartbeat: null });
    const { status, body } = await kiosk.beat();
    expect(status).toBe(200);
    expect(body).toMatchObject({ config: null, commands: [], updates: null, nextInMs: 30_000 });
    expect(Math.abs(Date.parse(body.serverTime) - Date.now())).toBeLessThan(MINUTE);
    expect(await viewOf(kiosk)).toMatchObject({ light: 'green', reasons: [], heartbeat: { version: '0.1.0' } });
    fleet.aheadMs = 11 * MINUTE;
    expect(await viewOf(kiosk)).toMatchObject({ light: 'red', reasons: [{ code: 'not-heard-from' }] });
  });

  it('characters that a database does not take silence no kiosk', async () => {
    const kiosk = await enrol();
    await write('kiosk', kiosk.id, { name: 'One' });
    await kiosk.beat();
    await fleet.admin.call('commands', { to: { kiosks: [kiosk.id] }, kind: 'update-now' });
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
    expect(await callEndpoint(fleet.at.cloud.url, '/v1/fleet/heartbeat', { body, token: fleet.at.token })).toMatchObject({ status: 403 });
    expect(await callEndpoint(fleet.at.cloud.url, '/v1/fleet/heartbeat', { body })).toMatchObject({ status: 401 });
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
    fleet.aheadMs = 5 * MINUTE;
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
    expect(await fleet.admin.call('kiosks/revoke', { kiosk: kiosk.id })).toMatchObject({ status: 200 });
    expect(await kiosk.beat()).toMatchObject({ status: 401, body: { code: 'device-revoked' } });
    expect(await viewOf(kiosk)).toMatchObject({ light: 'red', revoked: true, reasons: [{ code: 'revoked' }] });
  });

  it('metrics tell how the fleet is, and name no kiosk and no house', async () => {
    const kiosk = await enrol('Metered');
    await kiosk.beat();
    const shown = await (await fetch(new URL('/metrics', fleet.at.cloud.url))).text();
    expect(shown).toMatch(/^foyer_fleet_heartbeats_total [1-9]/m);
    expect(shown).toMatch(/^foyer_fleet_kiosks\{light="green"\} [1-9]/m);
    for (const name of ['Metered', kiosk.id, 'house']) expect(shown).not.toContain(name);
    expect(JSON.stringify(fleet.at.log.lines)).not.toContain(kiosk.token);
  });
});
