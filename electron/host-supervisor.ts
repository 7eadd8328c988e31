import { type BackoffRange, createBackoff } from '../core/backoff.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { FromHost, ToHost } from './channels.ts';
import type { UpdateAnswer, UpdateRequest } from './updater-port.ts';

/** The part of Electron's UtilityProcess that is used; `Port` is MessagePortMain. */
export interface HostProcess<Port> {
  postMessage(message: ToHost, transfer?: Port[]): void;
  on(event: 'message', listener: (message: FromHost) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface HostSupervisorOptions<Port> {
  readonly fork: () => HostProcess<Port>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** The kiosk's process asks for the program's own update. */
  readonly onUpdate?: (request: UpdateRequest, answer: (answer: UpdateAnswer) => void) => void;
  /** The operator ends the program. */
  readonly onQuit?: () => void;
  /** It runs, or has ended. */
  readonly onUp?: (up: boolean) => void;
  readonly backoff?: BackoffRange;
}

export interface HostSupervisor<Port> {
  /** Hands one end of a channel to the kiosk, at once or as soon as it runs. */
  connect(port: Port): void;
  /** Asks the kiosk to end, and ends it when it does not. */
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 5000;
/** One that runs for so long is well; one that ends sooner has failed, although it came up. */
const HEALTHY_AFTER_MS = 60_000;
const PING_EVERY_MS = 20_000;
/** So many pings in a row without an answer: it hangs. More than one, as a machine that wakes up is late with everything. */
const MISSES = 3;
/** Ports of pages that asked again and again while the kiosk was down: only the last ones still have a reader. */
const MAX_WAITING_PORTS = 8;

/**
 * Keeps the kiosk's process running: whenever it ends it is started again, after a delay that grows
 * while it keeps failing; one that hangs is ended. Links die with it; the page asks for new ones.
 */
export function createHostSupervisor<Port>(options: HostSupervisorOptions<Port>): HostSupervisor<Port> {
  const { clock, log } = options;
  const backoff = createBackoff(options.backoff ?? { baseMs: 250, maxMs: 30_000 });
  const ended = Promise.withResolvers<void>();
  let waiting: Port[] = [];
  let process: HostProcess<Port> | null = null;
  let ready = false;
  let closing = false;
  let cancelRestart = () => {};
  let cancelHealthy = () => {};
  let cancelPing = () => {};
  let unanswered = 0;

  const ping = () => {
    if (unanswered >= MISSES) {
      log.error('host.hangs', { forMs: MISSES * PING_EVERY_MS });
      process?.kill();
      return;
    }
    unanswered++;
    process?.postMessage({ type: 'ping' });
    cancelPing = clock.after(PING_EVERY_MS, ping);
  };

  const onReady = () => {
    ready = true;
    options.onUp?.(true);
    cancelHealthy = clock.after(HEALTHY_AFTER_MS, backoff.reset);
    unanswered = 0;
    ping();
    for (const port of waiting.splice(0)) process?.postMessage({ type: 'connect' }, [port]);
  };

  const onMessage = (message: FromHost) => {
    switch (message.type) {
      case 'ready':
        return onReady();
      case 'pong':
        unanswered = 0;
        return;
      case 'quit':
        return options.onQuit?.();
      case 'failed':
        return log.error('host.failed', { message: message.message, remedy: message.remedy });
      default: {
        const asker = process;
        return options.onUpdate?.(message, (answer) => asker === process && process?.postMessage(answer));
      }
    }
  };

  const onExit = (code: number) => {
    process = null;
    ready = false;
    cancelHealthy();
    cancelPing();
    options.onUp?.(false);
    if (closing) {
      ended.resolve();
      return;
    }
    const delayMs = backoff.nextMs();
    log.warn('host.exited', { code, restartInMs: delayMs });
    cancelRestart = clock.after(delayMs, start);
  };

  const start = () => {
    process = options.fork();
    process.on('message', onMessage);
    process.on('exit', onExit);
  };

  start();
  return {
    connect(port) {
      if (ready) process?.postMessage({ type: 'connect' }, [port]);
      else waiting = [...waiting, port].slice(-MAX_WAITING_PORTS);
    },
    close() {
      closing = true;
      cancelRestart();
      cancelHealthy();
      cancelPing();
      if (process === null) ended.resolve();
      else {
        process.postMessage({ type: 'close' });
        const cancelKill = clock.after(CLOSE_LIMIT_MS, () => process?.kill());
        void ended.promise.then(cancelKill);
      }
      return ended.promise;
    },
  };
}
