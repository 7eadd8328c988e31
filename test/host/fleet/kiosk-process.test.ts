import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../host/config.ts';
import { beginStart } from '../../../host/fleet/begin-start.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { seeded } from '../../support/random.ts';
import { DEVICE, type FleetServer, startFleetServer } from './fleet-server.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
let server: FleetServer;
let dataDir = '';
let running: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-fleet-process-'));
  server = await startFleetServer();
  server.enrol(dataDir);
  const parts = 'hearing: {enabled: false}\nspeaking: {enabled: false}\nmemory: {enabled: false}\n';
  writeFileSync(join(dataDir, 'config.yaml'), `name: Local\n${parts}sync: {url: "${server.url}", tenant: demo}\nweb: {port: 0}\n`);
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function start() {
  const child = spawn(process.execPath, [MAIN, 'kiosk', '--data', dataDir], {
    stdio: 'ignore',
    env: { ...process.env, FOYER_SUPERVISED: '75' },
  });
  running.push(child);
  const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? '')));
  return { kill: () => child.kill('SIGKILL'), stop: () => child.kill('SIGTERM'), ended };
}

describe('a kiosk of a fleet, as a process', () => {
  it('restarts into a configuration, keeps it, and goes back from one that it keeps ending with', async () => {
    server.next = { ...server.next, config: server.signed(1, { name: 'One' }) };
    expect(await start().ended).toBe(75);
    const second = start();
    expect((await server.beat(({ heartbeat }) => heartbeat.configVersion === 1)).heartbeat.name).toBe('One');
    // The next is only taken once this one is good.
    server.next = { ...server.next, config: server.signed(2, { name: 'Two' }) };
    expect(await second.ended).toBe(75);
    for (let i = 0; i < 2; i++) {
      const killed = start();
      expect((await server.beat(({ heartbeat }) => heartbeat.configVersion === 2)).heartbeat.name).toBe('Two');
      killed.kill();
      await killed.ended;
    }
    const last = start();
    const { heartbeat } = await server.beat();
    expect(heartbeat).toMatchObject({ name: 'One', configVersion: 1, configFailed: { version: 2, state: 'rolled-back' } });
    last.stop();
    expect(await last.ended).toBe(0);
  }, 180_000);
});

describe('a configuration being taken, as a process that is killed', () => {
  it('leaves a configuration that works, wherever that happens', async () => {
    const random = seeded(11);
    const script = fileURLToPath(new URL('./change-config.ts', import.meta.url));
    const seen = new Set<string>();
    for (let run = 0; run < 8; run++) {
      const child = spawn(process.execPath, [script, dataDir, DEVICE], { stdio: ['ignore', 'pipe', 'ignore'] });
      running.push(child);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      let writes = Math.floor(random() * 40);
      child.stdout?.on('data', (lines: Buffer) => {
        writes -= lines.toString().split('\n').length - 1;
        if (writes < 0) child.kill('SIGKILL');
      });
      await ended;
      beginStart(dataDir, createRecordingLog());
      const { config, problems } = loadConfig({ dataDir, env: {} });
      expect(problems).toEqual([]);
      expect(config.name).toMatch(/^(Local|Fleet \d+)$/);
      seen.add(config.name);
    }
    expect(seen.size).toBeGreaterThan(3);
  }, 60_000);
});
