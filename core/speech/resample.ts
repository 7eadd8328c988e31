/** Zero crossings of the sinc on each side: more is a steeper filter. */
const ZERO_CROSSINGS = 24;
/** The pass band ends a little below half the lower rate, so that the filter's slope does not fold back. */
const PASS_BAND = 0.94;
const KAISER_BETA = 9;

/**
 * Changes the sample rate by windowed-sinc interpolation (Kaiser window; J. O. Smith, "Digital Audio Resampling"),
 * low-passed below half the lower of both rates. The filter is tabulated once a phase: rates such as 44100 → 16000
 * reduce to a small ratio.
 */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  if (fromRate === toRate || samples.length === 0) return samples.slice();
  const divisor = gcd(fromRate, toRate);
  const phases = toRate / divisor;
  const advance = fromRate / divisor;
  const cutoff = Math.min(1, toRate / fromRate) * PASS_BAND;
  const half = Math.ceil(ZERO_CROSSINGS / cutoff);
  const filters = new Map<number, Float64Array>();
  const out = new Float32Array(Math.ceil((samples.length * toRate) / fromRate));
  for (let i = 0; i < out.length; i++) {
    const ticks = i * advance;
    const phase = ticks % phases;
    const centre = (ticks - phase) / phases;
    let filter = filters.get(phase);
    if (filter === undefined) {
      filter = phaseFilter(phase / phases, half, cutoff);
      filters.set(phase, filter);
    }
    let sum = 0;
    const first = centre - half + 1;
    const start = Math.max(0, -first);
    const end = Math.min(filter.length, samples.length - first);
    for (let k = start; k < end; k++) sum += (samples[first + k] as number) * (filter[k] as number);
    out[i] = sum;
  }
  return out;
}

/** Weights for the samples around a point that lies `fraction` after its centre sample; they sum to 1. */
function phaseFilter(fraction: number, half: number, cutoff: number): Float64Array {
  const weights = new Float64Array(2 * half);
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const x = k - half + 1 - fraction;
    weights[k] = Math.abs(x) >= half ? 0 : sinc(x * cutoff) * kaiser(x / half);
    sum += weights[k] as number;
  }
  return weights.map((weight) => weight / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return bessel0(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel0(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
