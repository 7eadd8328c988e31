import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capability } from '../../../core/contract/index.ts';
import { createConfigDesk } from '../../../host/fleet/config-desk.ts';
import { createFleetConfigStore } from '../../../host/fleet/config-store.ts';
import { pinnedFleetKey } from '../../../host/fleet/fleet-key.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { DEVICE, type FleetServer, startFleetServer } from './fleet-server.ts';

let server: FleetServer;
let dataDir = '';
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-config-desk-'));
  server = await startFleetServer();
  server.enrol(dataDir);
});
afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A kiosk in one process; what it hears, says and shows is set from outside. */
function kiosk({ speaking = 'ready' as Capability['state'], screen = true } = {}) {
  const log = createRecordingLog();
  const store = createFleetConfigStore({ dataDir, log });
  store.countStart();
  const clock = createTestClock();
  const ask = vi.fn(async () => true);
  const state = { screen, speaking };
  const desk = createConfigDesk({
    ...{ store, tenant: 'demo', device: DEVICE, healthMs: 120_000, clock, log },
    key: async () => pinnedFleetKey(dataDir, DEVICE) ?? { keyId: '', publicKey: '' },
    restarts: { ask, possible: true },
    health: () => ({
      capabilities: { venue: { state: 'ready' }, hearing: { state: 'off' }, speaking: { state: state.speaking } },
      screen: state.screen,
    }),
  });
  return { desk, clock, ask, store, state };
}

describe('a configuration that arrives', () => {
  it('is good once the kiosk has been well with it for a while', async () => {
    const first = kiosk();
    await first.desk.receive(server.signed(1, { name: 'One' }));
    expect(first.ask).toHaveBeenCalledOnce();
    const { clock, store, desk, state } = kiosk({ speaking: 'starting', screen: false });
    clock.advance(30_000);
    Object.assign(state, { speaking: 'ready', screen: true });
    clock.advance(4000);
    expect(store.onTrial()).not.toBeNull();
    clock.advance(2000);
    expect([store.onTrial(), store.current()?.version, desk.version]).toEqual([null, 1, 1]);
  });

  it.each([
    ['it speaks no more', { speaking: 'unavailable' as const }, 'speaking'],
    ['its screen does not come back', { screen: false }, 'screen'],
    ['it speaks and shows nothing', { speaking: 'starting' as const, screen: false }, 'speaking, screen'],
  ])('is gone back from where %s', async (_what, after, named) => {
    await kiosk().desk.receive(server.signed(1, { name: 'One' }));
    const { clock, store, ask } = kiosk(after);
    clock.advance(119_000);
    expect(store.failed()).toBeNull();
    clock.advance(2000);
    expect(store.failed()).toMatchObject({ version: 1, state: 'rolled-back', why: expect.stringContaining(named) });
    expect([ask.mock.calls.length, store.current()]).toEqual([1, null]);
  });

  it.each([
    ['well', {}],
    ['unwell', { screen: false }],
  ])('stays on trial, and ends no kiosk, where it is %s and the disk takes nothing', async (_what, after) => {
    await kiosk().desk.receive(server.signed(1, { name: 'One' }));
    const { clock, store, ask } = kiosk(after);
    // What is written first cannot be.
    mkdirSync(join(dataDir, 'fleet', `config.json.${process.pid}.tmp`));
    clock.advance(125_000);
    expect([store.onTrial()?.value.version, ask.mock.calls.length]).toEqual([1, 0]);
  });

  it('is not blamed for what did not work before', async () => {
    await kiosk({ speaking: 'unavailable', screen: false }).desk.receive(server.signed(1, { name: 'One' }));
    const { clock, store } = kiosk({ speaking: 'unavailable', screen: false });
    clock.advance(6000);
    expect([store.failed(), store.onTrial()]).toEqual([null, null]);
  });

  it('may switch a part off', async () => {
    await kiosk().desk.receive(server.signed(1, { speaking: { enabled: false } }));
    const { clock, store } = kiosk({ speaking: 'off' });
    clock.advance(6000);
    expect(store.onTrial()).toBeNull();
  });

  it('waits for the one on trial, and is never one that was seen before', async () => {
    const first = kiosk();
    await first.desk.receive(server.signed(5, { name: 'Five' }));
    await first.desk.receive(server.signed(6, { name: 'Six' }));
    expect(first.store.current()?.version).toBe(5);
    const next = kiosk();
    next.clock.advance(6000);
    for (const version of [4, 5]) await next.desk.receive(server.signed(version, { name: 'Old' }));
    expect([next.ask.mock.calls.length, next.store.current()?.version]).toEqual([0, 5]);
    await next.desk.receive(server.signed(6, { name: 'Six' }));
    expect(next.store.current()?.version).toBe(6);
  });

  it('is told of where it is refused, and its version is not taken again', async () => {
    const { desk, store, ask } = kiosk();
    await desk.receive(server.signed(3, { sync: { url: 'https://elsewhere.example' } }));
    expect([store.failed(), store.current(), ask.mock.calls.length]).toEqual([
      expect.objectContaining({ version: 3, state: 'refused' }),
      null,
      0,
    ]);
    await desk.receive({ ...server.signed(4, { name: 'Four' }), signature: 'A'.repeat(86) });
    expect(desk.findings()).toMatchObject([{ code: 'config-refused' }]);
    expect(store.failed()?.version).toBe(3);
  });
});
