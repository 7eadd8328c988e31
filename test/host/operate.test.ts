import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startNightlyRestart } from '../../host/operate/nightly-restart.ts';
import { startServiceWatchdog } from '../../host/operate/service-watchdog.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { eventually } from '../support/eventually.ts';

describe('the nightly restart', () => {
  const begin = (local: string, at: string | null = '04:00') => {
    const clock = createTestClock(local);
    const state = { restarts: 0, idle: true };
    const night = startNightlyRestart({
      at,
      timezone: () => 'Europe/Brussels',
      idle: () => state.idle,
      restart: () => (state.restarts += 1),
      clock,
      log: createRecordingLog(),
    });
    const atTime = (time: string) => {
      clock.setLocal(time);
      clock.advance(30_000);
      return state.restarts;
    };
    return { state, atTime, night, clock };
  };

  it('comes once, in its window', () => {
    const { atTime, clock } = begin('2026-05-12T03:00');
    expect(atTime('2026-05-12T03:59')).toBe(0);
    expect(atTime('2026-05-12T04:00')).toBe(1);
    expect(atTime('2026-05-12T04:01')).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it('waits for a guest, but not beyond its window', () => {
    const { atTime, state } = begin('2026-05-12T03:00');
    state.idle = false;
    expect(atTime('2026-05-12T05:59')).toBe(0);
    state.idle = true;
    expect(atTime('2026-05-12T06:00')).toBe(0);
    expect(atTime('2026-05-13T05:00')).toBe(1);
  });

  it('does not come again to a kiosk that was just restarted', () => {
    const { atTime } = begin('2026-05-12T04:01');
    expect(atTime('2026-05-12T05:59')).toBe(0);
    expect(atTime('2026-05-12T06:01')).toBe(0);
    expect(atTime('2026-05-13T04:00')).toBe(1);
  });

  it('knows a window over midnight', () => {
    const { atTime } = begin('2026-05-12T20:00', '23:30');
    expect(atTime('2026-05-12T23:29')).toBe(0);
    expect(atTime('2026-05-13T00:10')).toBe(1);
  });

  it('can be off, and be closed', () => {
    const { atTime } = begin('2026-05-12T03:00', null);
    expect(atTime('2026-05-12T04:00')).toBe(0);
    const closed = begin('2026-05-12T03:00');
    closed.night.close();
    expect(closed.atTime('2026-05-12T04:00')).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('the service watchdog', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foyer-notify-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Stands in for systemd's own program: notes what it was told, and where. */
  const notifier = () => {
    const command = join(folder, 'notify');
    writeFileSync(command, `#!/bin/sh\necho "$1 $NOTIFY_SOCKET" >> ${join(folder, 'told')}\n`);
    chmodSync(command, 0o755);
    return command;
  };
  const told = () => {
    try {
      return readFileSync(join(folder, 'told'), 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  };

  it('says that it is ready, then that it is alive twice as often as it must, and that it stops', async () => {
    const clock = createTestClock();
    const env = { ...process.env, NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '30000000' };
    const watchdog = startServiceWatchdog({ env, clock, log: createRecordingLog(), command: notifier() });
    const count = (state: string) => told().filter((line) => line === `${state} /run/notify`).length;
    await eventually(() => expect(count('READY=1')).toBe(1));
    clock.advance(14_999);
    expect(clock.pending).toBe(1);
    clock.advance(45_001);
    await eventually(() => expect(count('WATCHDOG=1')).toBe(4));
    watchdog.close();
    expect(clock.pending).toBe(0);
    await eventually(() => expect(count('STOPPING=1')).toBe(1));
  });

  it('says it in the log where nothing passes the message on', async () => {
    const log = createRecordingLog();
    startServiceWatchdog({ env: { NOTIFY_SOCKET: '/run/notify' }, clock: createTestClock(), log, command: join(folder, 'none') });
    await eventually(() => expect(log.lines.map(({ event }) => event)).toContain('watchdog.unheard'));
  });

  it('does nothing where systemd did not start it', () => {
    const clock = createTestClock();
    startServiceWatchdog({ env: { WATCHDOG_USEC: '30000000' }, clock, log: createRecordingLog(), command: notifier() });
    expect(clock.pending).toBe(0);
  });
});
