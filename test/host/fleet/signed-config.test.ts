import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FleetKey } from '../../../core/contract/fleet-config.ts';
import { verifyConfig } from '../../../host/fleet/signed-config.ts';

const device = '0190a5d2-7c3e-7b1a-8f00-000000000001';

function fleet() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  const key: FleetKey = {
    publicKey: x,
    keyId: createHash('sha256').update(Buffer.from(x, 'base64url')).digest('base64url').slice(0, 16),
  };
  const signed = (content: object) => {
    const payload = JSON.stringify({
      version: 3,
      tenant: 'grand-hotel',
      kiosk: device,
      issuedAt: '2026-11-22T10:00:00Z',
      config: {},
      ...content,
    });
    return { payload, keyId: key.keyId, signature: sign(null, Buffer.from(payload), privateKey).toString('base64url') };
  };
  return { key, signed };
}

describe('a configuration of the fleet', () => {
  const { key, signed } = fleet();
  const at = { key, tenant: 'grand-hotel', device, seen: 2 };

  it('is taken when the fleet signed it for this kiosk', () => {
    const verified = verifyConfig(signed({ config: { name: 'Lobby east', idle: { warnAfterMs: 30_000 } } }), at);
    expect(verified).toMatchObject({ ok: true, payload: { version: 3, config: { name: 'Lobby east' } } });
  });

  it.each([
    ['another key under the same id', () => ({ ...fleet().signed({}), keyId: key.keyId })],
    ['another key', () => fleet().signed({})],
    ['one changed letter', () => ({ ...signed({ config: { name: 'Lobby' } }), payload: signed({ config: { name: 'Lobbz' } }).payload })],
    ['no JSON', () => ({ ...signed({}), payload: 'x' })],
  ])('is refused with %s, and no version is blamed for it', (_what, make) => {
    expect(verifyConfig(make(), at)).toMatchObject({ ok: false, version: null });
  });

  it.each([
    ['another tenant', { tenant: 'other' }],
    ['another kiosk', { kiosk: '0190a5d2-7c3e-7b1a-8f00-000000000002' }],
    ['the version it has', { version: 2 }],
    ['an older version', { version: 1 }],
    ['an unknown key beside', { extra: 1 }],
  ])('is left when it is for %s', (_what, content) => {
    expect(verifyConfig(signed(content), at)).toMatchObject({ ok: false, version: null });
  });

  it.each([
    ['sync', { sync: { url: 'https://elsewhere.example' } }],
    ['web', { web: { port: 80 } }],
    ['where guests’ words go', { llm: { baseUrl: 'https://elsewhere.example' } }],
    ['names of secrets', { llm: { apiKeyEnv: 'PATH' } }],
    ['a path as a model', { hearing: { model: '/etc' } }],
    ['what is kept of guests', { memory: { retentionDays: 3650 } }],
    ['a value out of bounds', { speaking: { rate: 9 } }],
    ['a key that is none', { colour: 'red' }],
  ])('is refused, and its version told, when it sets %s', (_what, config) => {
    expect(verifyConfig(signed({ config }), at)).toMatchObject({ ok: false, version: 3 });
  });
});
