import { MIC_FRAME_MS, type MicFrame } from '../contract/index.ts';

/**
 * Per-frame decision "speech or not" from the VAD's probability: smoothed, with hysteresis. The two
 * thresholds follow Silero's own advice (off = on - 0.15); they are higher while the kiosk itself speaks,
 * because what is left of its voice after echo cancellation also looks a little like speech.
 */
const THRESHOLDS = { on: 0.5, off: 0.35 };
const THRESHOLDS_OVER_KIOSK = { on: 0.7, off: 0.5 };

/** Weight of the newest probability. Light: Silero is recurrent, its output is smooth already. */
const NEWEST_WEIGHT = 0.75;

/** Below -66 dBFS nobody speaks to a kiosk, whatever the VAD thinks of the noise. */
const SILENCE_RMS = 0.0005;

/** A frame with more of its samples at full scale is a bang on the case, not a voice. */
const CLIPPED_SHARE = 0.3;
const CLIPPED_LEVEL = 0.985;

/** Consecutive speech frames that begin speech, or end a pause in it: one frame alone is a click. */
export const CONFIRM_FRAMES = 2;

/** One frame, judged. */
export interface HeardFrame {
  readonly samples: Float32Array;
  /** Smoothed, 0..1. */
  readonly probability: number;
  readonly speech: boolean;
  /** So loud that it is cut off: kept as audio, but never counts towards an interruption. */
  readonly clipped: boolean;
}

export interface SpeechActivity {
  judge(frame: Pick<MicFrame, 'samples' | 'speechProbability'>, overKiosk: boolean): HeardFrame;
  reset(): void;
}

export function createSpeechActivity(): SpeechActivity {
  let smoothed = 0;
  let speech = false;
  return {
    judge(frame, overKiosk) {
      const { rms, clipped } = measure(frame.samples);
      const probability = rms < SILENCE_RMS ? 0 : frame.speechProbability;
      smoothed = NEWEST_WEIGHT * probability + (1 - NEWEST_WEIGHT) * smoothed;
      const { on, off } = overKiosk ? THRESHOLDS_OVER_KIOSK : THRESHOLDS;
      speech = smoothed >= (speech ? off : on);
      return { samples: frame.samples, probability: smoothed, speech, clipped };
    },
    reset() {
      smoothed = 0;
      speech = false;
    },
  };
}

/** Whole frames that cover `ms`, at least one. */
export function framesFor(ms: number): number {
  return Math.max(1, Math.ceil(ms / MIC_FRAME_MS));
}

function measure(samples: Float32Array): { rms: number; clipped: boolean } {
  let power = 0;
  let full = 0;
  for (const sample of samples) {
    power += sample * sample;
    if (sample >= CLIPPED_LEVEL || sample <= -CLIPPED_LEVEL) full++;
  }
  return { rms: Math.sqrt(power / Math.max(1, samples.length)), clipped: full > samples.length * CLIPPED_SHARE };
}
