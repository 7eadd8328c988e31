import { readFileSync } from 'node:fs';
import { MIC_FRAME_SAMPLES, MIC_SAMPLE_RATE } from '../../../core/contract/protocol.ts';

/** Samples of a 16-bit mono 16 kHz WAV file, -1..1. */
export function readWav(path: string): Float32Array {
  const bytes = readFileSync(path);
  let at = 12;
  while (bytes.toString('latin1', at, at + 4) !== 'data') {
    if (bytes.toString('latin1', at, at + 4) === 'fmt ' && bytes.readUInt32LE(at + 12) !== MIC_SAMPLE_RATE)
      throw new Error(`${path} is not at 16 kHz`);
    at += 8 + bytes.readUInt32LE(at + 4);
  }
  const count = bytes.readUInt32LE(at + 4) / 2;
  return Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(at + 8 + 2 * i) / 32_768);
}

/** Whole frames of 512 samples. */
export function framesOf(samples: Float32Array): Float32Array[] {
  return Array.from({ length: Math.floor(samples.length / MIC_FRAME_SAMPLES) }, (_, i) =>
    samples.slice(i * MIC_FRAME_SAMPLES, (i + 1) * MIC_FRAME_SAMPLES),
  );
}
