import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFleetSigner } from '../../../cloud/fleet/fleet-key.ts';
import { canonicalConfig, mergeConfig } from '../../../cloud/fleet/merge-config.ts';
import { configSchema } from '../../../core/contract/config.ts';
import { FLEET_MAY_SET, fleetConfigProblems } from '../../../core/contract/fleet-config.ts';

const GUIDE = readFileSync(new URL('../../../docs/fleet.md', import.meta.url), 'utf8');

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
}

describe('what the fleet may set', () => {
  const defaults = configSchema.parse({});
  const at = (path: string) =>
    path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], defaults);
  const nested = (path: string, value: unknown) => path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

  it.each(FLEET_MAY_SET.filter((path) => at(path) !== undefined))('%s, which is a key of the configuration', (path) => {
    expect(fleetConfigProblems(nested(path, at(path)))).toEqual([]);
  });

  it.each(FLEET_MAY_SET)('%s, which exists', (path) => {
    const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Node;
    expect(path.split('.').reduce<Node | undefined>((node, key) => node?.properties?.[key], schema)).toBeDefined();
  });

  it.each(FLEET_MAY_SET)('%s, as docs/fleet.md says', (path) => {
    expect(GUIDE).toMatch(new RegExp(`\`${path.replaceAll('.', '\\.')}(\\.\\*)?\``));
  });

  /** Every key with its default, one after another: what is not in the list is refused, also when another one beside it is allowed. */
  it.each(Object.keys(configSchema.shape))('refuses of %s all that is not in the list', (key) => {
    for (const path of leaves({ [key]: (defaults as Record<string, unknown>)[key] })) {
      const allowed = FLEET_MAY_SET.some((one) => path === one || path.startsWith(`${one}.`));
      const problems = fleetConfigProblems(mergeConfig({ headingDeg: 1 }, nested(path, at(path)) as Record<string, unknown>));
      expect([path, problems.map(({ code }) => code)]).toEqual([path, allowed ? [] : ['not-allowed']]);
    }
  });

  it.each([
    ['sync', { sync: {} }],
    ['sync.url', { sync: { url: 'https://x.example' } }],
    ['__proto__.polluted', JSON.parse('{"__proto__": {"polluted": 1}}')],
    ['constructor', { constructor: 1 }],
  ])('names what it refuses: %s', (path, config) => {
    expect(fleetConfigProblems(config)).toMatchObject([{ path, code: 'not-allowed' }]);
  });

  it.each([null, [], 'text', 7])('refuses %j', (config) => expect(fleetConfigProblems(config)).toMatchObject([{ code: 'invalid' }]));
  it('refuses more than it holds', () =>
    expect(fleetConfigProblems({ locales: Array(20_000).fill('en') })).toMatchObject([{ code: 'too-large' }]));
});

describe('merging', () => {
  it('key by key; lists whole; null is a value', () => {
    expect(
      mergeConfig(
        { locales: ['de', 'en'], speaking: { rate: 1, voice: 'slt' } },
        { speaking: { rate: 2 } },
        { locales: ['fr'], operate: { restartAt: null } },
      ),
    ).toEqual({ locales: ['fr'], speaking: { rate: 2, voice: 'slt' }, operate: { restartAt: null } });
  });

  it('changes none of its parts, and no prototype', () => {
    const part = { speaking: { rate: 1 } };
    mergeConfig(part, { speaking: { rate: 2 } });
    expect(part).toEqual({ speaking: { rate: 1 } });
    mergeConfig({}, JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('the same configuration is the same text', () => {
    expect(canonicalConfig({ b: 1, a: { d: 2, c: [{ y: 1, x: 2 }] } })).toBe(
      canonicalConfig({ a: { c: [{ x: 2, y: 1 }], d: 2 }, b: 1, e: {} }),
    );
    expect(canonicalConfig({ a: { b: {} } })).toBe('{}');
  });
});

describe('the key', () => {
  it('is the one of its seed', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    expect(createFleetSigner(seed).key.publicKey).toBe(publicKey.export({ format: 'jwk' }).x);
  });
});

function leaves(node: Readonly<Record<string, unknown>>, above = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const path = above === '' ? key : `${above}.${key}`;
    const inner = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
    return value === undefined ? [] : inner ? leaves(value as Record<string, unknown>, path) : [path];
  });
}
