import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTwoRealFft } from '../../../core/speech/fft.ts';
import { createLogMel } from '../../../native/whisper/log-mel.ts';

interface Reference {
  readonly melBins: number;
  readonly samples: number;
  readonly paddedTo: number;
  readonly frames: number;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

const references = JSON.parse(readFileSync(new URL('./log-mel-reference.json', import.meta.url), 'utf8')) as Reference[];

/** The signal of make-log-mel-reference.py. */
function signal(count: number): Float32Array {
  let state = 12_345;
  return Float32Array.from({ length: count }, (_, i) => {
    state = Number((1_664_525n * BigInt(state) + 1_013_904_223n) % 4_294_967_296n);
    const t = i / 16_000;
    const phase = 2 * Math.PI * (120 * t + 400 * t * t);
    const envelope = 0.5 - 0.5 * Math.cos(2 * Math.PI * 3 * t);
    return envelope * (0.5 * Math.sin(phase) + 0.2 * Math.sin(5 * phase)) + 0.01 * (state / 2 ** 31 - 1);
  });
}

describe('log-mel front end', () => {
  it.each(references)('agrees with the reference extractor: $melBins bins, $samples samples, padded to $paddedTo', (reference) => {
    const logMel = createLogMel({ sampleRate: 16_000, fftSize: 400, hopSamples: 160, melBins: reference.melBins });
    const { values, frames } = logMel(signal(reference.samples), reference.paddedTo);
    expect(frames).toBe(reference.frames);
    for (const [frame, column] of Object.entries(reference.columns)) {
      const ours = column.map((_, mel) => values[mel * frames + Number(frame)] as number);
      const worst = Math.max(...column.map((value, mel) => Math.abs(value - (ours[mel] as number))));
      expect(worst, `frame ${frame}`).toBeLessThan(2e-6);
    }
  });

  it('gives at least one window for hardly any audio', () => {
    const logMel = createLogMel({ sampleRate: 16_000, fftSize: 400, hopSamples: 160, melBins: 80 });
    const { values, frames } = logMel(new Float32Array(3));
    expect(frames).toBe(2);
    expect(values.every(Number.isFinite)).toBe(true);
  });
});

describe('FFT of two real signals', () => {
  it.each([400, 4, 10, 32, 50, 64])('agrees with the sum of the definition at size %i', (size) => {
    const a = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i) + 0.3);
    const b = Float64Array.from({ length: size }, (_, i) => Math.cos(3 * i * i));
    const powerA = new Float64Array(size / 2 + 1);
    const powerB = new Float64Array(size / 2 + 1);
    createTwoRealFft(size).powers(a, b, powerA, powerB);
    for (const [x, power] of [
      [a, powerA],
      [b, powerB],
    ] as const) {
      for (let k = 0; k <= size / 2; k++) {
        let re = 0;
        let im = 0;
        x.forEach((value, n) => {
          re += value * Math.cos((2 * Math.PI * k * n) / size);
          im -= value * Math.sin((2 * Math.PI * k * n) / size);
        });
        expect(power[k]).toBeCloseTo(re * re + im * im, 5);
      }
    }
  });

  it('refuses a size with a large prime factor', () => {
    expect(() => createTwoRealFft(14)).toThrow(/14/);
  });
});
