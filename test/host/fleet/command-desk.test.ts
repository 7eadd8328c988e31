import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FleetCommand } from '../../../core/contract/fleet.ts';
import { type CommandDeskOptions, createCommandDesk } from '../../../host/fleet/command-desk.ts';
import { createRestartDesk } from '../../../host/fleet/restart-desk.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const uuid = (n: number) => `0190a5d2-7c3e-4b1a-8f00-${String(n).padStart(12, '0')}`;
const command = (n: number, kind: FleetCommand['kind'], more: Partial<FleetCommand> = {}): FleetCommand => ({ id: uuid(n), kind, ...more });
let dataDir = '';

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-commands-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function desk(run: Partial<CommandDeskOptions['run']> = {}, beforeStep?: (step: string) => void) {
  const ran: string[] = [];
  const told = Promise.withResolvers<void>();
  const note = (kind: string) => async () => {
    ran.push(kind);
    return { state: 'done' as const };
  };
  const made = createCommandDesk({
    dataDir,
    log: createRecordingLog(),
    onResult: () => told.resolve(),
    run: { restart: note('restart'), 'update-now': note('update-now'), message: note('message'), 'pull-logs': note('pull-logs'), ...run },
    ...(beforeStep === undefined ? {} : { beforeStep }),
  });
  return { ...made, ran, told: told.promise };
}

describe('commands from afar', () => {
  it('are each carried out once, however often they are sent, also across restarts', async () => {
    const first = desk();
    first.receive([command(1, 'message'), command(1, 'message')], NOW);
    first.receive([command(1, 'message')], NOW);
    await first.told;
    const second = desk();
    second.receive([command(1, 'message')], NOW);
    expect([first.ran, second.ran]).toEqual([['message'], []]);
  });

  it('have a result that is told until it is taken, also after a restart', async () => {
    const first = desk({ 'update-now': async () => ({ state: 'done', detail: 'everything is as it should be' }) });
    first.receive([command(2, 'update-now')], NOW);
    await first.told;
    const second = desk();
    const results = second.results(50);
    expect(results).toEqual([{ id: uuid(2), state: 'done', detail: 'everything is as it should be' }]);
    second.settle(results);
    expect([second.results(50), desk().results(50)]).toEqual([[], []]);
  });

  it('say so when they fail, come too late, or were cut off', async () => {
    const never = new Promise<never>(() => {});
    const first = desk({ message: () => Promise.reject(new Error('the disk is full')), 'pull-logs': () => never });
    first.receive([command(3, 'message'), command(4, 'restart', { untilAt: '2026-11-22T09:59:59Z' }), command(5, 'pull-logs')], NOW);
    await first.told;
    expect(first.ran).toEqual([]);
    await expect.poll(() => first.results(50)).toHaveLength(2);
    expect(desk().results(50)).toEqual([
      { id: uuid(3), state: 'failed', detail: 'the disk is full' },
      { id: uuid(4), state: 'refused', detail: 'it came too late' },
      { id: uuid(5), state: 'failed', detail: 'the kiosk was started again before it was done' },
    ]);
  });

  it('that restart the kiosk are done once it is back', () => {
    desk({ restart: async () => 'restarting' }).receive([command(6, 'restart')], NOW);
    expect(desk().results(50)).toEqual([{ id: uuid(6), state: 'done' }]);
  });

  it('are not begun where their id cannot be kept', () => {
    const full = desk({}, () => {
      throw new Error('no room');
    });
    full.receive([command(7, 'message')], NOW);
    expect([full.ran, full.results(50)]).toEqual([[], []]);
    const later = desk();
    later.receive([command(7, 'message')], NOW);
    expect(later.ran).toEqual(['message']);
  });
});

describe('a restart', () => {
  const desks = (idle: { value: boolean }, restart: (() => void) | undefined) => {
    const clock = createTestClock();
    return { clock, restarts: createRestartDesk({ idle: () => idle.value, restart, clock, log: createRecordingLog() }) };
  };

  it('waits for the guest to leave, and is one for all who asked', async () => {
    let ended = 0;
    const idle = { value: false };
    const { clock, restarts } = desks(idle, () => ended++);
    const asked = [restarts.ask('a command', 60_000), restarts.ask('a configuration')];
    clock.advance(30_000);
    expect(ended).toBe(0);
    idle.value = true;
    clock.advance(1000);
    expect(await Promise.all(asked)).toEqual([true, true]);
    expect(ended).toBe(1);
  });

  it('is given up after its time, while others go on waiting', async () => {
    const idle = { value: false };
    const { clock, restarts } = desks(idle, () => {});
    const command = restarts.ask('a command', 60_000);
    const configuration = restarts.ask('a configuration');
    clock.advance(60_000);
    expect(await command).toBe(false);
    idle.value = true;
    clock.advance(1000);
    expect(await configuration).toBe(true);
  });

  it('is refused where nothing would start the kiosk again', async () => {
    const { restarts } = desks({ value: true }, undefined);
    expect([restarts.possible, await restarts.ask('a command')]).toEqual([false, false]);
  });
});
