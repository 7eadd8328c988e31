import { isMainThread, parentPort } from 'node:worker_threads';
import { FoyerError } from '../../core/contract/errors.ts';
import type { FromWorker, PlainError, ToWorker } from './messages.ts';
import { leaveStart } from './native-gate.ts';

/** What a worker's job returns; `transfer` lists the buffers handed over instead of copied. */
export interface JobResult<Result> {
  readonly result: Result;
  readonly transfer?: readonly ArrayBuffer[];
}

export type JobHandler<Request, Result> = (request: Request, signal: AbortSignal) => Promise<JobResult<Result>>;

/**
 * The worker's side of a supervised worker: loads with `start`, says it is ready (with `info`) or why not, then
 * answers jobs one after another. A cancelled job sees its signal fire between two awaits.
 */
export async function serveWorker<Request, Result, Info>(
  start: () => Promise<{ readonly info: Info; readonly handle: JobHandler<Request, Result> }>,
): Promise<void> {
  const port = parentPort;
  if (isMainThread || port === null) throw new Error('this file runs as a worker thread only');
  leaveStart();
  const post = (message: FromWorker<Result, Info>, transfer?: readonly ArrayBuffer[]) => port.postMessage(message, [...(transfer ?? [])]);
  const running = new Map<number, AbortController>();
  let handle: JobHandler<Request, Result>;
  try {
    const started = await start();
    handle = started.handle;
    post({ type: 'ready', info: started.info });
  } catch (error) {
    post({ type: 'failed', error: toPlain(error) });
    return;
  }
  port.on('message', async (message: ToWorker<Request>) => {
    if (message.type === 'cancel') {
      running.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    try {
      const { result, transfer } = await handle(message.request, controller.signal);
      post({ type: 'done', id: message.id, result }, transfer);
    } catch (error) {
      post({ type: 'error', id: message.id, error: toPlain(error) });
    } finally {
      running.delete(message.id);
    }
  });
}

export function toPlain(error: unknown): PlainError {
  if (error instanceof FoyerError) {
    const { fault, code, message, remedy } = error;
    return {
      kind: 'foyer',
      fault,
      code,
      message,
      ...(remedy === undefined ? {} : { remedy }),
      ...(error.cause instanceof Error ? { cause: error.cause.message } : {}),
    };
  }
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'abort', message: error.message };
  return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
}
