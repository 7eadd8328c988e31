import type { MicFrame } from '../../core/contract/index.ts';
import { MIC_FRAME_MS } from '../../core/contract/protocol.ts';

/**
 * Saves traffic while nobody speaks: frames pass from a little before the voice activity detector first
 * stirs until it has been quiet for long. Frame numbers go on meanwhile, so the kiosk sees the gap.
 */
export interface FrameGate {
  /** Frames to send now, oldest first. */
  push(frame: MicFrame): readonly MicFrame[];
  close(): void;
}

export interface FrameGateOptions {
  /** Opens above this speech probability. */
  readonly openAbove?: number;
  /** Sent from before the opening; a little more than the segmenter's own pre-roll. */
  readonly preRollMs?: number;
  /**
   * Quiet after which it closes. Must be longer than the longest end-of-turn wait (turnTaking.patientEndOfTurnMs,
   * at most 5000), or the kiosk would never see the silence that ends a turn.
   */
  readonly closeAfterMs?: number;
}

export function createFrameGate({ openAbove = 0.3, preRollMs = 352, closeAfterMs = 5500 }: FrameGateOptions = {}): FrameGate {
  const preRollFrames = Math.ceil(preRollMs / MIC_FRAME_MS);
  const closeAfterFrames = Math.ceil(closeAfterMs / MIC_FRAME_MS);
  let waiting: MicFrame[] = [];
  let quiet = closeAfterFrames;
  return {
    push(frame) {
      quiet = frame.speechProbability > openAbove ? 0 : quiet + 1;
      if (quiet >= closeAfterFrames) {
        waiting.push(frame);
        if (waiting.length > preRollFrames) waiting.shift();
        return [];
      }
      const sent = [...waiting, frame];
      waiting = [];
      return sent;
    },
    close() {
      waiting = [];
      quiet = closeAfterFrames;
    },
  };
}
