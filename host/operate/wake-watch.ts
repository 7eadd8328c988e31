import { uptime } from 'node:os';
import type { Clock, Log } from '../../core/ports.ts';

export interface WakeWatchOptions {
  /** Its timers stand still while the machine sleeps. */
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** Called after a sleep, at the latest some seconds after it. */
  readonly onWake: () => void;
  /** Milliseconds since the machine was started, its sleep among them; a clock that is set does not change it. */
  readonly uptimeMs?: () => number;
}

const LOOK_EVERY_MS = 2000;
/** As long as a session is kept without its screen. */
const AWAY_MS = 30_000;

/**
 * Notices that the machine has slept, or this process stood still: of that no timer knows, and whoever was at the kiosk before is
 * not there any more.
 */
export function startWakeWatch({ clock, log, onWake, uptimeMs = () => uptime() * 1000 }: WakeWatchOptions): { close(): void } {
  let lookedAtMs = uptimeMs();
  let cancel = () => {};
  const look = () => {
    const awayMs = uptimeMs() - lookedAtMs - LOOK_EVERY_MS;
    lookedAtMs = uptimeMs();
    if (awayMs > AWAY_MS) {
      log.info('machine.woke-up', { awayMs: Math.round(awayMs) });
      onWake();
    }
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  cancel = clock.after(LOOK_EVERY_MS, look);
  return { close: () => cancel() };
}
