import type { Decoded } from './greedy.ts';

const SAMPLE_RATE = 16_000;
/** Zeros after the audio: a model taught 30 s windows ends its text in silence, and says too much without any. */
const MARGIN_SAMPLES = 1 * SAMPLE_RATE;
const SHORTEST_SAMPLES = 3 * SAMPLE_RATE;
/** The runtime plans its memory once for each length it meets. */
const STEP_SAMPLES = 0.5 * SAMPLE_RATE;
/** Close to the whole window a second attempt would cost more than the first one saves. */
const WORTHWHILE = 0.7;

/**
 * How many samples an encoder gets that was rewritten to take any length but taught its whole window: the audio and a margin
 * first; then, where that looks wrong, the window.
 */
export function contextsFor(audioSamples: number, windowSamples: number): readonly number[] {
  const wanted = Math.max(SHORTEST_SAMPLES, audioSamples + MARGIN_SAMPLES);
  const short = Math.ceil(wanted / STEP_SAMPLES) * STEP_SAMPLES;
  return short > WORTHWHILE * windowSamples ? [windowSamples] : [short, windowSamples];
}

/** Whisper's own limit for trying again. */
const UNSURE_LOGPROB = -1;

/** True where a short context may have led the model astray: it went in circles, found no end, or is unsure. */
export function looksWrong({ stopped, avgLogprob }: Pick<Decoded, 'stopped' | 'avgLogprob'>): boolean {
  return stopped !== 'end' || avgLogprob < UNSURE_LOGPROB;
}
