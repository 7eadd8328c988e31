import { closeSync, openSync, writeSync } from 'node:fs';
import { createMelFilters } from '../../../native/whisper/mel-filters.ts';

/** Whisper weights as whisper.cpp reads them: header, mel filters, vocabulary, tensors (its models/convert-pt-to-ggml.py). */
export interface GgmlWhisper {
  readonly vocabulary: number;
  readonly audioPositions: number;
  readonly width: number;
  readonly heads: number;
  readonly audioLayers: number;
  readonly textPositions: number;
  readonly textLayers: number;
  readonly melBins: number;
  /** The first words of the vocabulary; the program names the rest itself. */
  readonly words: readonly Uint8Array[];
  /** By OpenAI's names, row-major. Asked for one after another, so that they need not all be in memory. */
  readonly tensors: Iterable<GgmlTensor>;
}

export interface GgmlTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

const MAGIC = 0x67676d6c;
const FFT_BINS = 201;
const FLOAT32 = 0;
const FLOAT16 = 1;

/** Weights of two dimensions and more as float16, like the official files; everything else as float32. */
export function writeGgml(file: string, model: GgmlWhisper): void {
  const handle = openSync(file, 'w');
  const write = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
  };
  const ints = (...values: readonly number[]) => write(bytesOf(Int32Array.from(values)));
  const { vocabulary, audioPositions, width, heads, audioLayers, textPositions, textLayers, melBins, words } = model;
  ints(MAGIC, vocabulary, audioPositions, width, heads, audioLayers, textPositions, width, heads, textLayers, melBins, FLOAT16);
  ints(melBins, FFT_BINS);
  for (const { first, weights } of createMelFilters({ sampleRate: 16_000, fftSize: 400, melBins })) {
    const row = new Float32Array(FFT_BINS);
    row.set(weights, first);
    write(bytesOf(row));
  }
  ints(words.length);
  write(Buffer.concat(words.flatMap((word) => [bytesOf(Int32Array.of(word.length)), word])));
  for (const { name, dims, data } of model.tensors) {
    const half = dims.length >= 2 && !/positional_embedding|conv\d\.bias/.test(name);
    const encoded = Buffer.from(name);
    ints(dims.length, encoded.length, half ? FLOAT16 : FLOAT32, ...[...dims].reverse());
    write(encoded);
    write(half ? bytesOf(toFloat16(data)) : bytesOf(data));
  }
  closeSync(handle);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

// In Node 24 but not yet in the configured TypeScript library.
interface Float16ArrayConstructor {
  from(values: Float32Array): ArrayBufferView;
}

function toFloat16(values: Float32Array): ArrayBufferView {
  return (globalThis as unknown as { readonly Float16Array: Float16ArrayConstructor }).Float16Array.from(values);
}
