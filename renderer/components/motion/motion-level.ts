/**
 * How much moves on the screen. "calm" is a good still in which the face blinks and speaks: for guests who asked their
 * system for less motion, and for machines that cannot keep up. Styles follow `data-motion` of the document.
 */
export type MotionLevel = 'full' | 'calm';

export function isCalm(): boolean {
  return document.documentElement.dataset.motion === 'calm';
}

/** Not even the face: for pictures of the screens. */
export function isStill(): boolean {
  return document.documentElement.dataset.still === 'true';
}

export interface FrameWatchOptions {
  readonly requestFrame: (callback: (ms: number) => void) => number;
  readonly cancelFrame: (handle: number) => void;
  /** Runs a callback once after a delay; the returned function cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** Called once, when the frame rate stayed below the limit; the watch is over then. */
  readonly onSlow: () => void;
  /** Frames a second; below them for a whole window is slow. */
  readonly limitFps?: number;
  readonly windowMs?: number;
  /** Starting up does not count. */
  readonly firstAfterMs?: number;
  /** Rest between two looks: asking for frames costs power itself. */
  readonly restMs?: number;
}

/** A frame that took longer was no frame: the page was hidden or the machine asleep. */
const GAP_MS = 1000;

/** Measures the frame rate now and then; returns a stop. */
export function watchFrames(options: FrameWatchOptions): () => void {
  const { limitFps = 28, windowMs = 2000, firstAfterMs = 6000, restMs = 20_000 } = options;
  let handle = 0;
  let cancel = options.after(firstAfterMs, look);

  function look() {
    let beganMs: number | null = null;
    let lastMs = 0;
    let frames = 0;
    const count = (ms: number) => {
      if (beganMs === null || ms - lastMs > GAP_MS) {
        beganMs = ms;
        frames = 0;
      } else frames++;
      lastMs = ms;
      if (ms - beganMs < windowMs) {
        handle = options.requestFrame(count);
      } else if (frames < (limitFps * (ms - beganMs)) / 1000) options.onSlow();
      else cancel = options.after(restMs, look);
    };
    handle = options.requestFrame(count);
  }
  return () => {
    cancel();
    options.cancelFrame(handle);
  };
}
