/** Where in the picture something moves: brightness differences alone, no faces, nobody told from anybody. */

export interface MotionCentre {
  /** -1 left to 1 right, -1 top to 1 bottom, of the picture. */
  readonly x: number;
  readonly y: number;
  /** Share of the picture that has changed, 0..1. */
  readonly share: number;
}

/** Of 255: less is noise of the sensor. */
const CHANGED = 22;
/** Less is a leaf or a flicker, more is the light having been switched. */
const SHARE_MIN = 0.012;
const SHARE_MAX = 0.6;

/** Compares two pictures of `width` brightness values a row; null where nothing, or everything, has changed. */
export function motionCentre(before: Uint8Array, now: Uint8Array, width: number): MotionCentre | null {
  const height = Math.floor(now.length / width);
  let [sumX, sumY, weight, changed] = [0, 0, 0, 0];
  for (let i = 0; i < width * height; i++) {
    const difference = Math.abs((now[i] ?? 0) - (before[i] ?? 0));
    if (difference < CHANGED) continue;
    changed += 1;
    weight += difference;
    sumX += difference * (i % width);
    sumY += difference * Math.floor(i / width);
  }
  const share = changed / Math.max(1, width * height);
  if (share < SHARE_MIN || share > SHARE_MAX) return null;
  const centred = (sum: number, size: number) => (2 * sum) / weight / Math.max(1, size - 1) - 1;
  return { x: centred(sumX, width), y: centred(sumY, height), share };
}

/** Brightness of RGBA pixels. */
export function brightnessOf(rgba: Uint8ClampedArray): Uint8Array {
  const brightness = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < brightness.length; i++) {
    const at = i * 4;
    brightness[i] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
  }
  return brightness;
}
