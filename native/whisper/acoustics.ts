import { resample } from '../../core/speech/resample.ts';

/** What the waveform itself says about whether somebody speaks; for audio at 16 kHz. */

const RATE = 16_000;
/** Pitch is looked for at a quarter of the rate: voices have it, and most of their power, below 2 kHz. */
const PITCH_RATE = 4000;
const FRAME_MS = 40;
const HOP_MS = 10;
const MIN_FRAMES = 25;
const LONGEST_LAG = Math.ceil(PITCH_RATE / 70);
const SHORTEST_LAG = Math.floor(PITCH_RATE / 400);
const VOICED_CORRELATION = 0.7;
/** Frames this far below the loudest are background. */
const FOREGROUND_DB = 20;

/**
 * How much the level goes up and down: between the 10th and the 95th percentile of 40 ms frames, dB. Steady noise, hum and
 * sustained music stay below 5; speech, with its syllables and pauses, is above 20, and above 10 in loud noise.
 * Infinite for audio too short to tell.
 */
export function levelRangeDb(audio: Float32Array): number {
  const levels = frameLevels(audio, RATE).sort((a, b) => a - b);
  if (levels.length < MIN_FRAMES) return Number.POSITIVE_INFINITY;
  const at = (part: number) => levels[Math.floor(part * (levels.length - 1))] as number;
  return at(0.95) - at(0.1);
}

/**
 * Milliseconds of foreground in which a pitch of 70 to 400 Hz is heard, by normalised autocorrelation. Coughs, knocks and
 * clicks have next to none.
 */
export function voicedMs(audio: Float32Array): number {
  // Against the whole band: a clink's high tones leave something periodic below, but far weaker than the clink itself.
  const foreground = frameLevels(audio, RATE).reduce((top, level) => Math.max(top, level), Number.NEGATIVE_INFINITY) - FOREGROUND_DB;
  const low = resample(audio, RATE, PITCH_RATE);
  const hop = (PITCH_RATE * HOP_MS) / 1000;
  let frames = 0;
  frameLevels(low, PITCH_RATE).forEach((level, i) => {
    if (level > foreground && periodicity(low, i * hop) > VOICED_CORRELATION) frames++;
  });
  return frames * HOP_MS;
}

/** Level in dB of each 40 ms. */
function frameLevels(samples: Float32Array, rate: number): number[] {
  const hop = (rate * HOP_MS) / 1000;
  const perFrame = FRAME_MS / HOP_MS;
  const energies: number[] = [];
  for (let start = 0; start + hop <= samples.length; start += hop) {
    let sum = 0;
    for (let i = start; i < start + hop; i++) sum += (samples[i] as number) ** 2;
    energies.push(sum / hop);
  }
  const levels: number[] = [];
  for (let i = 0; i + perFrame <= energies.length; i++) {
    let sum = 0;
    for (let k = 0; k < perFrame; k++) sum += energies[i + k] as number;
    levels.push(10 * Math.log10(sum / perFrame + 1e-10));
  }
  return levels;
}

/** Highest normalised autocorrelation of the frame at `start` over the lags of a voice; 0 near the end of the audio. */
function periodicity(samples: Float32Array, start: number): number {
  const end = start + (PITCH_RATE * FRAME_MS) / 1000;
  if (end + LONGEST_LAG > samples.length) return 0;
  let energy = 0;
  for (let i = start; i < end; i++) energy += (samples[i] as number) ** 2;
  let best = 0;
  for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
    let product = 0;
    let lagged = 0;
    for (let i = start; i < end; i++) {
      const later = samples[i + lag] as number;
      product += (samples[i] as number) * later;
      lagged += later * later;
    }
    best = Math.max(best, product / Math.sqrt(energy * lagged + 1e-12));
  }
  return best;
}
