import { MIC_SAMPLE_RATE } from '../contract/index.ts';
import { createTwoRealFft } from '../speech/fft.ts';

/** One moment of a sound, 32 ms long and 10 ms after the one before: how loud it is, and where its power lies. */
export interface VoiceSlice {
  /** Decibels against full scale. */
  readonly db: number;
  /** Power of each band against the whole, decibels, never under -60. */
  readonly shape: Shape;
}

/**
 * - 80–500 Hz: voicing, and all but everything of a closed mouth.
 * - 500–1000 Hz: first formant of open vowels.
 * - 1–2 kHz, 2–3.5 kHz: second and third formants, which an open mouth alone lets out.
 * - above 3.5 kHz: friction, bursts.
 */
export type Shape = readonly [low: number, open: number, second: number, third: number, friction: number];

export const SLICE_MS = 10;

const SIZE = 512;
const HOP = (MIC_SAMPLE_RATE * SLICE_MS) / 1000;
const EDGES_HZ = [80, 500, 1000, 2000, 3500, 7600];
const LEAST_DB = -60;
const window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));
const bins = EDGES_HZ.map((hz) => Math.round((hz * SIZE) / MIC_SAMPLE_RATE));

/** The room is in it: where it covers a band, that band is loud, and nothing passes for a closed mouth. */
export function slicesOf(audio: Float32Array): VoiceSlice[] {
  return bandPowers(audio).map((bands) => {
    const whole = bands.reduce((sum, power) => sum + power, 0);
    const share = (band: number) => (whole > 0 ? Math.max(LEAST_DB, decibels((bands[band] ?? 0) / whole)) : LEAST_DB);
    return { db: decibels(whole), shape: [share(0), share(1), share(2), share(3), share(4)] };
  });
}

function bandPowers(audio: Float32Array): number[][] {
  const fft = createTwoRealFft(SIZE);
  const [a, b] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  const [powerA, powerB] = [new Float64Array(SIZE / 2 + 1), new Float64Array(SIZE / 2 + 1)];
  const count = Math.max(0, Math.floor((audio.length - SIZE) / HOP) + 1);
  const out: number[][] = [];
  for (let n = 0; n < count; n += 2) {
    windowed(audio, n * HOP, a);
    windowed(audio, (n + 1) * HOP, b);
    fft.powers(a, b, powerA, powerB);
    out.push(inBands(powerA));
    if (n + 1 < count) out.push(inBands(powerB));
  }
  return out;
}

function windowed(audio: Float32Array, from: number, into: Float64Array): void {
  for (let i = 0; i < SIZE; i++) {
    const sample = audio[from + i] ?? 0;
    into[i] = Number.isFinite(sample) ? sample * (window[i] ?? 0) : 0;
  }
}

/** Mean square of the samples that each band accounts for. */
function inBands(power: Float64Array): number[] {
  return bins.slice(1).map((end, band) => {
    let sum = 0;
    for (let k = bins[band] ?? 0; k < end; k++) sum += power[k] ?? 0;
    return (sum * 16) / (3 * SIZE * SIZE);
  });
}

function decibels(power: number): number {
  return 10 * Math.log10(Math.max(1e-15, power));
}
