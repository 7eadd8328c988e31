import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../renderer/mic/resampler.ts';

function resampledTone(hz: number, inputRate: number, blockSize = 128): Float32Array {
  const resampler = createResampler(inputRate, 16_000);
  const output: number[] = [];
  const input = Float32Array.from({ length: inputRate }, (_, i) => Math.sin((2 * Math.PI * hz * i) / inputRate));
  for (let at = 0; at < input.length; at += blockSize) resampler.push(input.subarray(at, at + blockSize), (sample) => output.push(sample));
  return Float32Array.from(output);
}

/** Root mean square of the middle, away from where the tone starts and stops. */
function level(samples: Float32Array): number {
  const middle = samples.subarray(1000, 15_000);
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
}

describe.each([44_100, 48_000, 96_000])('from %i Hz', (inputRate) => {
  it('keeps speech as loud and as long as it was', () => {
    const tone = resampledTone(1000, inputRate);
    expect(level(tone)).toBeCloseTo(Math.SQRT1_2, 2);
    expect(Math.abs(tone.length - 16_000)).toBeLessThan(64);
  });

  it('keeps the phase: sample n is n/16000 s into the sound', () => {
    const tone = resampledTone(440, inputRate);
    const expected = Math.sin((2 * Math.PI * 440 * 8000) / 16_000);
    expect(tone[8000]).toBeCloseTo(expected, 2);
  });

  it('lets nothing from above 8 kHz fold into the voice', () => {
    expect(level(resampledTone(10_000, inputRate))).toBeLessThan(0.003);
  });

  it('does not depend on how the input is cut into blocks', () => {
    const a = resampledTone(300, inputRate, 128);
    const b = resampledTone(300, inputRate, 1000);
    expect(Math.max(...a.subarray(0, b.length).map((sample, i) => Math.abs(sample - (b[i] ?? 0))))).toBeLessThan(1e-6);
  });
});
