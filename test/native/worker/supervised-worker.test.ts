import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSupervisedWorker, type SupervisedWorker } from '../../../native/worker/supervised-worker.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import type { TestRequest } from './test-worker.ts';

const url = new URL('./test-worker.ts', import.meta.url);
let worker: SupervisedWorker<TestRequest, string, string> | null = null;

async function start(data: unknown = null, jobLimitMs = 60_000, mostStuck = 1) {
  const log = createRecordingLog();
  const downs: (string | null)[] = [];
  worker = await createSupervisedWorker<TestRequest, string, string>({
    url,
    name: 'test worker',
    data,
    log,
    jobLimitMs,
    mostStuck,
    onDown: (error) => downs.push(error?.code ?? null),
    backOff: { firstDelayMs: 1, maxDelayMs: 4 },
  });
  return { worker, log, downs };
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });
const eventsOf = (log: Awaited<ReturnType<typeof start>>['log']) => log.lines.map(({ event }) => event);

/** Memory for { native }. */
function hangInNative() {
  const memory = new SharedArrayBuffer(4);
  const cells = new Int32Array(memory);
  return {
    memory,
    state: () => ['not begun', 'inside', 'released', 'came back'][Atomics.load(cells, 0)],
    release() {
      Atomics.store(cells, 0, 2);
      Atomics.notify(cells, 0);
    },
  };
}

afterEach(async () => {
  await worker?.close();
  worker = null;
});

describe('supervised worker', () => {
  it('answers in order and hands over what the worker said when ready', async () => {
    const { worker } = await start();
    expect(worker.info).toBe('ready');
    const said = await Promise.all(['a', 'b', 'c'].map((say) => worker.call({ say })));
    expect(said).toEqual(['a', 'b', 'c']);
  });

  it('rejects the call the worker died under, restarts, and serves those that waited', async () => {
    const { worker, log } = await start();
    const dying = worker.call({ exit: 7 });
    const waiting = worker.call({ say: 'still here' });
    await expect(dying).rejects.toMatchObject({ fault: 'model', code: 'worker-crashed', remedy: expect.any(String) });
    expect(await waiting).toBe('still here');
    expect(log.lines.map((line) => line.event)).toEqual(['worker.crashed', 'worker.restarted']);
  });

  it('survives one crash after another, waiting longer each time up to the limit', async () => {
    const { worker, log } = await start();
    for (let i = 0; i < 4; i++) await expect(worker.call({ exit: 1 })).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(await worker.call({ say: 'again' })).toBe('again');
    const delays = log.lines
      .filter((line) => line.event === 'worker.crashed')
      .map((line) => (line.fields as { restartInMs: number }).restartInMs);
    expect(delays).toEqual([1, 2, 4, 4]);
  });

  it('turns an error in the worker into one of fault "model" and goes on', async () => {
    const { worker } = await start();
    await expect(worker.call({ throw: 'no such tensor' })).rejects.toMatchObject({
      fault: 'model',
      message: expect.stringContaining('no such tensor'),
    });
    expect(await worker.call({ say: 'on' })).toBe('on');
  });

  it('stops a running job and drops a queued one when aborted', async () => {
    const { worker } = await start();
    const running = new AbortController();
    const queued = new AbortController();
    const first = worker.call({ wait: true }, { signal: running.signal });
    const second = worker.call({ say: 'never' }, { signal: queued.signal });
    const third = worker.call({ say: 'next' });
    queued.abort();
    running.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect(await third).toBe('next');
  });

  it('ends a worker that hangs and goes on with a new one', async () => {
    const { worker } = await start(null, 500);
    const hanging = worker.call({ hang: true });
    await expect(hanging).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(await worker.call({ say: 'free again' })).toBe('free again');
  });

  it('leaves a worker that hangs in native code until it comes back, and goes on with a new one', async () => {
    const { worker, log } = await start(null, 300);
    const hanging = hangInNative();
    await expect(worker.call({ native: hanging.memory })).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(await worker.call({ say: 'free again' })).toBe('free again');
    expect(hanging.state()).toBe('inside');
    hanging.release();
    await eventually(() => expect(eventsOf(log)).toContain('worker.stuck-ended'));
    expect(hanging.state()).toBe('came back');
    expect(eventsOf(log)).toEqual(['worker.stuck', 'worker.restarted', 'worker.stuck-ended']);
  });

  it('says that it hangs when no more workers may be left so, and recovers when one comes back', async () => {
    const { worker, log, downs } = await start(null, 300, 0);
    const hanging = hangInNative();
    const calls = [worker.call({ native: hanging.memory }), worker.call({ say: 'waiting' })];
    await expect(calls[0]).rejects.toMatchObject({ code: 'worker-crashed' });
    for (const call of [calls[1], worker.call({ say: 'new' })]) {
      await expect(call).rejects.toMatchObject({ fault: 'model', code: 'worker-stuck', remedy: expect.stringContaining('Restart') });
    }
    hanging.release();
    await eventually(() => expect(eventsOf(log)).toContain('worker.restarted'));
    expect(await worker.call({ say: 'back' })).toBe('back');
    expect(downs).toEqual(['worker-stuck', null]);
  });

  it('closes, leaving behind what hangs in native code', async () => {
    const { worker, log } = await start();
    const hanging = hangInNative();
    const left = expect(worker.call({ native: hanging.memory })).rejects.toMatchObject({ code: 'closed' });
    await eventually(() => expect(hanging.state()).toBe('inside'));
    await worker.close();
    await left;
    expect([hanging.state(), eventsOf(log)]).toEqual(['inside', ['worker.left']]);
    hanging.release();
    await eventually(() => expect(hanging.state()).toBe('came back'));
  });

  it('says why it could not start', async () => {
    await expect(start('fail')).rejects.toMatchObject({ fault: 'model', message: expect.stringContaining('cannot load') });
  });

  it('says so when its file is missing', async () => {
    const url = new URL('./no-such-worker.ts', import.meta.url);
    const failure = createSupervisedWorker({ url, name: 'test worker', data: null, log: createRecordingLog() });
    await expect(failure).rejects.toMatchObject({ fault: 'model', code: 'worker-not-started' });
  });

  it('rejects what is left and everything after when closed', async () => {
    const { worker } = await start();
    const left = worker.call({ wait: true });
    const closed = worker.close();
    await expect(left).rejects.toMatchObject({ code: 'closed' });
    await closed;
    await expect(worker.call({ say: 'x' })).rejects.toMatchObject({ code: 'closed' });
  });
});
