import { MIC_FRAME_MS, MIC_FRAME_SAMPLES, type MicFrame } from '../../../core/contract/index.ts';
import type { Segmenter, SegmenterEvent } from '../../../core/voice/segmenter.ts';

/** Frame whose samples all carry its number, so that a test sees which frames an utterance is made of. */
export function frame(number: number, speechProbability: number): MicFrame {
  return { frame: number, speechProbability, capturedAtMs: number * MIC_FRAME_MS, samples: tone(number) };
}

const SCALE = 100_000;

function tone(number: number): Float32Array {
  return new Float32Array(MIC_FRAME_SAMPLES).fill((number + 1000) / SCALE);
}

/** Numbers of the frames an utterance is made of; silence put in for a gap is -1. */
export function frameNumbers(audio: Float32Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < audio.length; at += MIC_FRAME_SAMPLES) {
    const value = audio[at] ?? 0;
    numbers.push(value === 0 ? -1 : Math.round(value * SCALE) - 1000);
  }
  return numbers;
}

/** [frames, probability] runs, one after the other. */
export function track(...runs: readonly (readonly [frames: number, probability: number])[]): number[] {
  return runs.flatMap(([frames, probability]) => Array.from({ length: frames }, () => probability));
}

export interface Timed {
  readonly at: number;
  readonly event: SegmenterEvent;
}

/** Pushes frames numbered from `first`; each event comes with the frame that caused it. */
export function feed(segmenter: Segmenter, probabilities: readonly number[], first = 0): Timed[] {
  return probabilities.flatMap((probability, i) =>
    segmenter.push(frame(first + i, probability)).map((event) => ({ at: first + i, event })),
  );
}

export function names(timed: readonly Timed[]): string[] {
  return timed.map(({ event }) => event.type);
}
