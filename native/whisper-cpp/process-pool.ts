import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { type HearingProcess, type HearingProcessOptions, startHearingProcess } from './hearing-process.ts';

export interface PoolOptions extends HearingProcessOptions {
  readonly log: Log;
  /** After a crash the next process waits firstDelayMs, then twice as long each time up to maxDelayMs, until one succeeds. */
  readonly backOff?: { readonly firstDelayMs: number; readonly maxDelayMs: number };
  readonly limitMs?: number;
}

export interface PoolResult {
  readonly output: Buffer;
  readonly messages: string;
  /** From the utterance's turn to its end. */
  readonly ms: number;
}

export interface ProcessPool {
  /** Language of the process that waits. */
  readonly language: string;
  /**
   * Runs after the calls before it.
   * @throws FoyerError fault "model", code "worker-crashed" or "recogniser-busy"; fault "bug", code "closed"; AbortError
   */
  run(wav: Uint8Array, language: string, signal?: AbortSignal): Promise<PoolResult>;
  /** @throws FoyerError code "closed" */
  check(): void;
  close(): Promise<void>;
}

const BACK_OFF = { firstDelayMs: 100, maxDelayMs: 5000 };
const LIMIT_MS = 60_000;
/** As many as the other engine takes. */
const MOST_CALLS = 32;

/** One process waiting with the model loaded, at most one working. */
export function createProcessPool(options: PoolOptions): ProcessPool {
  const { log, backOff = BACK_OFF, limitMs = LIMIT_MS } = options;
  let language = options.language;
  let spare: HearingProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let delayMs = 0;
  let notBefore = 0;
  const calls = new Set<AbortController>();
  let isClosed = false;

  const start = (wanted: string) => startHearingProcess({ ...options, language: wanted });

  /** One of the right language, loaded ahead of time where there is one. */
  function take(wanted: string): HearingProcess {
    const waiting = spare;
    spare = null;
    if (waiting !== null && waiting.language === wanted && !waiting.dead) return waiting;
    waiting?.kill();
    return start(wanted);
  }

  async function runNow(wav: Uint8Array, wanted: string, stop: AbortSignal): Promise<PoolResult> {
    const started = performance.now();
    stop.throwIfAborted();
    language = wanted;
    await pause(notBefore - started, stop);
    stop.throwIfAborted();
    const process = take(wanted);
    const kill = () => process.kill();
    const limit = setTimeout(kill, limitMs);
    stop.addEventListener('abort', kill, { once: true });
    try {
      const result = await process.run(wav);
      delayMs = 0;
      return { ...result, ms: performance.now() - started };
    } catch (cause) {
      stop.throwIfAborted();
      delayMs = Math.min(delayMs === 0 ? backOff.firstDelayMs : delayMs * 2, backOff.maxDelayMs);
      notBefore = performance.now() + delayMs;
      log.error('worker.crashed', { worker: 'whisper.cpp', restartInMs: delayMs, error: cause });
      throw crashed(cause);
    } finally {
      clearTimeout(limit);
      stop.removeEventListener('abort', kill);
      kill();
      if (!isClosed && delayMs === 0) spare = start(language);
    }
  }

  return {
    get language() {
      return language;
    },
    check() {
      if (isClosed) throw closed();
    },
    async run(wav, wanted, signal) {
      this.check();
      if (calls.size >= MOST_CALLS) throw tooBusy();
      const call = new AbortController();
      const give = () => call.abort();
      signal?.addEventListener('abort', give, { once: true });
      calls.add(call);
      const turn = last.then(() => runNow(wav, wanted, call.signal));
      last = turn.catch(() => undefined);
      try {
        // Who gives up does not wait for those before.
        return await Promise.race([turn, abortion(call.signal)]);
      } catch (error) {
        if (signal?.aborted) throw new DOMException('The operation was aborted', 'AbortError');
        throw isClosed ? closed() : error;
      } finally {
        calls.delete(call);
        signal?.removeEventListener('abort', give);
      }
    },
    async close() {
      isClosed = true;
      for (const call of calls) call.abort();
      spare?.kill();
      await last;
    },
  };
}

function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Ends early when `signal` fires. */
function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });
}

function closed(): FoyerError {
  return new FoyerError('speech recognition is closed', { fault: 'bug', code: 'closed' });
}

function tooBusy(): FoyerError {
  return new FoyerError(`speech recognition has ${MOST_CALLS} recordings waiting and takes no more`, {
    fault: 'model',
    code: 'recogniser-busy',
    remedy: 'Wait for those before; if this happens with one guest, the machine is too slow for this hearing.model.',
  });
}

function crashed(cause: unknown): FoyerError {
  return new FoyerError('speech recognition stopped while it was working', {
    fault: 'model',
    code: 'worker-crashed',
    remedy: 'It restarts by itself; try again. If it keeps stopping, see the log and run "foyer doctor".',
    cause,
  });
}
