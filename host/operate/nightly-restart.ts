import type { Clock, Log } from '../../core/ports.ts';

export interface NightlyRestartOptions {
  /** Venue-local "HH:MM" from when on, once a day; null: never. */
  readonly at: string | null;
  /** IANA zone of the venue, or null while there is none. */
  readonly timezone: () => string | null;
  /** Nobody is at the kiosk. */
  readonly idle: () => boolean;
  readonly restart: () => void;
  readonly clock: Pick<Clock, 'after' | 'localNow'>;
  readonly log: Log;
}

/** Exit code of a kiosk that wants to be started again at once (EX_TEMPFAIL of sysexits.h). */
export const RESTART_EXIT_CODE = 75;

const LOOK_EVERY_MS = 30_000;
/** Whoever is still there so long after does not keep the kiosk from its restart for ever: the next night will do. */
const WINDOW_MINUTES = 120;

/** Ends the kiosk once a night, in its window and when nobody is there, so that whoever supervises it starts it afresh. */
export function startNightlyRestart({ at, timezone, idle, restart, clock, log }: NightlyRestartOptions): { close(): void } {
  if (at === null) return { close() {} };
  const due = minutesOf(at);
  /** A kiosk started within the window has just been restarted. */
  let armed = false;
  let cancel = () => {};
  const look = () => {
    const since = (minutesOf(clock.localNow(timezone() ?? 'UTC').slice(11, 16)) - due + 1440) % 1440;
    if (since >= WINDOW_MINUTES) armed = true;
    else if (armed && idle()) {
      log.info('kiosk.nightly-restart');
      restart();
      return;
    }
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  look();
  return { close: () => cancel() };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
