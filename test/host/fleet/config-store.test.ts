import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareIdentity } from '../../../host/cloud/device-identity.ts';
import { loadConfig } from '../../../host/config.ts';
import { beginStart } from '../../../host/fleet/begin-start.ts';
import { createFleetConfigStore } from '../../../host/fleet/config-store.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const device = '0190a5d2-7c3e-7b1a-8f00-000000000001';
let dataDir = '';
const log = createRecordingLog();
const store = (beforeStep?: (step: string) => void) =>
  createFleetConfigStore({ dataDir, log, ...(beforeStep === undefined ? {} : { beforeStep }) });
const payload = (version: number, name: string) => ({
  ...{ version, tenant: 'demo', kiosk: device, issuedAt: '2026-11-22T10:00:00Z' },
  config: { name },
});
/** As the program starts: what it is called then, and how it then ends in order. */
const start = () => {
  const { endedInOrder } = beginStart(dataDir, log);
  return { name: loadConfig({ dataDir, env: {} }).config.name, endedInOrder };
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-fleet-'));
  prepareIdentity(dataDir, 'demo').confirm(device);
  writeFileSync(join(dataDir, 'config.yaml'), 'name: Local\nlocales: [de]\n');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the configuration of the fleet on disk', () => {
  it('is over config.yaml, under the environment, from the next start on', () => {
    store().take(payload(1, 'Fleet'), []);
    expect(start().name).toBe('Fleet');
    expect(loadConfig({ dataDir, env: {} }).config.locales).toEqual(['de']);
    expect(loadConfig({ dataDir, env: { FOYER_NAME: 'Here' } }).config.name).toBe('Here');
  });

  it('makes way for the last good one when the kiosk ends twice with it, and stays away', () => {
    store().take(payload(1, 'Good'), []);
    start();
    store().pass();
    store().take(payload(2, 'Bad'), []);
    expect([start().name, start().name, start().name, start().name]).toEqual(['Bad', 'Bad', 'Good', 'Good']);
    expect(store().failed()).toMatchObject({ version: 2, state: 'rolled-back' });
    expect(store().seen()).toBe(2);
  });

  it('makes way for config.yaml when there was none before', () => {
    store().take(payload(1, 'Bad'), []);
    expect([start().name, start().name, start().name]).toEqual(['Bad', 'Bad', 'Local']);
  });

  it('is not blamed for ends in order', () => {
    store().take(payload(1, 'Fine'), []);
    for (let i = 0; i < 5; i++) {
      const { name, endedInOrder } = start();
      expect(name).toBe('Fine');
      endedInOrder();
    }
    expect(store().onTrial()).toMatchObject({ starts: 0 });
  });

  it('goes back when it is not healthy, and says why', () => {
    store().take(payload(4, 'Bad'), ['hearing']);
    start();
    store().fail('hearing is not ready after 120 s');
    expect(start().name).toBe('Local');
    expect(store().failed()).toEqual({ version: 4, state: 'rolled-back', why: 'hearing is not ready after 120 s' });
  });

  it('counts for nothing once the kiosk has enrolled anew', () => {
    store().take(payload(7, 'Old fleet'), []);
    prepareIdentity(dataDir, 'other').confirm('0190a5d2-7c3e-7b1a-8f00-000000000009');
    expect(start().name).toBe('Local');
    expect(store().seen()).toBe(0);
  });

  it('leaves a working kiosk wherever a write ends', () => {
    for (const stop of ['write state', 'flush state', 'rename state', 'flush folder of state']) {
      rmSync(join(dataDir, 'fleet'), { recursive: true, force: true });
      store().take(payload(1, 'Good'), []);
      start();
      store().pass();
      const dying = store((step) => {
        if (step === stop) throw new Error('killed');
      });
      expect(() => dying.take(payload(2, 'Next'), [])).toThrow('killed');
      expect(['Good', 'Next']).toContain(start().name);
    }
  });

  it('sets a file aside that nobody can read, and goes on with config.yaml', () => {
    mkdirSync(join(dataDir, 'fleet'));
    writeFileSync(join(dataDir, 'fleet', 'config.json'), '{"device":');
    expect(start().name).toBe('Local');
    expect(existsSync(join(dataDir, 'fleet', 'config.json.broken'))).toBe(true);
    store().take(payload(1, 'Fleet'), []);
    expect(readFileSync(join(dataDir, 'fleet', 'config.json'), 'utf8')).toContain('Fleet');
  });

  it('is left out where it has grown wrong for this program, value by value', () => {
    store().take({ ...payload(1, 'Fleet'), config: { name: 'Fleet', speaking: { rate: 77 } } }, []);
    start();
    const { config, problems } = loadConfig({ dataDir, env: {} });
    expect(config).toMatchObject({ name: 'Fleet', speaking: { rate: 1 } });
    expect(problems).toMatchObject([{ key: 'speaking.rate', source: "the fleet's configuration 1" }]);
  });
});
