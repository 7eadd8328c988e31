import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { installLastResort } from '../../electron/last-resort.ts';
import { relaunch } from '../../electron/relaunch.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

describe('a fault that nothing caught', () => {
  const start = () => {
    const process = new EventEmitter();
    const clock = createTestClock();
    const log = createRecordingLog();
    let restarts = 0;
    installLastResort({ process, restart: () => void restarts++, clock, log });
    return { process, clock, log, restarts: () => restarts };
  };

  test('is logged and starts the program afresh, once, however many follow', () => {
    const { process, clock, log, restarts } = start();
    clock.advance(60_000);
    process.emit('uncaughtException', new Error('one'));
    process.emit('unhandledRejection', new Error('two'));
    clock.advance(1000);
    expect(restarts()).toBe(1);
    clock.advance(600_000);
    expect(restarts()).toBe(1);
    expect(log.lines.map(({ event }) => event)).toEqual(['main.failed', 'main.failed']);
  });

  test('in starting makes no fast loop', () => {
    const { process, clock, restarts } = start();
    process.emit('uncaughtException', new Error('at once'));
    clock.advance(29_999);
    expect(restarts()).toBe(0);
    clock.advance(1);
    expect(restarts()).toBe(1);
  });
});

describe('starting again', () => {
  const run = (env: NodeJS.ProcessEnv, how: 'quit' | 'exit') => {
    const calls: unknown[] = [];
    const app = {
      relaunch: (options: unknown) => void calls.push(options),
      quit: () => void calls.push('quit'),
      exit: (code: number) => void calls.push(code),
    };
    relaunch({ app: app as never, env, argv: ['--kiosk'] }, how);
    return calls;
  };

  test('is done by the program itself, from its own file where it is one', () => {
    expect(run({}, 'quit')).toEqual([{ args: ['--kiosk'] }, 'quit']);
    expect(run({ APPIMAGE: '/opt/Foyer.AppImage' }, 'quit')).toEqual([{ args: ['--kiosk'], execPath: '/opt/Foyer.AppImage' }, 'quit']);
  });

  test.each([{ FOYER_LAUNCHER: '1' }, { NOTIFY_SOCKET: '/run/x' }, { FOYER_SUPERVISED: 'always' }])(
    'is left to a supervisor: %o',
    (env) => {
      expect(run(env, 'exit')).toEqual([1]);
    },
  );
});
