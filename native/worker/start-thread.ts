import { setEnvironmentData, Worker } from 'node:worker_threads';
import { createNativeGate, GATE, type NativeGate } from './native-gate.ts';

export interface Thread {
  readonly worker: Worker;
  /**
   * Ends the thread as soon as it is safe; until then it may start nothing native. Resolves when it has ended, which is never
   * where native code hangs.
   */
  end(): Promise<void>;
}

// From 1.30 on ONNX Runtime sends usage data to its maker from Linux too, and keeps a database of it in the user's cache. It reads this
// when it is loaded, from the process and not from a thread's copy: threads are started after this module is.
process.env.ORT_DISABLE_TELEMETRY = '1';

const LOOK_EVERY_MS = 20;
/** Longer than any one call into a model should take. */
const EXIT_LIMIT_MS = 3000;

/** Gates of the threads that run. */
const open = new Set<NativeGate>();

/** A worker thread that can be ended, and whose process can exit, at any moment. */
export function startThread(url: URL, options: { readonly workerData: unknown; readonly name: string }): Thread {
  const gate = createNativeGate();
  if (open.size === 0) process.on('exit', letThemOut);
  open.add(gate);
  // Copied while the thread is made. Not in workerData: that is the caller's.
  setEnvironmentData(GATE, gate.memory);
  const worker = new Worker(url, options);
  setEnvironmentData(GATE, undefined);
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      gate.clear();
      open.delete(gate);
      if (open.size === 0) process.off('exit', letThemOut);
      resolve();
    });
  });
  let ending: Promise<void> | null = null;
  return {
    worker,
    end() {
      ending ??= end();
      return ending;
    },
  };

  async function end(): Promise<void> {
    gate.shut();
    while (!gate.isEmpty()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref());
    await worker.terminate();
    await gone;
  }
}

/** An exiting process ends its threads itself, wherever they are. */
function letThemOut(): void {
  for (const gate of open) gate.shut();
  const end = performance.now() + EXIT_LIMIT_MS;
  const out = [...open].every((gate) => gate.waitUntilEmpty(end - performance.now()));
  // What is inside hangs: waiting for that thread would hang too, and not waiting aborts.
  if (!out) process.kill(process.pid, 'SIGKILL');
}
