import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createGuardedFetch, isPrivateAddress } from '../../../host/connectors/guarded-fetch.ts';
import { loadConnectors } from '../../../host/connectors/load-connectors.ts';
import { LANES, MASSAGE } from '../../fakes/pool-tool.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-connectors-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function load(files: Record<string, unknown>, env: Record<string, string> = {}) {
  mkdirSync(join(dataDir, 'connectors'), { recursive: true });
  for (const [name, file] of Object.entries(files))
    writeFileSync(join(dataDir, 'connectors', name), typeof file === 'string' ? file : stringify(file));
  return loadConnectors(dataDir, env);
}

it('needs no folder', () => expect(loadConnectors(dataDir, {})).toMatchObject({ connectors: [], problems: [] }));

it('leaves a file with a fault out and takes the rest', () => {
  const { connectors, problems, toolNames } = load({
    'a.yaml': LANES,
    'b.yaml': 'kind: [',
    'c.yml': MASSAGE,
    'd.txt': 'x',
    'e.yaml': LANES,
  });
  expect(connectors.map(({ file }) => file)).toEqual(['a', 'c']);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/^connectors\/b\.yaml is not valid YAML: .*; it is left out$/);
  expect(problems[1]).toBe('connectors/e.yaml: name "pool_lanes" is used in a.yaml already; it is left out');
  expect(toolNames).toContain('pool_lanes');
});

it.each<[string, object, string]>([
  ['an unknown key', { alow: [] }, 'alow is not a known key'],
  ['a wrong value', { timeoutMs: 'soon' }, 'timeoutMs is "soon"'],
  ['a missing one', { say: undefined }, 'say is missing'],
  ['a host that is not allowed', { allow: ['other.example'] }, '"spa.example" is not in allow'],
  ['plain http', { url: 'http://spa.example/lanes' }, 'is not https'],
  ['a private address', { url: 'https://169.254.169.254/lanes', allow: ['169.254.169.254'] }, 'is a private address'],
  ['a slot in the host', { url: 'https://{day}.example/lanes' }, 'the host cannot have a slot'],
  ['a user in the address', { url: 'https://a:b@spa.example/lanes' }, 'no user name or password'],
  ['an unknown slot', { query: { day: '{date}' } }, 'query has {date}; known there: day'],
  ['an unknown field', { item: { en: '{code}' } }, 'item has {code}'],
  ['a question for no input', { ask: { party: { en: 'How many?' } } }, 'ask.party is not an input'],
  ['a secret that is not set', { headers: { Authorization: { env: 'POOL_TOKEN' } } }, 'POOL_TOKEN is not set'],
  ['a secret in the file', { headers: { Authorization: 'Bearer sesame' } }, 'headers.Authorization'],
  ['the name of a tool of the kiosk', { name: 'book' }, 'name is "book"'],
  ['a body with GET', { body: { day: '{day}' } }, 'body cannot be sent with method GET'],
])('refuses %s by its key', (_, change, told) => {
  const { connectors, problems } = load({ 'a.yaml': { ...LANES, ...change } });
  expect(connectors).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(told);
});

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '::1',
  '::ffff:127.0.0.1',
  'fd00::1',
  'fe80::1',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::1',
  'nonsense',
])('takes %s for private', (address) => expect(isPrivateAddress(address)).toBe(true));
it.each(['9.9.9.9', '172.32.0.1', '2606:4700::1111'])('takes %s for public', (address) => expect(isPrivateAddress(address)).toBe(false));

it('refuses a name that leads to this machine when it connects', async () => {
  const reach = { allow: ['localhost'], privateNetwork: false, headers: {}, maxBytes: 1000 };
  const guarded = createGuardedFetch(reach);
  const error: unknown = await guarded.fetch(new URL('https://localhost/')).catch((caught: unknown) => caught);
  expect(String((error as Error).cause)).toContain('leads to a private address');
  await expect(guarded.fetch(new URL('https://elsewhere.example/'))).rejects.toThrow('not in allow');
  await guarded.close();
});

it('does not repeat a secret that stands in a file', () => {
  const { problems } = load({ 'a.yaml': { ...LANES, headers: { Authorization: 'Bearer sesame' } } });
  expect(problems[0]).not.toContain('sesame');
});
