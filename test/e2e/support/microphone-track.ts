import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mixToMono, readWav, writeWav } from '../../../core/speech/wav.ts';

const RATE = 16_000;
const FIXTURES = fileURLToPath(new URL('../../fixtures/speech/', import.meta.url));

/** One stretch of what the fake microphone hears: a recording by name, or silence in milliseconds. */
export type Stretch = { readonly say: string } | { readonly samples: Float32Array } | { readonly silenceMs: number };

/**
 * Writes a WAV for Chromium's fake microphone. Silence is a faint hiss: a microphone is never digitally silent.
 * Chromium starts the file when the page opens the microphone.
 */
export function writeMicrophoneTrack(path: string, stretches: readonly Stretch[]): { readonly durationMs: number } {
  const parts = stretches.map((stretch) =>
    'silenceMs' in stretch ? hiss(stretch.silenceMs) : 'samples' in stretch ? stretch.samples : recording(stretch.say),
  );
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  writeFileSync(path, writeWav(samples, RATE));
  return { durationMs: (samples.length / RATE) * 1000 };
}

export function recording(name: string): Float32Array {
  return mixToMono(readWav(readFileSync(`${FIXTURES}${name}.wav`), name));
}

function hiss(durationMs: number): Float32Array {
  const samples = new Float32Array((durationMs / 1000) * RATE);
  let seed = 1;
  for (let i = 0; i < samples.length; i++) {
    // A small linear congruential generator: the same hiss in every run.
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    samples[i] = (seed / 4_294_967_296 - 0.5) * 0.0008;
  }
  return samples;
}
