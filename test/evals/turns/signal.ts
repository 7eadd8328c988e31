import { MIC_SAMPLE_RATE } from '../../../core/contract/index.ts';
import type { Random } from '../../support/random.ts';

export const RATE = MIC_SAMPLE_RATE;

export function samplesFor(ms: number): number {
  return Math.round((ms / 1000) * RATE);
}

export function gain(db: number): number {
  return 10 ** (db / 20);
}

export function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Adds `source` to `target` from sample `at`; what would stand outside is left out. */
export function addAt(target: Float32Array, source: Float32Array, at: number, factor = 1): void {
  const end = Math.min(source.length, target.length - at);
  for (let i = Math.max(0, -at); i < end; i++) target[at + i] = (target[at + i] ?? 0) + factor * (source[i] ?? 0);
}

/** Root mean square of the parts that are not silence, so that pauses do not count. */
export function activeRms(samples: Float32Array): number {
  const frame = samplesFor(20);
  const powers: number[] = [];
  for (let at = 0; at + frame <= samples.length; at += frame) {
    let power = 0;
    for (let i = at; i < at + frame; i++) power += (samples[i] ?? 0) ** 2;
    powers.push(power / frame);
  }
  const loudest = Math.max(0, ...powers);
  const active = powers.filter((power) => power > loudest * 0.003);
  return Math.sqrt(active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length));
}

/** Scaled so that its active parts have this level, decibels below full scale. */
export function atLevel(samples: Float32Array, db: number): Float32Array {
  const factor = gain(db) / Math.max(1e-9, activeRms(samples));
  return samples.map((sample) => Math.max(-1, Math.min(1, sample * factor)));
}

/** First and last sample that can be heard, 45 dB below the peak. */
export function audibleSpan(samples: Float32Array): { readonly start: number; readonly end: number } {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const threshold = peak * gain(-35);
  const start = samples.findIndex((sample) => Math.abs(sample) > threshold);
  return { start: Math.max(0, start), end: samples.findLastIndex((sample) => Math.abs(sample) > threshold) + 1 };
}

/** One-pole low-pass. */
export function lowPass(samples: Float32Array, cutoffHz: number): Float32Array {
  const weight = 1 - Math.exp((-2 * Math.PI * cutoffHz) / RATE);
  let last = 0;
  return samples.map((sample) => {
    last += weight * (sample - last);
    return last;
  });
}

/** Two-pole resonance, as a formant or a struck object has it. */
export function resonate(samples: Float32Array, hz: number, widthHz: number): Float32Array {
  const radius = Math.exp((-Math.PI * widthHz) / RATE);
  const a1 = 2 * radius * Math.cos((2 * Math.PI * hz) / RATE);
  const a2 = -radius * radius;
  let y1 = 0;
  let y2 = 0;
  return samples.map((sample) => {
    const y = (1 - radius) * sample + a1 * y1 + a2 * y2;
    y2 = y1;
    y1 = y;
    return y;
  });
}

/** A room: a direct path and a tail of thinning reflections that dies away by 60 dB in `decayMs`. */
export function inRoom(samples: Float32Array, random: Random, { decayMs, directDb }: { decayMs: number; directDb: number }): Float32Array {
  const heard = new Float32Array(samples.length + samplesFor(decayMs));
  addAt(heard, samples, 0, gain(directDb));
  for (let n = 0; n < 60; n++) {
    const delayMs = 5 + (decayMs - 5) * random() ** 1.5;
    const sign = random() < 0.5 ? -1 : 1;
    addAt(heard, samples, samplesFor(delayMs), sign * 0.25 * gain((-60 * delayMs) / decayMs));
  }
  return lowPass(heard, 4500);
}
