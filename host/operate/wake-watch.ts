import { uptime } from 'node:os';
import type { Clock, Log } from '../../core/ports.ts';

export interface WakeWatchOptions {
  /** `nowMs()` stands still while the machine sleeps, and so do its timers. */
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly log: Log;
  /** Called after a sleep, at the latest some seconds after it. */
  readonly onWake: () => void;
  /** Milliseconds since the machine was started, its sleep among them; a clock that is set does not change it. */
  readonly uptimeMs?: () => number;
}

const LOOK_EVERY_MS = 2000;
/** Less is the difference of two clocks that are read one after the other on a busy machine. */
const SLEPT_MS = 5000;

/** Notices that the machine has slept: of that no timer knows, and whoever was at the kiosk before is not there any more. */
export function startWakeWatch({ clock, log, onWake, uptimeMs = () => uptime() * 1000 }: WakeWatchOptions): { close(): void } {
  const awayMs = () => uptimeMs() - clock.nowMs();
  let before = awayMs();
  let cancel = () => {};
  const look = () => {
    const sleptMs = awayMs() - before;
    before += sleptMs;
    if (sleptMs > SLEPT_MS) {
      log.info('machine.woke-up', { sleptMs: Math.round(sleptMs) });
      onWake();
    }
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  cancel = clock.after(LOOK_EVERY_MS, look);
  return { close: () => cancel() };
}
