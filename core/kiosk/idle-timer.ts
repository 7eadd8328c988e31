import type { Clock } from '../ports.ts';

export interface IdleTimer {
  /** The guest did something: the wait begins anew, a warning is taken back. */
  touch(): void;
  /** The kiosk is busy for the guest (thinking, speaking): no time passes. */
  hold(busy: boolean): void;
  /** Something personal is on the screen: an abandoned one is not left there as long. */
  hurry(on: boolean): void;
  stop(): void;
}

/** How long something personal stays without a sign of its guest before the warning, at most. */
const HURRIED_MS = 20_000;

/** Warns after `warnAfterMs` without the guest, expires `resetAfterMs` later. */
export function createIdleTimer(deps: {
  readonly clock: Clock;
  readonly warnAfterMs: number;
  readonly resetAfterMs: number;
  readonly onWarning: (endsInMs: number) => void;
  readonly onCleared: () => void;
  readonly onExpired: () => void;
}): IdleTimer {
  let cancel = () => {};
  let warned = false;
  let held = false;
  let hurried = false;

  const arm = () => {
    cancel();
    if (held) return;
    cancel = deps.clock.after(hurried ? Math.min(HURRIED_MS, deps.warnAfterMs) : deps.warnAfterMs, () => {
      warned = true;
      deps.onWarning(deps.resetAfterMs);
      cancel = deps.clock.after(deps.resetAfterMs, deps.onExpired);
    });
  };

  const clear = () => {
    if (!warned) return;
    warned = false;
    deps.onCleared();
  };

  return {
    touch() {
      clear();
      arm();
    },
    hold(busy) {
      if (held === busy) return;
      held = busy;
      clear();
      arm();
    },
    hurry(on) {
      if (hurried === on) return;
      hurried = on;
      clear();
      arm();
    },
    stop() {
      hurried = false;
      cancel();
      warned = false;
      held = false;
    },
  };
}
