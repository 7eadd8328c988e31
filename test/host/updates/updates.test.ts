import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UpdatePlan } from '../../../core/contract/fleet.ts';
import { createAppUpdate } from '../../../host/updates/app-update.ts';
import { createUpdates, type UpdatesOptions } from '../../../host/updates/create-updates.ts';
import type { UpdateKind } from '../../../host/updates/update-kind.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { eventually } from '../../support/eventually.ts';
import { type FileServer, startFileServer } from './file-server.ts';

const CONTENT = Buffer.from('a model'.repeat(1000));
let dataDir = '';
let server: FileServer;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-updates-'));
  server = await startFileServer({ 'm.zip': CONTENT });
});
afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function kiosk(options: Partial<UpdatesOptions> = {}, activate: UpdateKind['activate'] = async () => 'passed') {
  const clock = createTestClock('2026-11-22T12:00');
  const state = { idle: true, used: '' };
  const activated: string[] = [];
  const kind: UpdateKind = {
    name: 'model',
    suffix: '.model',
    wanted: ({ model }) => (model === undefined || model.sha256 === state.used ? null : { ...model, label: model.name }),
    async activate(path, wanted) {
      const outcome = await activate(path, wanted);
      activated.push(readFileSync(path, 'utf8').slice(0, 7));
      state.used = wanted.sha256;
      return outcome;
    },
    settle: async () => 'none',
    failure: () => null,
  };
  const updates = createUpdates({
    ...{ dataDir, kinds: [kind], app: null, endpoint: server.url, clock, log: createRecordingLog(), random: () => 0.5 },
    ...{ idle: () => state.idle, timezone: () => 'UTC', restarts: { possible: true, ask: async () => true } },
    local: { window: { from: '02:00', to: '05:00' } },
    headersFor: async () => ({ authorization: 'Bearer kiosk' }),
    download: { attempts: 1, freeBytes: async () => 1e12, waitBeforeRetry: async () => {} },
    ...options,
  });
  return { updates, clock, state, activated };
}
const plan = (more: Partial<UpdatePlan> = {}): UpdatePlan => {
  const { sha256, bytes } = server.artefact('m.zip');
  return { model: { name: 'whisper-next', url: 'm.zip', sha256, bytes }, window: { from: '02:00', to: '05:00' }, ...more };
};

describe('what the fleet plans', () => {
  it('is fetched at once, with the kiosk’s token, and used in its window when nobody is there', async () => {
    const { updates, clock, state, activated } = kiosk();
    updates.follow(plan());
    await eventually(() => expect(server.requests).toMatchObject([{ path: '/m.zip', token: 'Bearer kiosk' }]));
    state.idle = false;
    clock.setLocal('2026-11-23T02:00');
    clock.advance(30_000);
    expect(activated).toEqual([]);
    state.idle = true;
    await eventually(() => {
      clock.advance(30_000);
      expect(activated).toEqual(['a model']);
    });
    clock.advance(30_000);
    await updates.close();
    expect([activated.length, server.requests.length]).toEqual([1, 1]);
  });

  it('is done at once where an operator asks for it, when the guest has left', async () => {
    const { updates, clock, state, activated } = kiosk();
    updates.follow(plan());
    state.idle = false;
    const asked = updates.now(60_000);
    await eventually(() => expect(clock.pending).toBeGreaterThan(1));
    state.idle = true;
    clock.advance(1000);
    expect(await asked).toBe('model whisper-next is in use');
    expect(activated).toHaveLength(1);
    expect(await updates.now(60_000)).toBe('everything is as it should be');
    await updates.close();
  });

  it('is given up for now where a guest stays', async () => {
    const { updates, clock, state } = kiosk();
    updates.follow(plan());
    state.idle = false;
    const asked = updates.now(60_000);
    await eventually(() => {
      clock.advance(10_000);
      expect(clock.nowMs()).toBeGreaterThan(60_000);
    });
    expect(await asked).toBe('a guest stayed too long');
    await updates.close();
  });

  it('is tried again later, and told, where it cannot be had', async () => {
    const { updates, clock } = kiosk();
    server.faults.push({ status: 503 });
    updates.follow(plan());
    await eventually(() => expect(updates.findings()).toMatchObject([{ code: 'update-not-fetched' }]));
    clock.advance(30_000);
    expect(server.requests).toHaveLength(1);
    await eventually(() => {
      clock.advance(30_000);
      expect(updates.findings()).toEqual([]);
    });
    await updates.close();
  });

  it('is let rest for a while where it could not be brought into use, and is no fault once it is not planned any more', async () => {
    const activate = vi.fn(() => Promise.reject(new Error('somebody else is at it')));
    const { updates, clock } = kiosk({}, activate);
    clock.setLocal('2026-11-23T02:00');
    updates.follow(plan());
    await eventually(() => expect(updates.findings()).toMatchObject([{ message: 'somebody else is at it' }]));
    clock.advance(30_000);
    await updates.now(-1);
    expect(activate).toHaveBeenCalledTimes(2);
    updates.follow({ window: { from: '02:00', to: '05:00' } });
    await eventually(() => expect(updates.findings()).toEqual([]));
    await updates.close();
  });

  it('leaves the rest alone where one part fails', async () => {
    const shell = { stage: vi.fn(async () => '0.2.0'), install: vi.fn(), rolledBack: () => null };
    const { updates } = kiosk({ app: createAppUpdate({ version: '0.1.0', shell, clock: createTestClock() }) }, () =>
      Promise.reject(new Error('it hears nothing')),
    );
    updates.follow(plan({ app: { channel: 'stable', version: '0.2.0', url: 'app/stable/' } }));
    expect(await updates.now(1000)).toBe('model whisper-next: it hears nothing; program 0.2.0 is being installed');
    const asked = { channel: 'stable', version: '0.2.0', url: `${server.url}app/stable/`, headers: { authorization: 'Bearer kiosk' } };
    expect([shell.stage.mock.calls, shell.install.mock.calls.length]).toEqual([[[asked]], 1]);
    await updates.close();
  });
});

describe('the program itself', () => {
  const shell = (more = {}) => ({ stage: vi.fn(async () => '0.2.0'), install: vi.fn(), rolledBack: () => null, ...more });
  const at = { channel: 'stable', url: 'https://releases.example/' };

  it('is staged once and installed when it may be', async () => {
    const to = shell();
    const app = createAppUpdate({ version: '0.1.0', shell: to, clock: createTestClock() });
    await app.bring({ ...at, version: '0.2.0' }, () => false);
    expect(await app.bring({ ...at, version: '0.2.0' }, () => true)).toBe('program 0.2.0 is being installed');
    expect([to.stage.mock.calls.length, to.install.mock.calls.length]).toEqual([1, 1]);
  });

  it.each([
    ['what runs', '0.1.0', shell()],
    ['what was taken back', '0.2.0', shell({ rolledBack: () => ({ version: '0.2.0', why: 'it ended 2 times' }) })],
  ])('is not looked for where it is %s', async (_what, version, to) => {
    const app = createAppUpdate({ version: '0.1.0', shell: to, clock: createTestClock() });
    expect(await app.bring({ ...at, version }, () => true)).toBeNull();
    expect(to.stage).not.toHaveBeenCalled();
  });

  it('tells why it is not to be had', async () => {
    const to = shell({ stage: () => Promise.reject(new Error('the release is not signed')) });
    const app = createAppUpdate({ version: '0.1.0', shell: to, clock: createTestClock() });
    await app.bring({ ...at, version: '0.2.0' }, () => true);
    expect(app.findings()).toEqual([{ code: 'app-update-failed', message: 'the release is not signed' }]);
    await app.bring({ ...at, version: '0.1.0' }, () => true);
    expect(app.findings()).toEqual([]);
  });

  it('is asked for again only after a while, or another plan, or by somebody who waits', async () => {
    const clock = createTestClock();
    const stage = vi.fn(async () => null);
    const app = createAppUpdate({ version: '0.1.0', shell: { ...shell(), stage }, clock });
    const bring = async (more = {}, hurried = false) => {
      await app.bring({ ...at, headers: { authorization: `Bearer ${clock.nowMs()}` }, ...more }, () => true, hurried);
      return stage.mock.calls.length;
    };
    expect([await bring(), await bring()]).toEqual([1, 1]);
    clock.advance(600_000);
    expect([await bring(), await bring({}, true), await bring({ channel: 'beta' })]).toEqual([1, 2, 3]);
    clock.advance(900_000);
    expect(await bring({ channel: 'beta' })).toBe(4);
  });
});
