/**
 * Vectors of common words, unit length: the cosine of two is their dot product. A word that is not among them has none.
 * The file is described in models/word-vectors/README.md.
 */
export interface WordVectors {
  readonly dimensions: number;
  vectorOf(word: string): Float32Array | null;
  /** How common a word is: its share of running text, by Zipf's law over its rank. */
  frequencyOf(word: string): number;
}

const MAGIC = 'FWV1';
const HEADER_BYTES = 16;

/** @throws Error when the bytes are not such a file. */
export function readWordVectors(bytes: Uint8Array): WordVectors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  if (decoder.decode(bytes.subarray(0, 4)) !== MAGIC) throw new Error('no word vectors: they begin with "FWV1"');
  const [count, dimensions, listBytes] = [view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
  const start = HEADER_BYTES + listBytes;
  if (bytes.length !== start + count * dimensions) throw new Error('word vectors are cut off or too long');
  const words = decoder.decode(bytes.subarray(HEADER_BYTES, start)).split('\n');
  const ranks = new Map(words.map((word, rank) => [word, rank]));
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + start, count * dimensions);
  const known = new Map<number, Float32Array>();
  return {
    dimensions,
    vectorOf(word) {
      const rank = ranks.get(word);
      if (rank === undefined) return null;
      const vector = known.get(rank) ?? normalised(Float32Array.from(rows.subarray(rank * dimensions, (rank + 1) * dimensions)));
      known.set(rank, vector);
      return vector;
    },
    frequencyOf: (word) => 0.08 / ((ranks.get(word) ?? count) + 2),
  };
}

/** Of two rows of the same length; `from`: where the second begins in a longer list. */
export function dot(a: Float32Array, b: Float32Array, from = 0): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[from + d] as number);
  return sum;
}

export function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}
