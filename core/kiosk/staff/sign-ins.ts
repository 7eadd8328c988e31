import type { Clock, Log } from '../../ports.ts';
import type { StaffPin } from '../kiosk-deps.ts';
import type { ScreenLink } from '../screen-link.ts';

/** A screen left alone is signed out, so that the next passer-by finds it closed. */
export const SIGNED_IN_FOR_MS = 15 * 60_000;

export interface SignIns {
  signIn(link: ScreenLink, pin: string): void;
  /** Staff did something on this screen. */
  touch(link: ScreenLink): void;
  signOut(link: ScreenLink, reason: 'idle' | 'asked'): void;
  /** The link is gone, and the sign-in with it. */
  forget(link: ScreenLink): void;
  close(): void;
}

/** Who of the staff screens knew the PIN, and how long ago they were used. */
export function createSignIns(deps: {
  readonly pin: StaffPin;
  readonly clock: Clock;
  readonly log: Log;
  readonly onSignedIn: (link: ScreenLink) => void;
  readonly onSignedOut: (link: ScreenLink) => void;
}): SignIns {
  const timers = new Map<ScreenLink, () => void>();

  const forget = (link: ScreenLink) => {
    timers.get(link)?.();
    if (timers.delete(link)) deps.onSignedOut(link);
  };
  const signOut = (link: ScreenLink, reason: 'idle' | 'asked') => {
    if (!link.signedIn) return;
    link.markSignedOut();
    forget(link);
    link.send({ type: 'staff.signedOut', reason });
  };
  const touch = (link: ScreenLink) => {
    if (!link.signedIn) return;
    timers.get(link)?.();
    timers.set(
      link,
      deps.clock.after(SIGNED_IN_FOR_MS, () => signOut(link, 'idle')),
    );
  };

  return {
    signIn(link, pin) {
      if (!deps.pin.isSet()) {
        if (!deps.pin.mayChoose()) {
          deps.log.warn('staff PIN not set: the hour from the first start is over');
          return link.send({ type: 'staff.refused', retryAfterMs: 0 });
        }
        deps.pin.set(pin);
        deps.log.info('staff PIN set');
      } else {
        const verdict = deps.pin.verify(pin);
        if (!verdict.ok) {
          deps.log.warn('staff PIN refused', { retryAfterMs: verdict.retryAfterMs });
          return link.send({ type: 'staff.refused', retryAfterMs: verdict.retryAfterMs });
        }
      }
      link.markSignedIn();
      touch(link);
      deps.onSignedIn(link);
    },
    touch,
    signOut,
    forget,
    close() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
