import type { Worker } from 'node:worker_threads';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { abortError, fromPlain, spawnWorker } from './spawn-worker.ts';

export interface SupervisedWorkerOptions {
  /** The worker's file; a bundled build passes its own. */
  readonly url: URL;
  /** Names the worker in errors and log lines: "speech recognition". */
  readonly name: string;
  /** Cloned to each new worker. */
  readonly data: unknown;
  readonly log: Log;
  /** Restarts wait firstDelayMs, then twice as long each time up to maxDelayMs, until a job succeeds. */
  readonly backOff?: { readonly firstDelayMs: number; readonly maxDelayMs: number };
  /** A job that takes longer hangs: the worker is ended and counts as crashed. */
  readonly jobLimitMs?: number;
}

export interface SupervisedWorker<Request, Result, Info> {
  /** What the worker said when it was ready. */
  readonly info: Info;
  /**
   * Runs a job after those already queued. Aborting drops a queued job at once and asks a running one to stop.
   * @throws FoyerError fault "model", code "worker-crashed" when the worker dies under the job; AbortError.
   */
  call(
    request: Request,
    options?: { readonly signal?: AbortSignal | undefined; readonly transfer?: readonly ArrayBuffer[] },
  ): Promise<Result>;
  close(): Promise<void>;
}

interface Job<Request, Result> {
  readonly id: number;
  readonly request: Request;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

type Settled<Result, Info> = Extract<FromWorker<Result, Info>, { type: 'done' | 'error' }>;

const BACK_OFF = { firstDelayMs: 100, maxDelayMs: 5000 };
const JOB_LIMIT_MS = 60_000;
const CLOSE_LIMIT_MS = 1000;

/** One long-lived worker thread: jobs one at a time, in order; restarted when it dies. */
export async function createSupervisedWorker<Request, Result, Info>(
  options: SupervisedWorkerOptions,
): Promise<SupervisedWorker<Request, Result, Info>> {
  const { log, name, backOff = BACK_OFF, jobLimitMs = JOB_LIMIT_MS } = options;
  const queue: Job<Request, Result>[] = [];
  let running: Job<Request, Result> | null = null;
  let worker: Worker | null = null;
  let restartTimer: NodeJS.Timeout | undefined;
  let limitTimer: NodeJS.Timeout | undefined;
  let delayMs = backOff.firstDelayMs;
  let nextId = 1;
  let closed = false;
  let onQuiet = () => {};

  function next(): void {
    if (worker === null || running !== null) return;
    const job = queue.shift();
    if (job === undefined) return;
    running = job;
    limitTimer = setTimeout(() => void worker?.terminate(), jobLimitMs);
    worker.postMessage({ type: 'job', id: job.id, request: job.request } satisfies ToWorker<Request>, [...job.transfer]);
  }

  function settle(message: Settled<Result, Info>): void {
    if (closed) onQuiet();
    if (running === null || running.id !== message.id) return;
    const job = running;
    running = null;
    clearTimeout(limitTimer);
    if (message.type === 'done') {
      delayMs = backOff.firstDelayMs;
      job.resolve(message.result);
    } else {
      job.reject(fromPlain(message.error, name));
    }
    next();
  }

  function crashed(cause: unknown): void {
    worker = null;
    clearTimeout(limitTimer);
    if (closed) {
      onQuiet();
      return;
    }
    const job = running;
    running = null;
    log.error('worker.crashed', { worker: name, restartInMs: delayMs, error: cause });
    job?.reject(
      new FoyerError(`${name} stopped while it was working`, {
        fault: 'model',
        code: 'worker-crashed',
        remedy: 'It restarts by itself; try again. If it keeps stopping, see the log and run "foyer doctor".',
        cause,
      }),
    );
    restartTimer = setTimeout(restart, delayMs);
    delayMs = Math.min(delayMs * 2, backOff.maxDelayMs);
  }

  function restart(): void {
    spawnWorker<Result, Info>(options, { onSettled: settle, onCrash: crashed }).then(
      (started) => {
        if (closed) {
          void started.worker.terminate();
          return;
        }
        worker = started.worker;
        log.info('worker.restarted', { worker: name });
        next();
      },
      (error) => {
        // A model that stopped loading does not come back by waiting: tell those who wait, and keep trying.
        for (const job of queue.splice(0)) job.reject(error);
        crashed(error);
      },
    );
  }

  /** Asks a job to stop, and waits for it, but not for one that hangs. */
  function stopped(at: Worker, id: number): Promise<void> {
    return new Promise((resolve) => {
      const limit = setTimeout(resolve, CLOSE_LIMIT_MS);
      onQuiet = () => {
        clearTimeout(limit);
        resolve();
      };
      at.postMessage({ type: 'cancel', id } satisfies ToWorker<Request>);
    });
  }

  const started = await spawnWorker<Result, Info>(options, { onSettled: settle, onCrash: crashed });
  worker = started.worker;
  return {
    info: started.info,
    call(request, { signal, transfer = [] } = {}) {
      if (closed) return Promise.reject(new FoyerError(`${name} is closed`, { fault: 'bug', code: 'closed' }));
      if (signal?.aborted) return Promise.reject(abortError());
      return new Promise<Result>((resolve, reject) => {
        const id = nextId++;
        const onAbort = () => {
          const at = queue.findIndex((job) => job.id === id);
          if (at >= 0) queue.splice(at, 1);
          else worker?.postMessage({ type: 'cancel', id } satisfies ToWorker<Request>);
          reject(abortError());
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        const done =
          <T>(callback: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', onAbort);
            callback(value);
          };
        queue.push({ id, request, transfer, resolve: done(resolve), reject: done(reject) });
        next();
      });
    },
    async close() {
      closed = true;
      clearTimeout(restartTimer);
      clearTimeout(limitTimer);
      const busy = running;
      const waiting = [...(running === null ? [] : [running]), ...queue.splice(0)];
      running = null;
      for (const job of waiting) job.reject(new FoyerError(`${name} was closed`, { fault: 'bug', code: 'closed' }));
      // A thread that is ended while native code works for it can take the whole process with it.
      if (busy !== null && worker !== null) await stopped(worker, busy.id);
      await worker?.terminate();
      worker = null;
    },
  };
}
