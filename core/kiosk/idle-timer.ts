import type { Clock } from '../ports.ts';

export interface IdleTimer {
  /** The guest did something: the wait begins anew, a warning is taken back. */
  touch(): void;
  /** The kiosk is busy for the guest (thinking, speaking): no time passes. */
  hold(busy: boolean): void;
  /** Something personal is on the screen: an abandoned one is not left there as long. */
  hurry(on: boolean): void;
  /** The guest hears what others see at a glance: twice the time. */
  patient(on: boolean): void;
  stop(): void;
}

/** How long something personal stays without a sign of its guest before the warning, at most. */
const HURRIED_MS = 20_000;

/** EN 301 549, 5.1.3 and WCAG 2.2.1: reading aloud takes longer than looking. */
const PATIENCE = 2;

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
  let factor = 1;

  const arm = () => {
    cancel();
    if (held) return;
    const warnAfterMs = hurried ? Math.min(HURRIED_MS, deps.warnAfterMs) : deps.warnAfterMs;
    cancel = deps.clock.after(factor * warnAfterMs, () => {
      warned = true;
      const endsInMs = factor * deps.resetAfterMs;
      deps.onWarning(endsInMs);
      cancel = deps.clock.after(endsInMs, deps.onExpired);
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
    patient(on) {
      if (on === factor > 1) return;
      factor = on ? PATIENCE : 1;
      clear();
      arm();
    },
    stop() {
      hurried = false;
      factor = 1;
      cancel();
      warned = false;
      held = false;
    },
  };
}
