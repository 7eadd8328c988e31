import { workerData } from 'node:worker_threads';
import { inNativeCode } from '../../../native/worker/native-gate.ts';
import { serveWorker } from '../../../native/worker/serve-worker.ts';

/**
 * Does as it is told, so that its supervisor can be tested: { say }, { exit }, { throw }, { wait } until cancelled, { hang } for
 * ever, { native } blocks the thread as native code does: the memory's first number becomes 1, and it comes back when that
 * has become 2, leaving 3.
 */
export type TestRequest =
  | { readonly say: string }
  | { readonly exit: number }
  | { readonly throw: string }
  | { readonly wait: true }
  | { readonly hang: true }
  | { readonly native: SharedArrayBuffer };

await serveWorker<TestRequest, string, string>(async () => {
  if (workerData === 'fail') throw new Error('cannot load');
  return {
    info: 'ready',
    async handle(request, signal) {
      if ('exit' in request) process.exit(request.exit);
      if ('throw' in request) throw new Error(request.throw);
      if ('wait' in request) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
        return { result: '' };
      }
      if ('hang' in request) for (;;);
      if ('native' in request) {
        const cells = new Int32Array(request.native);
        await inNativeCode(async () => {
          Atomics.store(cells, 0, 1);
          Atomics.notify(cells, 0);
          Atomics.wait(cells, 0, 1);
          Atomics.store(cells, 0, 3);
        });
        return { result: '' };
      }
      return { result: request.say };
    },
  };
});
