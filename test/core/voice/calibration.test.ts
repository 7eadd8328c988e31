import { describe, expect, it } from 'vitest';
import { createCalibration } from '../../../core/voice/calibration.ts';
import { toRms } from '../../../core/voice/frame-level.ts';

const SECOND = 32;

/** A second of quiet and two of speech, at these levels. */
function measure(quietDb: number, speechDb: number, clippedShare = 0) {
  const calibration = createCalibration();
  for (let i = 0; i < SECOND; i++) calibration.push({ rms: toRms(quietDb), speechProbability: 0.02 });
  for (let i = 0; i < 2 * SECOND; i++) calibration.push({ rms: toRms(speechDb), speechProbability: 0.95, clippedShare });
  return calibration.reading();
}

describe('the verdict', () => {
  it.each([
    [-60, -24, 'good'],
    [-60, -48, 'too-faint'],
    [-30, -24, 'too-noisy'],
    [-144, -24, 'good'],
  ])('of a room at %d dB and speech at %d dB is %s', (quietDb, speechDb, verdict) =>
    expect(measure(quietDb, speechDb).verdict).toBe(verdict),
  );

  it('is clipping where speech touches full scale', () => {
    expect(measure(-60, -10, 0.01)).toMatchObject({ clipping: true, verdict: 'clipping' });
  });

  it('waits for quiet, then for speech', () => {
    const calibration = createCalibration();
    expect(calibration.reading()).toMatchObject({ verdict: 'need-quiet', snrDb: null, suggestedMinRms: null });
    for (let i = 0; i < SECOND; i++) calibration.push({ rms: 0.001, speechProbability: 0.02 });
    expect(calibration.reading()).toMatchObject({ verdict: 'need-speech', progress: { quiet: 1, speech: 0 } });
    calibration.reset();
    expect(calibration.reading().verdict).toBe('need-quiet');
  });

  it('names a microphone that delivers nothing', () => {
    const calibration = createCalibration();
    for (let i = 0; i < SECOND; i++) calibration.push({ samples: new Float32Array(512), speechProbability: 0 });
    expect(calibration.reading().verdict).toBe('no-signal');
  });
});

describe('the reading', () => {
  it('measures noise, speech and what lies between', () => {
    const { noiseFloorDb, speechDb, snrDb, levelDb } = measure(-55, -25);
    expect([noiseFloorDb, speechDb, snrDb, levelDb].map((db) => Math.round(db ?? 0))).toEqual([-55, -25, 30, -25]);
  });

  it('suggests a gate 12 dB under the guest, nearer where the room is loud, never above the guest', () => {
    const gate = (quietDb: number) => Math.round(20 * Math.log10(measure(quietDb, -24).suggestedMinRms ?? 0));
    expect([gate(-60), gate(-38), gate(-26)]).toEqual([-36, -32, -30]);
  });

  it('survives samples that are not numbers', () => {
    const calibration = createCalibration();
    calibration.push({ samples: new Float32Array(512).fill(Number.NaN), speechProbability: 0 });
    calibration.push({ rms: Number.NaN, speechProbability: Number.NaN });
    expect(calibration.reading().levelDb).toBe(-144);
  });
});
