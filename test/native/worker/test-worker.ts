import { workerData } from 'node:worker_threads';
import { serveWorker } from '../../../native/worker/serve-worker.ts';

/** Does as it is told, so that its supervisor can be tested: { say }, { exit }, { throw }, { wait } until cancelled, { hang } for ever. */
export type TestRequest =
  | { readonly say: string }
  | { readonly exit: number }
  | { readonly throw: string }
  | { readonly wait: true }
  | { readonly hang: true };

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
      return { result: request.say };
    },
  };
});
