import type { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { spawnWorker } from './spawn-worker.ts';
import type { Thread } from './start-thread.ts';
import { abortError, fromPlain, isClosed, isStuck, stopped } from './worker-errors.ts';

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
  /** A job that takes longer hangs: it fails, and a new worker takes over. */
  readonly jobLimitMs?: number;
  /**
   * How many workers may hang in native code, from which they cannot be fetched, and still be replaced; beyond, calls fail
   * with code "worker-stuck" until one comes back. Left out: 1; 0 in Electron, where a second thread with the same native
   * code has been seen to crash.
   */
  readonly mostStuck?: number;
  /** Told the error that every call will get from now on, and null when there is a worker again. */
  readonly onDown?: (error: FoyerError | null) => void;
}

export interface SupervisedWorker<Request, Result, Info> {
  /** What the worker said when it was ready. */
  readonly info: Info;
  /**
   * Runs a job after those already queued. Aborting drops a queued job at once and asks a running one to stop.
   * @throws FoyerError fault "model", code "worker-crashed" when the worker dies under the job or takes too long,
   * "worker-stuck" when there is none to take it; AbortError.
   */
  call(
    request: Request,
    options?: { readonly signal?: AbortSignal | undefined; readonly transfer?: readonly ArrayBuffer[] },
  ): Promise<Result>;
  /** Ends the worker, after at most a second also where it hangs: it is then left behind. */
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
const MOST_STUCK = process.versions.electron === undefined ? 1 : 0;

/** One long-lived worker thread: jobs one at a time, in order; restarted when it dies, replaced when it hangs. */
export async function createSupervisedWorker<Request, Result, Info>(
  options: SupervisedWorkerOptions,
): Promise<SupervisedWorker<Request, Result, Info>> {
  const { log, name, backOff = BACK_OFF, jobLimitMs = JOB_LIMIT_MS, mostStuck = MOST_STUCK } = options;
  const queue: Job<Request, Result>[] = [];
  let running: Job<Request, Result> | null = null;
  let thread: Thread | null = null;
  /** Threads given up whose native code has not returned. */
  const stuck = new Set<Thread>();
  let restartTimer: NodeJS.Timeout | undefined;
  let limitTimer: NodeJS.Timeout | undefined;
  let delayMs = backOff.firstDelayMs;
  let nextId = 1;
  let closed = false;
  let down = false;

  const post = (message: ToWorker<Request>, transfer: readonly ArrayBuffer[] = []) => thread?.worker.postMessage(message, [...transfer]);
  const isDown = () => stuck.size > mostStuck;

  function next(): void {
    if (thread === null || running !== null) return;
    const job = queue.shift();
    if (job === undefined) return;
    running = job;
    limitTimer = setTimeout(giveUp, jobLimitMs);
    post({ type: 'job', id: job.id, request: job.request }, job.transfer);
  }

  function settle(message: Settled<Result, Info>): void {
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

  /** The worker takes too long: it goes on by itself, and what waits gets another. */
  function giveUp(): void {
    const late = thread;
    if (late === null) return;
    late.worker.unref();
    stuck.add(late);
    void late.end().then(() => {
      stuck.delete(late);
      log.info('worker.stuck-ended', { worker: name, stuck: stuck.size });
      if (thread === null && !closed && stuck.size === mostStuck) scheduleRestart();
    });
    lost('worker.stuck', new Error(`a job took longer than ${jobLimitMs} ms`));
  }

  function crashed(from: Thread | null, cause: unknown): void {
    if (from === thread && !closed) lost('worker.crashed', cause);
  }

  function lost(event: 'worker.crashed' | 'worker.stuck', cause: unknown): void {
    thread = null;
    clearTimeout(limitTimer);
    const job = running;
    running = null;
    log.error(event, { worker: name, error: cause, ...(isDown() ? { stuck: stuck.size } : { restartInMs: delayMs }) });
    job?.reject(stopped(name, cause));
    if (!isDown()) scheduleRestart();
    else goDown(isStuck(name));
  }

  function goDown(error: FoyerError): void {
    down = true;
    for (const waiting of queue.splice(0)) waiting.reject(error);
    options.onDown?.(error);
  }

  function scheduleRestart(): void {
    clearTimeout(restartTimer);
    restartTimer = setTimeout(restart, delayMs);
    delayMs = Math.min(delayMs * 2, backOff.maxDelayMs);
  }

  function restart(): void {
    spawn().then(
      () => {
        if (closed) return;
        log.info('worker.restarted', { worker: name });
        if (down) options.onDown?.(null);
        down = false;
        next();
      },
      (error) => {
        if (closed) return;
        // A model that stopped loading does not come back by waiting: tell those who wait, and keep trying.
        for (const job of queue.splice(0)) job.reject(error);
        crashed(null, error);
      },
    );
  }

  async function spawn(): Promise<Info> {
    const started = await spawnWorker<Result, Info>(options, { onSettled: settle, onCrash: crashed });
    if (closed) void started.thread.end();
    else thread = started.thread;
    return started.info;
  }

  const info = await spawn();
  return {
    info,
    call(request, { signal, transfer = [] } = {}) {
      if (closed) return Promise.reject(isClosed(name));
      if (signal?.aborted) return Promise.reject(abortError());
      if (isDown()) return Promise.reject(isStuck(name));
      return new Promise<Result>((resolve, reject) => {
        const id = nextId++;
        const onAbort = () => {
          const at = queue.findIndex((job) => job.id === id);
          if (at >= 0) queue.splice(at, 1);
          else if (running?.id === id) post({ type: 'cancel', id });
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
      if (closed) return;
      closed = true;
      clearTimeout(restartTimer);
      clearTimeout(limitTimer);
      const waiting = [...(running === null ? [] : [running]), ...queue.splice(0)];
      running = null;
      for (const job of waiting) job.reject(isClosed(name));
      if (thread !== null && !(await endsWithin(thread, CLOSE_LIMIT_MS))) log.warn('worker.left', { worker: name });
      thread = null;
    },
  };
}

async function endsWithin(thread: Thread, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const inTime = await Promise.race([thread.end().then(() => true), late]);
  clearTimeout(timer);
  if (!inTime) thread.worker.unref();
  return inTime;
}
