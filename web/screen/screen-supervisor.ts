import { backoffMs } from '../../core/backoff.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { ScreenState } from '../screen-signs.ts';

/** The browser that shows the kiosk's page. */
export interface ScreenProcess {
  /** Resolves when it has ended, whatever ended it. */
  readonly ended: Promise<void>;
  /** Ends it and all its processes. */
  kill(): Promise<void>;
}

export interface ScreenSupervisorOptions {
  launch(): ScreenProcess;
  /** null: the kiosk does not answer, and nothing can be said of its page. */
  look(): Promise<ScreenState | null>;
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly log: Log;
  readonly random: () => number;
  /** Default 1 s. */
  readonly checkEveryMs?: number;
  /** A page that is connected and says nothing for so long hangs. Default 20 s. */
  readonly hangsAfterMs?: number;
  /** One that is not connected either is gone. Default 5 s. */
  readonly goneAfterMs?: number;
  /** A browser that was just started, or whose kiosk was, may take so long. Default 45 s. */
  readonly startWithinMs?: number;
}

const BACK_OFF = { baseMs: 500, maxMs: 30_000 };
/** Up for so long, the next failure is a first one. */
const STEADY_MS = 60_000;

/**
 * Keeps a browser on the kiosk's page: started again when it ends, and when its page crashed or hangs, which a browser alone
 * would leave as it is. Slower with every failure, so that a broken machine is not kept busy.
 */
export function createScreenSupervisor(options: ScreenSupervisorOptions): { close(): Promise<void> } {
  const { clock, log, checkEveryMs = 1000 } = options;
  let closed = false;
  let screen: ScreenProcess | null = null;
  let failures = 0;
  let cancel = () => {};
  const health = createHealth(options);

  const start = () => {
    const mine = options.launch();
    const startedAtMs = clock.nowMs();
    screen = mine;
    health.begins();
    void mine.ended.then(() => {
      if (closed || screen !== mine) return;
      screen = null;
      failures = clock.nowMs() - startedAtMs > STEADY_MS ? 1 : failures + 1;
      const waitMs = backoffMs(failures - 1, BACK_OFF, options.random());
      log.warn('screen.ended', { failures, waitMs });
      cancel();
      cancel = clock.after(waitMs, start);
    });
    check(mine);
  };
  const check = (mine: ScreenProcess) => {
    cancel = clock.after(checkEveryMs, async () => {
      const wrong = health.judge(await options.look());
      if (closed || screen !== mine) return;
      if (wrong === null) return check(mine);
      log.warn('screen.restarted', { why: wrong });
      await mine.kill();
    });
  };
  start();
  return {
    async close() {
      closed = true;
      cancel();
      await screen?.kill();
    },
  };
}

/** From what the kiosk tells of its page: what is wrong with it, or null. */
function createHealth({ clock, hangsAfterMs = 20_000, goneAfterMs = 5000, startWithinMs = 45_000 }: ScreenSupervisorOptions) {
  let beganAtMs = 0;
  let seen = false;
  let kioskAway = false;
  const begins = () => {
    seen = false;
    beganAtMs = clock.nowMs();
  };
  return {
    begins,
    judge(state: ScreenState | null): 'gone' | 'hangs' | 'never came' | null {
      const nowMs = clock.nowMs();
      if (state === null) {
        kioskAway = true;
        return null;
      }
      // The page comes back by itself when the kiosk does.
      if (kioskAway) begins();
      kioskAway = false;
      // A sign of the browser before this one is no sign.
      if (state.seenMs !== null && nowMs - state.seenMs > beganAtMs) seen = true;
      if (!seen) return nowMs > beganAtMs + startWithinMs ? 'never came' : null;
      const silentMs = state.seenMs ?? 0;
      if (state.connected === 0 && silentMs > goneAfterMs) return 'gone';
      return silentMs > hangsAfterMs ? 'hangs' : null;
    },
  };
}
