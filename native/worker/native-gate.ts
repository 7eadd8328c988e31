import { getEnvironmentData } from 'node:worker_threads';

/** Where a thread started by startThread() finds its gate. */
export const GATE = 'foyer.native-gate';
/** Cells: how many are inside; 1 when nobody may go in any more. */
const INSIDE = 0;
const SHUT = 1;

/**
 * A thread that is ended while native code works for it takes the whole process with it: ONNX Runtime's binding then throws a
 * C++ exception that nobody can catch. So threads pass a gate on their way into such code, and whoever ends one shuts the
 * gate first and waits until nobody is inside (see startThread).
 */
export interface NativeGate {
  /** For the thread, as environment data. */
  readonly memory: SharedArrayBuffer;
  /** From now on nobody goes in. */
  shut(): void;
  isEmpty(): boolean;
  /** The thread is gone, and whoever was inside with it. */
  clear(): void;
  /** Blocks until nobody is inside; false when that takes longer. */
  waitUntilEmpty(limitMs: number): boolean;
}

/** A thread begins inside: loading its modules loads native code. It comes out with leaveStart(). */
export function createNativeGate(): NativeGate {
  const memory = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const cells = new Int32Array(memory);
  cells[INSIDE] = 1;
  const inside = () => Atomics.load(cells, INSIDE);
  return {
    memory,
    shut: () => void Atomics.store(cells, SHUT, 1),
    isEmpty: () => inside() === 0,
    clear: () => void Atomics.store(cells, INSIDE, 0),
    waitUntilEmpty(limitMs) {
      const end = performance.now() + limitMs;
      for (let count = inside(); count !== 0; count = inside()) {
        const left = end - performance.now();
        if (left <= 0) return false;
        Atomics.wait(cells, INSIDE, count, left);
      }
      return true;
    },
  };
}

const given: unknown = getEnvironmentData(GATE);
/** None on the main thread, which nobody ends. */
const own = given instanceof SharedArrayBuffer ? new Int32Array(given) : null;

/**
 * Does `work`, which calls native code that must not be interrupted.
 * @throws Error when this thread is about to be ended
 */
export async function inNativeCode<T>(work: () => Promise<T>): Promise<T> {
  if (own === null) return work();
  Atomics.add(own, INSIDE, 1);
  try {
    // After going in: whoever shuts the gate either is seen here, or sees us inside.
    if (Atomics.load(own, SHUT) === 1) throw new Error('this thread is being ended');
    return await work();
  } finally {
    leave(own);
  }
}

let starting = own !== null;

/** This thread's modules are loaded. */
export function leaveStart(): void {
  if (own === null || !starting) return;
  starting = false;
  leave(own);
}

function leave(cells: Int32Array): void {
  Atomics.sub(cells, INSIDE, 1);
  Atomics.notify(cells, INSIDE);
}
