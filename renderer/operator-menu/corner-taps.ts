/** Taps in the corner that open the operator's door, and how fast they have to come. */
export const TAPS = 5;
export const WITHIN_MS = 4000;
/** Side of the corner's square, CSS pixels; a fingertip is about 40. */
export const CORNER_PX = 120;

export interface CornerTaps {
  /** @returns whether this was the last one needed */
  tap(x: number, y: number, atMs: number): boolean;
}

/** Counts taps in the top left corner; one elsewhere begins anew. */
export function createCornerTaps(): CornerTaps {
  let times: readonly number[] = [];
  return {
    tap(x, y, atMs) {
      if (x > CORNER_PX || y > CORNER_PX) {
        times = [];
        return false;
      }
      times = [...times, atMs].filter((time) => atMs - time < WITHIN_MS);
      if (times.length < TAPS) return false;
      times = [];
      return true;
    },
  };
}
