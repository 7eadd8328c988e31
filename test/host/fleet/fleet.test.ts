import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { createMemoryPair } from '../../../core/transport/memory-pair.ts';
import { createHost, type Host } from '../../../host/create-host.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { eventually } from '../../support/eventually.ts';
import { type LinkedScreen, screenOn } from '../staff-screen.ts';
import { type FleetServer, startFleetServer } from './fleet-server.ts';

/** No word of it is in any venue or program. */
const SAID = 'Where is Xylothrax Quenderby, my name is Zorblatt Vimpelgrub?';
const WORDS = ['Xylothrax', 'Quenderby', 'Zorblatt', 'Vimpelgrub'];
const uuid = (n: number) => `0190a5d2-7c3e-4b1a-8f00-${String(n).padStart(12, '0')}`;

const log = createRecordingLog();
const restart = vi.fn();
let server: FleetServer;
let dataDir = '';
let host: Host;
let guest: LinkedScreen;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-fleet-host-'));
  server = await startFleetServer();
  server.enrol(dataDir);
  const config = configSchema.parse({
    ...{ name: 'Lobby east', now: '2026-05-12T10:00', hearing: { enabled: false }, speaking: { enabled: false } },
    sync: { url: server.url, tenant: 'demo' },
  });
  host = await createHost({ dataDir, config, log, shell: { restart } });
  const [screen, kiosk] = createMemoryPair();
  host.connect(kiosk);
  guest = screenOn(screen, { role: 'guest' });
  await guest.next('welcome');
}, 60_000);
afterAll(async () => {
  await host.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('tells how the kiosk does', async () => {
  guest.send({ type: 'mic.state', state: 'denied' });
  guest.send({ type: 'camera.state', state: 'denied' });
  const { tenant, heartbeat } = await server.beat(({ heartbeat: { mic } }) => mic === 'denied');
  expect(tenant).toBe('demo');
  expect(heartbeat).toMatchObject({
    name: 'Lobby east',
    configVersion: 0,
    mic: 'denied',
    camera: 'denied',
    lastTurnAt: null,
    queueDepth: 0,
  });
  expect(heartbeat.diskFreeBytes).toBeGreaterThan(0);
  expect(heartbeat.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['mic-denied', 'camera-denied']));
});

it('knows how far its clock is off', async () => {
  server.next = { ...server.next, serverMs: Date.now() - 3_600_000 };
  const { heartbeat } = await server.beat(({ heartbeat: { clockOffsetMs } }) => (clockOffsetMs ?? 0) > 3_000_000);
  expect(heartbeat.problems.map(({ code }) => code)).toContain('clock-off');
  server.next = { config: null, commands: [], updates: null };
});

it('shows a message on the screen until its time, and tells that it did, once', async () => {
  const command = {
    id: uuid(1),
    kind: 'message' as const,
    text: { en: 'We close at six.' },
    untilAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const told = server.beat(({ results }) => results.length > 0);
  server.next = { ...server.next, commands: [command] };
  const banner = await guest.next('venue.banner');
  expect(banner.banner).toEqual({ en: 'We close at six.' });
  expect((await told).results).toEqual([{ id: uuid(1), state: 'done' }]);
  expect((await server.beat()).results).toEqual([]);
  server.next = { ...server.next, commands: [] };
});

it('sends what it counted of a visit, and not a byte of what was said', async () => {
  guest.send({ type: 'text.submit', text: SAID, source: 'typed' });
  await guest.next('turn.done');
  guest.send({ type: 'text.submit', text: 'Where is the nearest toilet?', source: 'typed' });
  await guest.next('turn.done');
  guest.send({ type: 'session.end' });
  const { heartbeat } = await server.beat(({ counts }) => counts.some(({ visits }) => visits.length > 0));
  expect(heartbeat.lastTurnAt).not.toBeNull();
  const counts = server.beats.flatMap((beat) => beat.counts);
  expect(counts).toContainEqual(expect.objectContaining({ topic: 'find_places', language: 'en', asked: 1, answered: 1 }));
  server.next = { ...server.next, commands: [{ id: uuid(2), kind: 'pull-logs' }] };
  await server.beat(({ results }) => results.some(({ id, state }) => id === uuid(2) && state === 'done'));
  const bundle = unzipSync(server.logs[0] ?? new Uint8Array());
  const sent = [...server.bodies, ...Object.values(bundle).map((file) => strFromU8(file))].join('\n').toLowerCase();
  expect(sent).toContain('find_places');
  for (const word of WORDS) expect(sent).not.toContain(word.toLowerCase());
}, 60_000);

it('restarts only when the guest has left', async () => {
  guest.send({ type: 'session.start', trigger: 'touch' });
  await guest.next('session.started');
  server.next = { ...server.next, commands: [{ id: uuid(3), kind: 'restart' }] };
  await server.beat();
  await server.beat();
  expect(restart).not.toHaveBeenCalled();
  guest.send({ type: 'session.end' });
  await eventually(() => expect(restart).toHaveBeenCalledOnce());
});
