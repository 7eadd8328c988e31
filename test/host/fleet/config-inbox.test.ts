import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SignedConfig } from '../../../core/contract/fleet-config.ts';
import { configSchema } from '../../../core/contract/index.ts';
import { createConfigInbox } from '../../../host/fleet/config-inbox.ts';
import { createFleetConfigStore } from '../../../host/fleet/config-store.ts';
import { type Fleet, openFleet } from '../../../host/fleet/open-fleet.ts';
import { createParts } from '../../../host/parts.ts';
import { createSystemClock } from '../../../host/system.ts';
import { createCountingIds, createRecordingLog } from '../../fakes/plain.ts';
import { type FleetServer, startFleetServer } from './fleet-server.ts';

const signed = (payload: string): SignedConfig => ({ payload, keyId: 'k', signature: 's' });

describe('configurations that came before the kiosk could weigh them', () => {
  it('wait, and of several the newest alone is taken', async () => {
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const taken: string[] = [];
    const inbox = createConfigInbox({ settled, receive: async ({ payload }) => void taken.push(payload), log: createRecordingLog() });
    inbox.put(signed('1'));
    inbox.put(signed('2'));
    await Promise.resolve();
    expect(taken).toEqual([]);
    settle();
    await expect.poll(() => taken).toEqual(['2']);
    inbox.put(signed('3'));
    await expect.poll(() => taken).toEqual(['2', '3']);
    await inbox.close();
  });

  it('one that cannot be taken is logged, and the next is', async () => {
    const log = createRecordingLog();
    const taken: string[] = [];
    const receive = async ({ payload }: SignedConfig) => {
      if (payload === '1') throw new Error('disk full');
      taken.push(payload);
    };
    const inbox = createConfigInbox({ settled: Promise.resolve(), receive, log });
    inbox.put(signed('1'));
    await expect.poll(() => log.lines.map(({ event }) => event)).toEqual(['fleet.answer-not-followed']);
    inbox.put(signed('2'));
    await expect.poll(() => taken).toEqual(['2']);
    await inbox.close();
  });

  it('nothing is taken any more once the kiosk ends, and its end waits for no engine', async () => {
    const taken: string[] = [];
    const inbox = createConfigInbox({
      settled: new Promise(() => {}),
      receive: async ({ payload }) => void taken.push(payload),
      log: createRecordingLog(),
    });
    inbox.put(signed('1'));
    await inbox.close();
    inbox.put(signed('2'));
    expect(taken).toEqual([]);
  });
});

describe('a kiosk whose engines take long', () => {
  let dataDir = '';
  let server: FleetServer | null = null;
  let fleet: Fleet | null = null;
  afterEach(async () => {
    await fleet?.close();
    await server?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('goes on reporting while a configuration waits, and takes it then', async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'foyer-inbox-'));
    server = await startFleetServer();
    server.enrol(dataDir);
    const log = createRecordingLog();
    const clock = createSystemClock();
    const config = configSchema.parse({ sync: { url: server.url, tenant: 'demo' } });
    fleet = openFleet({
      ...{ dataDir, config, clock, log, ids: createCountingIds(), shell: {}, parts: createParts({ clock, log, planner: 'local' }) },
      queueDepth: () => 0,
      prepareVenue: async () => {},
    });
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    server.next = { ...server.next, config: server.signed(1, { name: 'East' }) };
    const vitals = { screen: true, mic: 'on', camera: 'off', noiseRms: null, lastTurnAtMs: null } as const;
    const beats = [server.beat(({ heartbeat: { clockOffsetMs } }) => clockOffsetMs !== null)];
    fleet.start({ idle: () => true, vitals: () => vitals, venueChanged: () => {} }, settled);
    // The first is without an answer yet; this one follows the answer that held the configuration.
    await Promise.all(beats);
    const store = () => createFleetConfigStore({ dataDir, log }).current()?.version;
    expect(store()).toBeUndefined();
    settle();
    await expect.poll(store, { timeout: 10_000 }).toBe(1);
  }, 30_000);
});
