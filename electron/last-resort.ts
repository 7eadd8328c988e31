import type { Clock, Log } from '../core/ports.ts';

export interface LastResortOptions {
  /** `process` of the main process. */
  readonly process: { on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown };
  /** Ends the program and starts it again. */
  readonly restart: () => void;
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly log: Log;
}

/** One that ran this long did not fail in starting. */
const RAN_MS = 60_000;
const SOON_MS = 1000;
/** A program that fails in starting is started again at this pace, and no faster. */
const LATER_MS = 30_000;

/**
 * A fault that nothing in the main process caught: Electron would show a dialog with its stack to the guests. It is logged, and
 * the program starts afresh.
 */
export function installLastResort({ process, restart, clock, log }: LastResortOptions): void {
  const startedMs = clock.nowMs();
  let failing = false;
  const onFault = (error: unknown) => {
    log.error('main.failed', { error });
    if (failing) return;
    failing = true;
    clock.after(clock.nowMs() - startedMs < RAN_MS ? LATER_MS : SOON_MS, restart);
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
}
