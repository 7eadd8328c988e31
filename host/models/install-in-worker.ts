import { startThread } from '../../native/worker/start-thread.ts';
import { fromPlain } from '../../native/worker/worker-errors.ts';
import type { InstallProgress } from './install-model.ts';
import type { InstallWorkerData, InstallWorkerMessage } from './install-worker.ts';

/**
 * installModel() in a thread of its own.
 * @throws what installModel() throws
 */
export function installInWorker(
  options: InstallWorkerData & { readonly onProgress: (progress: InstallProgress) => void; readonly signal: AbortSignal },
): Promise<void> {
  const { onProgress, signal, ...data } = options;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { worker } = startThread(new URL('./install-worker.ts', import.meta.url), { workerData: data, name: 'model installation' });
    // It stops between two chunks, and keeps what has come.
    const stop = () => worker.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    let failure: unknown = new Error('the installation ended unexpectedly');
    let done = false;
    worker.on('message', (message: InstallWorkerMessage) => {
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'done') done = true;
      else failure = fromPlain(message.error, 'model installation');
    });
    worker.once('error', (error) => {
      failure = error;
    });
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      if (done) resolve();
      else reject(failure);
    });
  });
}
