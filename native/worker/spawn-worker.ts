import type { FromWorker } from './messages.ts';
import { startThread, type Thread } from './start-thread.ts';
import { fromPlain, notStarted } from './worker-errors.ts';

/** Starts a worker and waits until it is ready. Rejects with what it said when it could not load. */
export function spawnWorker<Result, Info>(
  options: { readonly url: URL; readonly data: unknown; readonly name: string },
  events: {
    /** A job is done or failed. */
    readonly onSettled: (message: Extract<FromWorker<Result, Info>, { type: 'done' | 'error' }>) => void;
    /** The worker ended after it had been ready; called once. */
    readonly onCrash: (thread: Thread, cause: unknown) => void;
  },
): Promise<{ thread: Thread; info: Info }> {
  return new Promise((resolve, reject) => {
    const thread = startThread(options.url, { workerData: options.data, name: options.name });
    const { worker } = thread;
    let ready = false;
    let dead = false;
    const die = (cause: unknown) => {
      if (dead) return;
      dead = true;
      if (ready) events.onCrash(thread, cause);
      else reject(notStarted(options.name, cause));
    };
    worker.on('message', (message: FromWorker<Result, Info>) => {
      if (message.type === 'ready') {
        ready = true;
        resolve({ thread, info: message.info });
      } else if (message.type === 'failed') {
        dead = true;
        reject(fromPlain(message.error, options.name));
        void thread.end();
      } else {
        events.onSettled(message);
      }
    });
    worker.on('error', die);
    worker.on('exit', (code) => die(new Error(`worker thread ended with code ${code}`)));
  });
}
