import type { Clock } from '../ports.ts';

/** How soon a newly published venue is on a waiting screen. */
const VENUE_CHECK_MS = 10_000;

/** A version published while the screen waits reaches it before the next guest does; a guest in mid-conversation keeps the old one. */
export interface VenueWatch {
  /** The screen was shown this version. */
  shown(version: string | undefined): void;
  /** Looks now. */
  check(): void;
  close(): void;
}

export function createVenueWatch(deps: {
  readonly clock: Clock;
  readonly version: () => string | undefined;
  /** Whether a screen waits that may be shown another one. */
  readonly waiting: () => boolean;
  readonly show: () => void;
}): VenueWatch {
  let version: string | undefined;
  let cancel = () => {};
  const check = () => {
    if (deps.waiting() && deps.version() !== version) deps.show();
  };
  const again = () => {
    cancel = deps.clock.after(VENUE_CHECK_MS, () => {
      check();
      again();
    });
  };
  again();
  return {
    shown(next) {
      version = next;
    },
    check,
    close: () => cancel(),
  };
}
