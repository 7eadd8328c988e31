import { levelRangeDb, voicedMs } from './acoustics.ts';

/**
 * Where a repetition began that should be cut, or null. Tokens said over and over at the end of
 * the text is a decoder going round in circles: nobody says "the the the the the the" or one phrase five times.
 */
export function loopStart(tokens: readonly number[]): number | null {
  for (let size = 1; size <= MAX_LOOP_TOKENS; size++) {
    const times = size === 1 ? 6 : 4;
    if (tokens.length < size * times) continue;
    const start = tokens.length - size * times;
    let same = true;
    for (let i = start + size; same && i < tokens.length; i++) same = tokens[i] === tokens[i - size];
    // One round stays: it may well have been said.
    if (same) return start + size;
  }
  return null;
}
const MAX_LOOP_TOKENS = 12;

/** Nobody speaks more tokens than this; the rest of a longer output was never said. */
export function tokenBudget(audioMs: number, spare: number): number {
  return Math.max(1, Math.min(spare, 8 + Math.ceil((audioMs / 1000) * TOKENS_PER_SECOND)));
}
const TOKENS_PER_SECOND = 12;

/** Full scale is 1; -60 dB is below the noise floor of any microphone that hears a guest. */
const SILENCE_RMS = 0.001;

/** True where the loudest 30 ms are silence: there is nothing to hear. */
export function isSilent(audio: Float32Array, frameSamples = 480): boolean {
  for (let start = 0; start < audio.length; start += frameSamples) {
    let sum = 0;
    const end = Math.min(audio.length, start + frameSamples);
    for (let i = start; i < end; i++) sum += (audio[i] as number) ** 2;
    if (sum / (end - start) > SILENCE_RMS * SILENCE_RMS) return false;
  }
  return true;
}

/** A level that moves less than this is noise, hum or sustained music. */
const STEADY_RANGE_DB = 7;

/** True where there is nothing to recognise: silence or a steady sound. */
export function hasNoSpeech(audio: Float32Array): boolean {
  return isSilent(audio) || levelRangeDb(audio) < STEADY_RANGE_DB;
}

/** Whisper's own rule: probably no speech, and unsure about the text. */
const NO_SPEECH_PROBABILITY = 0.6;
const UNSURE_LOGPROB = -1;
/** Below this the text is a guess whatever the rest says. */
const GUESS_LOGPROB = -1.25;
/** A cough or a knock: hardly any voice in it, and a text the model does not stand by. */
const VOICELESS_MS = 40;
const VOICELESS_LOGPROB = -0.7;

/** True where the text was made up rather than heard. */
export function isGuess(decoded: { readonly avgLogprob: number; readonly noSpeechProb: number }, audio: Float32Array): boolean {
  const { avgLogprob, noSpeechProb } = decoded;
  if (avgLogprob < GUESS_LOGPROB || (noSpeechProb > NO_SPEECH_PROBABILITY && avgLogprob < UNSURE_LOGPROB)) return true;
  return avgLogprob < VOICELESS_LOGPROB && voicedMs(audio) < VOICELESS_MS;
}
