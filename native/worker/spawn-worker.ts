import { Worker } from 'node:worker_threads';
import { FoyerError } from '../../core/contract/errors.ts';
import type { FromWorker, PlainError } from './messages.ts';

/** Starts a worker and waits until it is ready. Rejects with what it said when it could not load. */
export function spawnWorker<Result, Info>(
  options: { readonly url: URL; readonly data: unknown; readonly name: string },
  events: {
    /** A job is done or failed. */
    readonly onSettled: (message: Extract<FromWorker<Result, Info>, { type: 'done' | 'error' }>) => void;
    /** The worker ended after it had been ready; called once. */
    readonly onCrash: (cause: unknown) => void;
  },
): Promise<{ worker: Worker; info: Info }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(options.url, { workerData: options.data, name: options.name });
    let ready = false;
    let dead = false;
    const die = (cause: unknown) => {
      if (dead) return;
      dead = true;
      if (ready) events.onCrash(cause);
      else reject(notStarted(options.name, cause));
    };
    worker.on('message', (message: FromWorker<Result, Info>) => {
      if (message.type === 'ready') {
        ready = true;
        resolve({ worker, info: message.info });
      } else if (message.type === 'failed') {
        dead = true;
        reject(fromPlain(message.error, options.name));
        void worker.terminate();
      } else {
        events.onSettled(message);
      }
    });
    worker.on('error', die);
    worker.on('exit', (code) => die(new Error(`worker thread ended with code ${code}`)));
  });
}

/** The error as it was in the worker; one of an unknown kind becomes fault "model". */
export function fromPlain(error: PlainError, name: string): Error {
  if (error.kind === 'abort') return abortError();
  if (error.kind === 'foyer') {
    const { fault, code, message, remedy, cause } = error;
    return new FoyerError(message, {
      fault,
      code,
      ...(remedy === undefined ? {} : { remedy }),
      ...(cause === undefined ? {} : { cause: new Error(cause) }),
    });
  }
  return new FoyerError(`${name} failed: ${error.message}`, { fault: 'model', code: 'inference-failed' });
}

export function abortError(): DOMException {
  return new DOMException('The operation was aborted', 'AbortError');
}

function notStarted(name: string, cause: unknown): FoyerError {
  return new FoyerError(`${name} could not be started`, {
    fault: 'model',
    code: 'worker-not-started',
    remedy: 'Run "foyer doctor"; if the program is damaged, install it again.',
    cause,
  });
}
