import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from '../../core/contract/index.ts';
import { loadConfig, loadConfigStrictly } from '../../host/config.ts';
import { CONFIG_ENV } from '../../host/config-env.ts';
import { allowedAt } from '../../host/config-schema-help.ts';
import { dataDirectory, ensureDataDirectory, keptSecret } from '../../host/data-dir.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-config-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function load(yaml: string | null, options: { env?: NodeJS.ProcessEnv; overrides?: Record<string, unknown> } = {}) {
  if (yaml !== null) writeFileSync(join(dataDir, 'config.yaml'), yaml);
  return loadConfig({ dataDir, env: {}, ...options });
}

const defaults = configSchema.parse({});

describe('config.yaml', () => {
  test.each([
    ['no file', null],
    ['an empty file', ''],
    ['only comments', '# nothing\n'],
  ])('%s is a working kiosk', (_what, yaml) => {
    expect(load(yaml)).toEqual({ config: defaults, problems: [] });
  });

  test('is read', () => {
    const { config, problems } = load('name: Lobby east\nnow: 2026-11-22T14:00\nturnTaking:\n  endOfTurnMs: 600\nlocales: [de, en]\n');
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ name: 'Lobby east', now: '2026-11-22T14:00', turnTaking: { endOfTurnMs: 600 }, locales: ['de', 'en'] });
    expect(config.turnTaking.patientEndOfTurnMs).toBe(defaults.turnTaking.patientEndOfTurnMs);
  });

  test.each([
    ['an alias of nothing', 'name: *nobody\n'],
    [
      'aliases that multiply',
      `a: &a [x, x, x, x]\n${'bcdefgh'.replace(/./g, (k) => `${k}: &${k} [${`*${String.fromCharCode(k.charCodeAt(0) - 1)}, `.repeat(9)}]\n`)}`,
    ],
    ['a value that contains itself', 'name: &a [*a]\n'],
    ['a bracket that never ends', `name: ${'['.repeat(50_000)}\n`],
    ['twenty thousand aliases', `a: &a x\nname: [${'*a, '.repeat(20_000)}]\n`],
  ])('with %s is named, and every default used', (_what, yaml) => {
    const { config, problems } = load(yaml);
    expect(problems.map(({ message }) => message).join()).toMatch(/not valid YAML|is \[/);
    expect(config).toEqual(defaults);
  });

  test.each([
    ['turnTaking: { endOfTurnMs: 50 }', 'turnTaking.endOfTurnMs is 50; allowed: a whole number from 200 to 3000'],
    ['turnTaking: { endOfTurnMs: quick }', 'turnTaking.endOfTurnMs is "quick"; allowed: a whole number from 200 to 3000'],
    ['headingDeg: 360', 'headingDeg is 360; allowed: a number from 0 to below 360'],
    ['hearing: { engine: siri }', 'hearing.engine is "siri"; allowed: one of "onnx"'],
    ['hearing: { enabled: "yes" }', 'hearing.enabled is "yes"; allowed: true or false'],
    ['llm: { baseUrl: localhost }', 'llm.baseUrl is "localhost"; allowed: a web address such as "https://models.example/v1"'],
    ['llm: { apiKeyEnv: sk-123 }', 'llm.apiKeyEnv is "sk-123"; allowed: the name of an environment variable'],
    ['now: yesterday', 'now is "yesterday"; allowed: a local time such as "2026-11-22T14:00"'],
    ['locales: []', 'locales is []; allowed: a list of at least 1'],
    ['locales: [en, Klingon!]', 'locales.1 is "Klingon!"; allowed: a language tag such as "en" or "de"'],
    ['name: ""', 'name is ""; allowed: a text of 1 to 80 characters'],
    ['web: 4310', 'web is 4310; allowed: a mapping with the keys host, port, allowedOrigins'],
    ['speking: { rate: 1 }', 'speking is not a known key; did you mean speaking?'],
    ['turnTaking: { end_of_turn_ms: 500 }', 'turnTaking.end_of_turn_ms is not a known key; did you mean turnTaking.endOfTurnMs?'],
    ['web: { zzz: 1 }', 'web.zzz is not a known key; known here: host, port, allowedOrigins'],
  ])('%s is named precisely, and its default used', (yaml, message) => {
    const { config, problems } = load(yaml);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    expect(config).toEqual(defaults);
  });

  test('reports everything wrong at once and keeps what is right', () => {
    const { config, problems } = load('name: Lobby\nidel: {}\nweb: { port: 99999, hots: x }\nspeaking: { rate: 5, voice: kal }\n');
    expect(problems.map((problem) => problem.key).sort()).toEqual(['idel', 'speaking.rate', 'web.hots', 'web.port']);
    expect(config).toEqual({ ...defaults, name: 'Lobby', speaking: { ...defaults.speaking, voice: 'kal' } });
  });

  test.each([
    ['name: [unclosed', 'is not valid YAML'],
    ['name: A\nname: B', 'is not valid YAML'],
    ['just words', 'must be a mapping'],
    ['- a list', 'must be a mapping'],
    [`name: ${'x'.repeat(300_000)}`, 'at most 262144 are read'],
  ])('a file that is not a configuration: every default, and why (%#)', (yaml, message) => {
    const { config, problems } = load(yaml);
    expect(config).toEqual(defaults);
    expect(problems).toEqual([expect.objectContaining({ key: '', message: expect.stringContaining(message) })]);
  });

  test('a folder in its place is reported, not thrown', () => {
    mkdirSync(join(dataDir, 'config.yaml'));
    expect(load(null).problems).toEqual([expect.objectContaining({ message: expect.stringContaining('cannot be read') })]);
  });

  test('cannot reach the prototype of anything', () => {
    const { problems } = load('__proto__: { polluted: true }\nconstructor: 1\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('commands refuse it with every problem in one error', () => {
    writeFileSync(join(dataDir, 'config.yaml'), 'nmae: x\nheadingDeg: -1\n');
    expect(() => loadConfigStrictly({ dataDir, env: {} })).toThrow(
      expect.objectContaining({
        code: 'config-invalid',
        message: expect.stringMatching(/headingDeg is -1[\s\S]*nmae is not|nmae is not[\s\S]*headingDeg is -1/),
        remedy: 'Correct config.yaml.',
      }),
    );
  });
});

describe('what overrides the file', () => {
  test('the environment beats the file, the command line beats both', () => {
    const env = { FOYER_PORT: '5000', FOYER_LLM_BASE_URL: 'http://127.0.0.1:1/v1', FOYER_LOCALES: 'de, en', FOYER_HEARING: 'false' };
    const { config, problems } = load('web: { port: 4000, host: localhost }\n', {
      env,
      overrides: { web: { port: 6000 }, now: undefined },
    });
    expect(problems).toEqual([]);
    expect(config.web).toMatchObject({ port: 6000, host: 'localhost' });
    expect(config).toMatchObject({ locales: ['de', 'en'], hearing: { enabled: false }, llm: { baseUrl: 'http://127.0.0.1:1/v1' } });
  });

  test('a wrong variable is named', () => {
    const { config, problems } = load(null, { env: { FOYER_PORT: 'eighty', FOYER_NOW: 'noon' } });
    expect(problems.map((problem) => problem.message)).toEqual(
      expect.arrayContaining([
        'web.port (from FOYER_PORT) is "eighty"; allowed: a whole number from 0 to 65535',
        'now (from FOYER_NOW) is "noon"; allowed: a local time such as "2026-11-22T14:00"',
      ]),
    );
    expect(config).toEqual(defaults);
  });

  test('every variable leads to a key that exists', () => {
    for (const [name, { path }] of Object.entries(CONFIG_ENV)) expect(allowedAt(path), name).not.toBe('');
  });
});

describe('the data directory', () => {
  test('is what was given, else FOYER_DATA, else .foyer here', () => {
    expect(dataDirectory('/given', { FOYER_DATA: '/env' }, '/here')).toBe('/given');
    expect(dataDirectory('given', {}, '/here')).toBe('/here/given');
    expect(dataDirectory(undefined, { FOYER_DATA: '/env' }, '/here')).toBe('/env');
    expect(dataDirectory(undefined, { FOYER_DATA: '' }, '/here')).toBe('/here/.foyer');
  });

  test.skipIf(process.platform === 'win32')('is for its owner alone, also when it was open before', () => {
    const dir = join(dataDir, 'kiosk');
    mkdirSync(dir, { mode: 0o755 });
    ensureDataDirectory(dir);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  test.skipIf(process.platform === 'win32')('leaves a folder with other things in it as open as it was', () => {
    const home = join(dataDir, 'home');
    mkdirSync(home, { mode: 0o755 });
    writeFileSync(join(home, 'letter.txt'), 'hello');
    ensureDataDirectory(home);
    expect(statSync(home).mode & 0o777).toBe(0o755);
  });

  test('says so when it cannot be one', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(() => ensureDataDirectory(join(dataDir, 'file', 'kiosk'))).toThrow(expect.objectContaining({ code: 'data-dir-unusable' }));
  });

  test('keeps a secret', () => {
    const first = keptSecret(dataDir, 'web-session.key', () => new Uint8Array(24).fill(7));
    const second = keptSecret(dataDir, 'web-session.key', () => new Uint8Array(24).fill(9));
    expect([...second]).toEqual([...first]);
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'keys/web-session.key')).mode & 0o777).toBe(0o600);
  });

  test('makes a secret anew that a full disk cut short: an empty key would sign for anybody', () => {
    mkdirSync(join(dataDir, 'keys'));
    for (const rest of ['', 'short']) {
      writeFileSync(join(dataDir, 'keys/web-session.key'), rest);
      expect([...keptSecret(dataDir, 'web-session.key', () => new Uint8Array(24).fill(7))]).toEqual(Array(24).fill(7));
    }
  });
});
