import { dot } from './word-vectors.ts';

/** Rows of one length, one behind the other in memory: comparing with all of them is what recall spends its time on. */
export interface VectorList {
  push(vector: Float32Array): void;
  /** Calls `visit` with the number of each row and its dot product with this one. */
  compare(vector: Float32Array, visit: (row: number, likeness: number) => void): void;
}

export function createVectorList(dimensions: number): VectorList {
  let values = new Float32Array(dimensions * 256);
  let count = 0;
  return {
    push(vector) {
      if ((count + 1) * dimensions > values.length) {
        const larger = new Float32Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      values.set(vector, count++ * dimensions);
    },
    compare(vector, visit) {
      for (let row = 0; row < count; row++) visit(row, dot(vector, values, row * dimensions));
    },
  };
}
