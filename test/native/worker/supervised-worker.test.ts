import { afterEach, describe, expect, it } from 'vitest';
import { createSupervisedWorker, type SupervisedWorker } from '../../../native/worker/supervised-worker.ts';
import { createRecordingLog } from '../../fakes/plain.ts';
import type { TestRequest } from './test-worker.ts';

const url = new URL('./test-worker.ts', import.meta.url);
let worker: SupervisedWorker<TestRequest, string, string> | null = null;

async function start(data: unknown = null, jobLimitMs = 60_000) {
  const log = createRecordingLog();
  worker = await createSupervisedWorker<TestRequest, string, string>({
    url,
    name: 'test worker',
    data,
    log,
    jobLimitMs,
    backOff: { firstDelayMs: 1, maxDelayMs: 4 },
  });
  return { worker, log };
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
