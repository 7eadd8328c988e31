import { createSupervisedWorker } from '../../../native/worker/supervised-worker.ts';
import type { TestRequest } from './test-worker.ts';

/** Exits with 7 while a thread hangs in what stands for native code. */
const log = { debug() {}, info() {}, warn() {}, error() {} };
const worker = await createSupervisedWorker<TestRequest, string, string>({
  url: new URL('./test-worker.ts', import.meta.url),
  name: 'test worker',
  data: null,
  log,
});
const memory = new SharedArrayBuffer(4);
void worker.call({ native: memory });
await Atomics.waitAsync(new Int32Array(memory), 0, 0).value;
process.exit(7);
