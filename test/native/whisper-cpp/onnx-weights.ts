import { readFileSync } from 'node:fs';
import { readNode, readTensor } from '../../../native/whisper/onnx/onnx-reader.ts';
import { type ReadField, readFields } from '../../../native/whisper/onnx/protobuf.ts';

const MODEL_GRAPH = 7;
const FLOAT = 1;
const INT8 = 3;

export interface OnnxWeights {
  /** A float tensor by its name, with or without the exporter's prefix. */
  tensor(name: string): { readonly dims: readonly number[]; readonly data: Float32Array };
  /** Right side of the matrix product whose output's name ends so, [in, out]; 8-bit weights as the numbers they stand for. */
  matrix(output: string): { readonly dims: readonly number[]; readonly data: Float32Array };
}

interface Stored {
  readonly dims: readonly number[];
  readonly type: number;
  readonly raw: Uint8Array;
}

/** Weights of a Whisper export as its own names tell them, subgraphs included. */
export function readOnnxWeights(file: string): OnnxWeights {
  const tensors = new Map<string, Stored>();
  /** Output of a product, its right side's name. */
  const products = new Map<string, string>();
  const walk = (graph: Uint8Array) => {
    for (const field of readFields(graph)) {
      if (field.number === 5) keep(field.bytes);
      if (field.number !== 1) continue;
      const node = readNode(field.bytes);
      if (node.op === 'MatMulInteger') products.set(node.outputs[0] ?? '', node.inputs[1] ?? '');
      for (const attribute of node.fields.filter(({ number }) => number === 5)) {
        const inner = one(attribute.bytes, 6);
        if (inner !== undefined) walk(inner.bytes);
      }
    }
  };
  const keep = (bytes: Uint8Array) => {
    const { name, dims } = readTensor(bytes);
    tensors.set(name, { dims, type: Number(one(bytes, 2)?.varint ?? 0n), raw: one(bytes, 9)?.bytes ?? new Uint8Array() });
  };
  const model = [...readFields(readFileSync(file))].find(({ number }) => number === MODEL_GRAPH);
  if (model === undefined) throw new Error(`${file} holds no graph`);
  walk(model.bytes);

  const stored = (name: string): Stored => {
    const found = tensors.get(name) ?? tensors.get(`first/${name}`);
    if (found === undefined) throw new Error(`${file} has no tensor ${name}`);
    return found;
  };
  const floats = ({ raw }: Stored) => new Float32Array(Uint8Array.from(raw).buffer);
  return {
    tensor(name) {
      const found = stored(name);
      if (found.type !== FLOAT) throw new Error(`${name} is not a float tensor`);
      return { dims: found.dims, data: floats(found) };
    },
    matrix(output) {
      const product = [...products].find(([name]) => name.endsWith(output))?.[1] ?? '';
      const weights = stored(product);
      const scales = floats(stored(product.replace(/_q$/, '_s')));
      const [rows = 0, columns = 0] = weights.dims;
      if (weights.type !== INT8) throw new Error(`${product} is not an int8 tensor`);
      const values = Int8Array.from(new Int8Array(weights.raw.buffer, weights.raw.byteOffset, weights.raw.length));
      // Symmetric: every zero point is 0.
      const data = Float32Array.from({ length: rows * columns }, (_, i) => (values[i] as number) * (scales[i % columns] as number));
      return { dims: weights.dims, data };
    },
  };
}

function one(bytes: Uint8Array, number: number): ReadField | undefined {
  for (const field of readFields(bytes)) if (field.number === number) return field;
  return undefined;
}
