import type { Clock, Log } from '../../core/ports.ts';

/** How often it is looked whether the guest has left. */
const LOOK_EVERY_MS = 1000;

/** Restarts the kiosk when nobody is there. Several who ask get one restart. */
export interface RestartDesk {
  /** Whether anybody would start it again. */
  readonly possible: boolean;
  /**
   * Resolves to true when the kiosk is about to end, to false where a guest stayed longer than `withinMs` (left out: waits for ever)
   * or nobody can start it again.
   */
  ask(why: string, withinMs?: number): Promise<boolean>;
  close(): void;
}

export interface RestartDeskOptions {
  readonly idle: () => boolean;
  /** Ends the process so that it is started again; left out: nobody would. */
  readonly restart: (() => void) | undefined;
  readonly clock: Pick<Clock, 'after' | 'nowMs'>;
  readonly log: Log;
}

export function createRestartDesk({ idle, restart, clock, log }: RestartDeskOptions): RestartDesk {
  let asked: { readonly why: string; readonly untilMs: number; readonly answer: (restarts: boolean) => void }[] = [];
  let cancel = () => {};
  let ending = false;
  let closed = false;

  const look = () => {
    cancel();
    if (ending || asked.length === 0) return;
    if (idle() && restart !== undefined) {
      ending = true;
      log.info('kiosk.restart', { why: asked.map(({ why }) => why).join('; ') });
      for (const { answer } of asked) answer(true);
      restart();
      return;
    }
    const nowMs = clock.nowMs();
    for (const { untilMs, answer } of asked) if (nowMs >= untilMs) answer(false);
    asked = asked.filter(({ untilMs }) => nowMs < untilMs);
    if (asked.length > 0) cancel = clock.after(LOOK_EVERY_MS, look);
  };

  return {
    possible: restart !== undefined,
    ask(why, withinMs = Number.POSITIVE_INFINITY) {
      if (restart === undefined || closed) return Promise.resolve(false);
      return new Promise((answer) => {
        asked.push({ why, untilMs: clock.nowMs() + withinMs, answer });
        look();
      });
    },
    close() {
      closed = true;
      cancel();
      // Whoever waits would keep the kiosk from ending.
      for (const { answer } of asked.splice(0)) answer(false);
    },
  };
}
