import { MIC_FRAME_SAMPLES, type MicFrame } from '../contract/index.ts';
import { levelOf } from '../voice/frame-level.ts';

/** What would help: come closer, or away from the noise. */
export type HearingHint = 'quiet' | 'noise';

/** One bad take can be anything; two in a row are the room. */
const TAKES = 2;
/** The louder frames of a take below this are too faint, in decibels below full scale. */
const FAINT_DB = -45;
/** Speech that stands out less than this from the rest of its take is drowned. */
const DROWNED_DB = 8;
/** The detector half thinks that somebody speaks, and no turn comes of it: so many frames of it are about two seconds. */
const STIRRING_FRAMES = 60;
const STIRRING = 0.2;
const SPEAKING = 0.6;

/** Tells from levels and failed takes why a guest is not understood. */
export interface HearingHints {
  /** A take in which there was nothing to act on. */
  failed(audio: Float32Array | null): HearingHint | null;
  /** Every frame while nobody is taken to be talking. */
  stirring(frame: MicFrame): HearingHint | null;
  /** The guest is heard, or has gone: all is well again. */
  clear(): void;
}

export function createHearingHints(): HearingHints {
  let failures = 0;
  let stirs: number[] = [];
  return {
    failed(audio) {
      failures++;
      if (audio === null) return null;
      const hint = judge(levelsOf(audio));
      return failures >= TAKES ? hint : null;
    },
    stirring({ speechProbability, samples }) {
      if (speechProbability < STIRRING || speechProbability > SPEAKING) return null;
      stirs.push(levelOf(samples).db);
      if (stirs.length < STIRRING_FRAMES) return null;
      const faint = quantile(stirs, 0.9) < FAINT_DB;
      stirs = [];
      return faint ? 'quiet' : 'noise';
    },
    clear() {
      failures = 0;
      stirs = [];
    },
  };
}

function judge(levels: readonly number[]): HearingHint | null {
  const loud = quantile(levels, 0.9);
  if (loud < FAINT_DB) return 'quiet';
  return loud - quantile(levels, 0.1) < DROWNED_DB ? 'noise' : null;
}

function levelsOf(audio: Float32Array): number[] {
  return Array.from({ length: Math.floor(audio.length / MIC_FRAME_SAMPLES) }, (_, i) =>
    Math.max(-144, levelOf(audio.subarray(i * MIC_FRAME_SAMPLES, (i + 1) * MIC_FRAME_SAMPLES)).db),
  );
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? -144;
}
