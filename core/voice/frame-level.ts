/** A frame with more of its samples at full scale is a bang on the case, not a voice. */
const CLIPPED_SHARE = 0.3;
const CLIPPED_LEVEL = 0.985;

/** Level of digital silence: 24 bits' worth below full scale. */
const FLOOR_DB = -144;

export interface FrameLevel {
  /** Root mean square, 0..1. */
  readonly rms: number;
  /** The same in decibels below full scale, never under -144. */
  readonly db: number;
  /** Samples at full scale, as a share of all. */
  readonly clippedShare: number;
  /** So many of them that it is a bang. */
  readonly clipped: boolean;
}

/** A sample that is not a number counts as silence: one of them would otherwise stay in every average for ever. */
export function levelOf(samples: Float32Array): FrameLevel {
  let power = 0;
  let full = 0;
  for (const sample of samples) {
    if (!Number.isFinite(sample)) continue;
    power += sample * sample;
    if (sample >= CLIPPED_LEVEL || sample <= -CLIPPED_LEVEL) full++;
  }
  const rms = Math.sqrt(power / Math.max(1, samples.length));
  const clippedShare = full / Math.max(1, samples.length);
  return { rms, db: toDb(rms), clippedShare, clipped: clippedShare > CLIPPED_SHARE };
}

export function toDb(rms: number): number {
  return rms > 0 ? Math.max(FLOOR_DB, 20 * Math.log10(rms)) : FLOOR_DB;
}

export function toRms(db: number): number {
  return 10 ** (db / 20);
}
