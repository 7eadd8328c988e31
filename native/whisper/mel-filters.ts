/** One triangular filter: weights for the spectrum bins from `first` on. */
export interface MelFilter {
  readonly first: number;
  readonly weights: Float64Array;
}

const LINEAR_HZ_PER_MEL = 200 / 3;
const LOG_START_HZ = 1000;
const LOG_START_MEL = LOG_START_HZ / LINEAR_HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

/**
 * Mel filter bank on Slaney's scale (linear to 1 kHz, then logarithmic) with area normalisation, from 0 Hz to
 * half the sample rate: what `librosa.filters.mel(sr, n_fft, n_mels)` returns and Whisper was trained on.
 */
export function createMelFilters(options: {
  readonly sampleRate: number;
  readonly fftSize: number;
  readonly melBins: number;
}): MelFilter[] {
  const { sampleRate, fftSize, melBins } = options;
  const bins = fftSize / 2 + 1;
  const topMel = hzToMel(sampleRate / 2);
  const edgesHz = Array.from({ length: melBins + 2 }, (_, i) => melToHz((topMel * i) / (melBins + 1)));
  return Array.from({ length: melBins }, (_, i) => {
    const [low, centre, high] = edgesHz.slice(i, i + 3) as [number, number, number];
    const scale = 2 / (high - low);
    const weights = Array.from({ length: bins }, (_, bin) => {
      const hz = (bin * sampleRate) / fftSize;
      return scale * Math.max(0, Math.min((hz - low) / (centre - low), (high - hz) / (high - centre)));
    });
    const first = Math.max(
      0,
      weights.findIndex((w) => w > 0),
    );
    const last = weights.findLastIndex((w) => w > 0);
    return { first, weights: Float64Array.from(weights.slice(first, last + 1)) };
  });
}

function hzToMel(hz: number): number {
  return hz < LOG_START_HZ ? hz / LINEAR_HZ_PER_MEL : LOG_START_MEL + Math.log(hz / LOG_START_HZ) / LOG_STEP;
}

function melToHz(mel: number): number {
  return mel < LOG_START_MEL ? mel * LINEAR_HZ_PER_MEL : LOG_START_HZ * Math.exp(LOG_STEP * (mel - LOG_START_MEL));
}
