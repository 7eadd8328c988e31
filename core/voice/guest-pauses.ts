/**
 * How long this guest pauses within a turn. One who thinks in the middle of a sentence twice will do so again; a pause that
 * comes once is let pass.
 */
export interface GuestPauses {
  /** Frames of silence after which the guest went on. */
  add(frames: number): void;
  /** The guest was cut off: they went on this long after their last sound. Counts at once. */
  addMissed(frames: number): void;
  /** Frames that cover most of the pauses so far; 0 while too little is known. */
  usual(): number;
  reset(): void;
}

const KEPT = 12;
const ENOUGH = 2;
const SHARE = 0.8;

/** @param leastFrames shorter ones are gaps between words. @param mostFrames longer ones count as so many. */
export function createGuestPauses(leastFrames: number, mostFrames: number): GuestPauses {
  let pauses: number[] = [];
  return {
    add(frames) {
      if (frames >= leastFrames) pauses = [...pauses, Math.min(frames, mostFrames)].slice(-KEPT);
    },
    addMissed(frames) {
      for (let n = 0; n < ENOUGH; n++) pauses = [...pauses, Math.min(frames, mostFrames)].slice(-KEPT);
    },
    usual() {
      if (pauses.length < ENOUGH) return 0;
      const sorted = [...pauses].sort((a, b) => a - b);
      return sorted[Math.ceil(SHARE * sorted.length) - 1] ?? 0;
    },
    reset() {
      pauses = [];
    },
  };
}
