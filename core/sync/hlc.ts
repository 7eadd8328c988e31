/**
 * Hybrid logical clock (Kulkarni et al., 2014): wall milliseconds that never run backwards, a counter
 * for events within one millisecond, and the device to break ties. As text, stamps sort in clock order.
 */
export interface HybridClock {
  /** A stamp later than every one given or seen before. */
  next(): string;
  /** Takes note of another device's stamp, so that later stamps here come after it. */
  see(stamp: string): void;
  /** The endpoint found this clock too far ahead: it goes on from the true time, for this run. @param trueMs since 1970 */
  setBack(trueMs: number): void;
  /** The last stamp given or seen, to be kept across restarts. */
  readonly last: string;
}

export interface HybridClockOptions {
  readonly device: string;
  /** Milliseconds since 1970. */
  wallMs(): number;
  /** `last` of the previous run. */
  readonly last?: string | undefined;
  /**
   * A stamp further ahead of this wall clock than this is believed for ordering, but does not move the clock. Default twice
   * MAX_DRIFT_MS: another kiosk may be ahead of the endpoint as far as this one is behind.
   */
  readonly maxDriftMs?: number;
}

const STAMP = /^([0-9a-z]{9})\.([0-9a-z]{4})\.([0-9A-Za-z-]{1,64})$/;
export const STAMP_PATTERN = STAMP;
const MAX_COUNTER = 36 ** 4 - 1;
/** The endpoint takes no stamp further ahead of its own clock than this. */
export const MAX_DRIFT_MS = 2 * 86_400_000;

export function createHybridClock({ device, wallMs, last, maxDriftMs = 2 * MAX_DRIFT_MS }: HybridClockOptions): HybridClock {
  let { ms, counter } = parseStamp(last ?? '') ?? { ms: 0, counter: 0 };
  let aheadMs = 0;
  return {
    next() {
      const wall = wallMs() - aheadMs;
      if (wall > ms) {
        ms = wall;
        counter = 0;
      } else if (counter < MAX_COUNTER) counter++;
      else {
        ms++;
        counter = 0;
      }
      return formatStamp(ms, counter, device);
    },
    see(stamp) {
      const other = parseStamp(stamp);
      if (other === null || other.ms > wallMs() - aheadMs + maxDriftMs) return;
      if (other.ms > ms || (other.ms === ms && other.counter > counter)) ({ ms, counter } = other);
    },
    setBack(trueMs) {
      aheadMs = wallMs() - trueMs;
      if (ms > trueMs) ({ ms, counter } = { ms: trueMs, counter: 0 });
    },
    get last() {
      return formatStamp(ms, counter, device);
    },
  };
}

function formatStamp(ms: number, counter: number, device: string): string {
  return `${Math.floor(ms).toString(36).padStart(9, '0')}.${counter.toString(36).padStart(4, '0')}.${device}`;
}

/** Stamps of other channels than kiosks begin their device with this: a guest may be at both at once. */
export const CHANNEL_DEVICE = 'channel-';

/** When a stamp was made, and by which device. */
export function readStamp(stamp: string): { readonly ms: number; readonly device: string } | null {
  const [, ms, , device] = STAMP.exec(stamp) ?? [];
  return ms === undefined || device === undefined ? null : { ms: Number.parseInt(ms, 36), device };
}

function parseStamp(stamp: string): { ms: number; counter: number } | null {
  const parts = STAMP.exec(stamp);
  return parts?.[1] === undefined || parts[2] === undefined
    ? null
    : { ms: Number.parseInt(parts[1], 36), counter: Number.parseInt(parts[2], 36) };
}
