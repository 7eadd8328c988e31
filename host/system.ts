import { DateTime } from 'luxon';
import { v7 } from 'uuid';
import type { LocalDateTime } from '../core/contract/index.ts';
import type { Clock, Ids } from '../core/ports.ts';

/** The machine's clock. @param pinned venue wall clock that localNow() always gives, for demos and tests. */
export function createSystemClock(pinned?: LocalDateTime): Clock {
  return {
    nowMs: () => performance.now(),
    localNow: (timezone) => pinned ?? DateTime.now().setZone(timezone).toFormat("yyyy-MM-dd'T'HH:mm"),
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

export function createIds(): Ids {
  return { next: () => v7() };
}
