import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { leaveStart } from '../../native/worker/native-gate.ts';
import { toPlain } from '../../native/worker/serve-worker.ts';
import { type InstallOptions, type InstallProgress, installModel } from './install-model.ts';
import { readManifest } from './manifest.ts';

export type InstallWorkerData = Pick<
  InstallOptions,
  'name' | 'dataDir' | 'from' | 'mirror' | 'maxBytesPerSecond' | 'threads' | 'stallMs' | 'attempts'
> & {
  readonly manifestDir?: string | undefined;
};

export type InstallWorkerMessage =
  | { readonly type: 'progress'; readonly progress: InstallProgress }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly error: ReturnType<typeof toPlain> };

/** Installs one model and ends: rewriting and trying it would stop a kiosk's main thread for seconds. */
const port = parentPort;
if (isMainThread || port === null) throw new Error('this file runs as a worker thread only');
leaveStart();
const { manifestDir, ...options } = workerData as InstallWorkerData;
const stop = new AbortController();
port.once('message', () => stop.abort());
const post = (message: InstallWorkerMessage) => port.postMessage(message);
try {
  await installModel({
    ...options,
    manifest: readManifest(manifestDir),
    onProgress: (progress) => post({ type: 'progress', progress }),
    signal: stop.signal,
  });
  post({ type: 'done' });
} catch (error) {
  post({ type: 'failed', error: toPlain(error) });
} finally {
  port.close();
}
