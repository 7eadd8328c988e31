import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import type { FleetKey, SignedConfig } from '../../../core/contract/fleet-config.ts';
import type { ConfigView } from '../../../core/contract/operator-api.ts';
import type { TestKiosk } from './fleet-client.ts';
import { describeFleet } from './fleet-suite.ts';

describeFleet('configuration', (fleet) => {
  const { enrol, viewOf, detailOf, write } = fleet;

  const clean = () => write('venue', '', {});
  const opened = async (kiosk: TestKiosk, signed: SignedConfig) => {
    const { keyId, publicKey }: FleetKey = (await kiosk.call('/v1/fleet/key')).body;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    expect(verify(null, Buffer.from(signed.payload), key, Buffer.from(signed.signature, 'base64url'))).toBe(true);
    expect(signed.keyId).toBe(keyId);
    return JSON.parse(signed.payload);
  };

  it('venue, then group, then kiosk; signed for this kiosk alone, once, and again only when it changes', async () => {
    const kiosk = await enrol();
    await fleet.admin.call('groups', { id: 'towers', name: 'Towers', channel: 'stable', window: { from: '01:00', to: '04:00' } });
    await fleet.admin.call('kiosks/group', { kiosk: kiosk.id, group: 'towers' });
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
    const { history }: ConfigView = (await fleet.admin.call('config?scope=venue')).body;
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
    const { revision: base } = (await fleet.admin.call('config?scope=venue')).body;
    expect(await fleet.admin.call('config', { scope: 'venue', config, base })).toMatchObject({ status: 400, body: { code: 'bad-config' } });
    const check = (await fleet.admin.call('config/check', { scope: 'venue', config })).body;
    expect(check.problems.length).toBeGreaterThan(0);
    expect((await fleet.admin.call('config?scope=venue')).body.revision).toBe(base);
  });

  it('history, roll back, and of two who write at once one', async () => {
    const kiosk = await enrol();
    const scope = { scope: 'kiosk', target: kiosk.id };
    await write('kiosk', kiosk.id, { headingDeg: 10 });
    await write('kiosk', kiosk.id, { headingDeg: 20 });
    expect(await fleet.admin.call('config', { ...scope, config: {}, base: 1 })).toMatchObject({ status: 409, body: { code: 'stale' } });
    expect(await fleet.admin.call('config/roll-back', { ...scope, to: 7, base: 2 })).toMatchObject({ status: 404 });
    expect(await fleet.admin.call('config/roll-back', { ...scope, to: 1, base: 2 })).toMatchObject({ status: 200, body: { revision: 3 } });
    const view: ConfigView = (await fleet.admin.call(`config?scope=kiosk&target=${kiosk.id}`)).body;
    expect(view).toMatchObject({ revision: 3, config: { headingDeg: 10 } });
    expect(view.history.map(({ revision, restored }) => [revision, restored])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ]);
    expect((await fleet.admin.call('config/check', { ...scope, config: { headingDeg: 5 } })).body).toEqual({
      problems: [],
      kiosks: [kiosk.id],
    });
    const both = await Promise.all([1, 2].map((headingDeg) => fleet.admin.call('config', { ...scope, config: { headingDeg }, base: 3 })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
