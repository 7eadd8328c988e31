import type { Clock } from '../../core/ports.ts';

export interface TestClock extends Clock {
  /** Moves time on, firing due timers in order, each at its own moment. */
  advance(ms: number): void;
  setLocal(local: string): void;
  /** Timers that are running. */
  readonly pending: number;
}

export function createTestClock(local = '2026-05-12T10:00'): TestClock {
  let now = 0;
  let wall = local;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    nowMs: () => now,
    localNow: () => wall,
    setLocal(next) {
      wall = next;
    },
    get pending() {
      return timers.length;
    },
    after(delayMs, callback) {
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((t) => t !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((t) => t !== due);
        now = due.at;
        due.callback();
      }
      now = end;
    },
  };
}
