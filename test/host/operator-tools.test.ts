import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { configSchema } from '../../core/contract/index.ts';
import { createOperatorTools, shellControl } from '../../host/operate/operator-tools.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-operator-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const ready = { state: 'ready' } as const;
const tools = (options: { readonly answer?: () => Response; readonly config?: object } = {}) => {
  const asked: string[] = [];
  const own = createOperatorTools({
    dataDir,
    config: configSchema.parse(options.config ?? {}),
    shell: {},
    capabilities: () => ({
      venue: ready,
      hearing: ready,
      speaking: ready,
      memory: ready,
      sync: { state: 'off' },
      planner: 'local',
    }),
    hearing: () => null,
    vitals: () => ({ screen: true, mic: 'on', camera: 'off', noiseRms: 0.01, lastTurnAtMs: null }),
    fetch: async (input) => {
      asked.push(String(input));
      return options.answer?.() ?? Response.json({ device: '01a2064c-a5b1-725c-8215-7e3a484eea9f' });
    },
  });
  return { ...own, asked };
};
const CODE = 'grand-hotel/K7QD-9XWM-T4PA';

describe('enrolling from the menu', () => {
  it('asks the endpoint that is typed, keeps the identity and writes the configuration', async () => {
    const own = tools();
    expect(own.cloud()).toEqual({ state: 'off', url: null, tenant: 'demo', device: null });
    await own.enrol(CODE, 'https://memory.example');
    expect(own.asked).toEqual(['https://memory.example/v1/enrol']);
    expect(readFileSync(join(dataDir, 'config.yaml'), 'utf8')).toMatch(/url: https:\/\/memory\.example[\s\S]*tenant: grand-hotel/);
    expect(own.cloud()).toMatchObject({
      url: 'https://memory.example',
      tenant: 'grand-hotel',
      device: '01a2064c-a5b1-725c-8215-7e3a484eea9f',
    });
  });

  it('takes the configured endpoint where none is typed', async () => {
    const own = tools({ config: { sync: { url: 'https://own.example' } } });
    await own.enrol(CODE, undefined);
    expect(own.asked).toEqual(['https://own.example/v1/enrol']);
  });

  it.each([
    ['no address', CODE, undefined, 'enrol-no-url'],
    ['no code', 'nonsense', 'https://memory.example', 'bad-enrol-code'],
    ['an address in the open', CODE, 'http://memory.example', 'sync-insecure-url'],
  ])('refuses %s, asks nobody and keeps nothing', async (_what, code, url, error) => {
    const own = tools();
    await expect(own.enrol(code, url)).rejects.toMatchObject({ code: error, remedy: expect.stringMatching(/\S/) });
    expect(own.asked).toEqual([]);
    expect(existsSync(join(dataDir, 'config.yaml'))).toBe(false);
  });

  it('says that a code was used up, and keeps nothing', async () => {
    const own = tools({ answer: () => Response.json({ code: 'bad-enrol-code', message: 'no' }, { status: 403 }) });
    await expect(own.enrol(CODE, 'https://memory.example')).rejects.toMatchObject({ remedy: expect.stringContaining('another code') });
    expect(existsSync(join(dataDir, 'config.yaml'))).toBe(false);
    expect(own.cloud().device).toBeNull();
  });
});

test.each([
  ['systemd', { NOTIFY_SOCKET: '/run/systemd/notify' }, ['restart']],
  ['another supervisor', { FOYER_SUPERVISED: 'always' }, ['restart']],
  ['npm start', { FOYER_SUPERVISED: '75' }, ['restart', 'quit']],
  ['nobody', {}, ['quit']],
])('a kiosk that %s started can %o', (_who, env, can) => {
  const act = { restart: () => {}, quit: () => {} };
  expect(Object.keys(shellControl(env, act))).toEqual(can);
});
