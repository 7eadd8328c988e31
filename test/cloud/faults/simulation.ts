/**
 * Time that passes only when nothing is left to do: timers and messages fire in their order, and after each of them everything
 * that follows from it is awaited. The same seed gives the same run.
 */
export interface Simulation {
  /** Milliseconds since the run began. */
  nowMs(): number;
  /** Returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Work that goes on beside simulated time (a database): no time passes before it has ended. */
  busy<T>(work: Promise<T>): Promise<T>;
  advance(byMs: number): Promise<void>;
  /** Lets time pass until the promise settles. @throws when nothing is left that could settle it. */
  until<T>(promise: Promise<T>): Promise<T>;
}

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Turns of the event loop after which what an event set off has come to rest. */
const TURNS = 4;

export function createSimulation(): Simulation {
  let nowMs = 0;
  let made = 0;
  let busy = 0;
  const events = new Set<Event>();

  async function rest(): Promise<void> {
    for (let turn = 0; turn < TURNS || busy > 0; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  function next(): Event | null {
    let first: Event | null = null;
    for (const event of events)
      if (first === null || event.atMs < first.atMs || (event.atMs === first.atMs && event.order < first.order)) first = event;
    return first;
  }
  async function fire(event: Event): Promise<void> {
    events.delete(event);
    nowMs = Math.max(nowMs, event.atMs);
    event.callback();
    await rest();
  }
  return {
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const event = { atMs: nowMs + Math.max(0, delayMs), order: made++, callback };
      events.add(event);
      return () => void events.delete(event);
    },
    async busy(work) {
      busy++;
      try {
        return await work;
      } finally {
        busy--;
      }
    },
    async advance(byMs) {
      const untilMs = nowMs + byMs;
      await rest();
      for (let event = next(); event !== null && event.atMs <= untilMs; event = next()) await fire(event);
      nowMs = untilMs;
    },
    async until(promise) {
      let settled = false;
      const settle = () => {
        settled = true;
      };
      promise.then(settle, settle);
      for (await rest(); !settled; ) {
        const event = next();
        if (event === null) throw new Error('nothing is left to happen, and the promise is still pending');
        await fire(event);
      }
      return promise;
    },
  };
}
