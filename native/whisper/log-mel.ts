import { createTwoRealFft } from '../../core/speech/fft.ts';
import { createMelFilters } from './mel-filters.ts';

export interface LogMelOptions {
  readonly sampleRate: number;
  readonly fftSize: number;
  readonly hopSamples: number;
  readonly melBins: number;
}

export interface LogMel {
  /** Row-major [melBins, frames]. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly frames: number;
}

const POWER_FLOOR = 1e-10;
/** Whisper clamps to 8 decades below the loudest value, then maps with (x + 4) / 4. */
const DYNAMIC_RANGE = 8;

/**
 * Whisper's log-mel spectrogram: periodic Hann window, frames centred by reflecting half a window at both ends,
 * power spectrum, Slaney mel filters, log10, clamp, scale; the last frame is left out, so `frames` is
 * floor(samples / hop). Agrees with the reference feature extractor to float32 precision.
 * @param minSamples the audio is filled up with zeros to this length first (a fixed window's models need it).
 */
export function createLogMel(options: LogMelOptions): (audio: Float32Array, minSamples?: number) => LogMel {
  const { sampleRate, fftSize, hopSamples, melBins } = options;
  const filters = createMelFilters({ sampleRate, fftSize, melBins });
  const fft = createTwoRealFft(fftSize);
  const hann = Float64Array.from({ length: fftSize }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / fftSize));
  const bins = fftSize / 2 + 1;
  const frameA = new Float64Array(fftSize);
  const frameB = new Float64Array(fftSize);
  const powerA = new Float64Array(bins);
  const powerB = new Float64Array(bins);

  return (audio, minSamples = 0) => {
    const samples = Math.max(audio.length, minSamples, fftSize);
    const frames = Math.floor(samples / hopSamples);
    const values = new Float32Array(melBins * frames);
    // Beyond the audio there are only zeros, the same in every frame: no need to transform those.
    const audible = Math.min(frames, Math.ceil((audio.length + fftSize / 2) / hopSamples) + 1);
    values.fill(Math.log10(POWER_FLOOR));
    for (let frame = 0; frame < audible; frame += 2) {
      windowed(audio, samples, frame * hopSamples - fftSize / 2, hann, frameA);
      windowed(audio, samples, (frame + 1) * hopSamples - fftSize / 2, hann, frameB);
      fft.powers(frameA, frameB, powerA, powerB);
      writeColumn(values, frames, frame, filters, powerA);
      if (frame + 1 < frames) writeColumn(values, frames, frame + 1, filters, powerB);
    }
    normalise(values);
    return { values, frames };
  };
}

function windowed(audio: Float32Array, samples: number, start: number, hann: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    let at = start + i;
    if (at < 0) at = -at;
    if (at >= samples) at = 2 * (samples - 1) - at;
    out[i] = at < audio.length ? (audio[at] as number) * (hann[i] as number) : 0;
  }
}

function writeColumn(
  values: Float32Array,
  frames: number,
  frame: number,
  filters: readonly { readonly first: number; readonly weights: Float64Array }[],
  power: Float64Array,
): void {
  for (let mel = 0; mel < filters.length; mel++) {
    const { first, weights } = filters[mel] as { first: number; weights: Float64Array };
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (power[first + i] as number);
    values[mel * frames + frame] = Math.log10(Math.max(sum, POWER_FLOOR));
  }
}

function normalise(values: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > top) top = value;
  const floor = top - DYNAMIC_RANGE;
  for (let i = 0; i < values.length; i++) values[i] = (Math.max(values[i] as number, floor) + 4) / 4;
}
