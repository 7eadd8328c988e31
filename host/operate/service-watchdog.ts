import { spawn } from 'node:child_process';
import type { Clock, Log } from '../../core/ports.ts';

export interface ServiceWatchdogOptions {
  /** NOTIFY_SOCKET and WATCHDOG_USEC, as systemd sets them for a unit with Type=notify and WatchdogSec. */
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** Program that passes the message on. */
  readonly command?: string;
}

/**
 * Tells systemd that the kiosk is up, and then again and again that it is alive: a process that hangs misses its sign
 * and is replaced. Does nothing where systemd did not start it. See sd_notify(3); the unit needs NotifyAccess=all,
 * since systemd's own program speaks for us.
 */
export function startServiceWatchdog({ env, clock, log, command = 'systemd-notify' }: ServiceWatchdogOptions): { close(): void } {
  if (!env.NOTIFY_SOCKET) return { close() {} };
  const tell = (state: string) => {
    spawn(command, [state], { env, stdio: 'ignore' }).on('error', (error) => log.warn('watchdog.unheard', { error }));
  };
  const limitMs = Number(env.WATCHDOG_USEC) / 1000;
  // Half the limit, as sd_watchdog_enabled(3) advises.
  const beat = (): (() => void) => {
    let cancel = clock.after(limitMs / 2, function again() {
      tell('WATCHDOG=1');
      cancel = clock.after(limitMs / 2, again);
    });
    return () => cancel();
  };
  tell('READY=1');
  const stop = limitMs > 0 ? beat() : () => {};
  return {
    close() {
      stop();
      tell('STOPPING=1');
    },
  };
}
