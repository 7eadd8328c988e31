import { expect, test } from 'vitest';
import { createHostSupervisor } from '../../electron/host-supervisor.ts';
import { createFakeHostProcess } from '../fakes/electron.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

function start(extra: { onQuit?: () => void } = {}) {
  const clock = createTestClock();
  const log = createRecordingLog();
  const processes: ReturnType<typeof createFakeHostProcess<string>>[] = [];
  const fork = () => {
    const fake = createFakeHostProcess<string>();
    processes.push(fake);
    return fake.process;
  };
  const supervisor = createHostSupervisor<string>({ fork, clock, log, backoff: { baseMs: 100, maxMs: 400 }, ...extra });
  const latest = () => {
    const process = processes.at(-1);
    if (process === undefined) throw new Error('nothing was started');
    return process;
  };
  return { clock, log, processes, supervisor, latest };
}

test('links asked for before the kiosk runs are handed over when it does', () => {
  const { supervisor, latest } = start();
  supervisor.connect('port 1');
  expect(latest().told).toEqual([]);
  latest().says({ type: 'ready' });
  supervisor.connect('port 2');
  expect(links(latest())).toEqual(['port 1', 'port 2']);
});

const links = ({ told }: { told: readonly { ports: readonly string[] }[] }) => told.flatMap(({ ports }) => ports);

test('a kiosk that ends is started again, ever later while it keeps failing, soon again once it ran for a while', () => {
  const { clock, processes, latest, log } = start();
  for (const delayMs of [100, 200, 400, 400]) {
    const before = processes.length;
    latest().exits(1);
    clock.advance(delayMs - 1);
    expect(processes).toHaveLength(before);
    clock.advance(1);
    expect(processes).toHaveLength(before + 1);
  }
  latest().says({ type: 'ready' });
  for (let i = 0; i < 3; i++) {
    clock.advance(20_000);
    latest().says({ type: 'pong' });
  }
  latest().exits(1);
  clock.advance(100);
  expect(processes).toHaveLength(6);
  expect(log.lines.filter((line) => line.event === 'host.exited')).toHaveLength(5);
});

test('one that comes up and ends at once, again and again, is not started ever faster for it', () => {
  const { clock, processes, latest } = start();
  for (let i = 0; i < 3; i++) {
    latest().says({ type: 'ready' });
    latest().exits(1);
    clock.advance(400);
  }
  const before = processes.length;
  latest().says({ type: 'ready' });
  latest().exits(1);
  clock.advance(399);
  expect(processes).toHaveLength(before);
  clock.advance(1);
  expect(processes).toHaveLength(before + 1);
});

test('one that hangs is ended, and another started; one that is late once is not', () => {
  const { clock, processes, latest, log } = start();
  latest().says({ type: 'ready' });
  clock.advance(40_000);
  latest().says({ type: 'pong' });
  clock.advance(40_000);
  expect(latest().killed()).toBe(0);
  clock.advance(40_000);
  expect(processes[0]?.killed()).toBe(1);
  expect(log.lines.map(({ event }) => event)).toContain('host.hangs');
  clock.advance(400);
  expect(processes).toHaveLength(2);
});

test('the operator, whom the kiosk knows, ends the program', () => {
  let quits = 0;
  const { latest } = start({ onQuit: () => void quits++ });
  latest().says({ type: 'quit' });
  expect(quits).toBe(1);
});

test('links asked for while it is down go to the next one, the newest of them', () => {
  const { clock, supervisor, latest } = start();
  latest().says({ type: 'ready' });
  latest().exits(9);
  for (let i = 0; i < 20; i++) supervisor.connect(`port ${i}`);
  clock.advance(100);
  latest().says({ type: 'ready' });
  expect(links(latest())).toEqual(Array.from({ length: 8 }, (_, i) => `port ${i + 12}`));
});

test('says why the kiosk could not start', () => {
  const { log, latest } = start();
  latest().says({ type: 'failed', message: 'no disk', remedy: 'Free some.' });
  expect(log.lines).toContainEqual({ level: 'error', event: 'host.failed', fields: { message: 'no disk', remedy: 'Free some.' } });
});

test('closing asks first, and does not start it again', async () => {
  const { clock, supervisor, latest, processes } = start();
  latest().says({ type: 'ready' });
  const closed = supervisor.close();
  expect(latest().told.at(-1)?.message).toEqual({ type: 'close' });
  latest().exits(0);
  await closed;
  clock.advance(60_000);
  expect(processes).toHaveLength(1);
  expect(latest().killed()).toBe(0);
});

test('closing ends a kiosk that does not answer', async () => {
  const { clock, supervisor, latest } = start();
  const closed = supervisor.close();
  clock.advance(5000);
  await closed;
  expect(latest().killed()).toBe(1);
});

test('closing between two starts starts nothing more', async () => {
  const { clock, supervisor, latest, processes } = start();
  latest().exits(1);
  await supervisor.close();
  clock.advance(60_000);
  expect(processes).toHaveLength(1);
});
