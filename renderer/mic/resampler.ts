/**
 * Streaming sample-rate conversion down to 16 kHz: a Hann-windowed sinc kernel, low-passed below the
 * output's Nyquist frequency. Used only where the browser cannot run an AudioContext at 16 kHz itself.
 */
export interface Resampler {
  /** Appends input; calls `emit` for each output sample that is now computable. */
  push(block: Float32Array, emit: (sample: number) => void): void;
}

const LOBES = 16;
/** Passband edge as a share of the output's Nyquist frequency. */
const ROLL_OFF = 0.92;

/** @param inputRate Hz, at least `outputRate`. */
export function createResampler(inputRate: number, outputRate: number): Resampler {
  const step = inputRate / outputRate;
  const cutoff = ROLL_OFF / Math.max(1, step);
  const half = Math.ceil(LOBES / cutoff);
  let buffer = new Float32Array(4096);
  let length = half;
  /** Position of the next output sample, in `buffer`. */
  let position = half;

  const at = (centre: number): number => {
    let sum = 0;
    let weight = 0;
    const first = Math.ceil(centre - half);
    const last = Math.floor(centre + half);
    for (let i = Math.max(0, first); i <= last; i++) {
      const w = kernel(i - centre, cutoff, half);
      sum += w * (buffer[i] ?? 0);
      weight += w;
    }
    return weight === 0 ? 0 : sum / weight;
  };

  return {
    push(block, emit) {
      if (length + block.length > buffer.length) {
        const grown = new Float32Array(2 * (length + block.length));
        grown.set(buffer.subarray(0, length));
        buffer = grown;
      }
      buffer.set(block, length);
      length += block.length;
      while (position + half < length) {
        emit(at(position));
        position += step;
      }
      const spent = Math.floor(position) - half;
      if (spent > 0) {
        buffer.copyWithin(0, spent, length);
        length -= spent;
        position -= spent;
      }
    },
  };
}

function kernel(x: number, cutoff: number, half: number): number {
  const t = Math.PI * x * cutoff;
  const sinc = Math.abs(t) < 1e-9 ? 1 : Math.sin(t) / t;
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / half));
}
