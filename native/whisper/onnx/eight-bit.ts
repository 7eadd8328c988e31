import { NotRewritable } from './any-length-encoder.ts';
import { type ReadNode, readFloats, readNode, readTensor } from './onnx-reader.ts';
import { encodeNode, encodeTensor, type Initializer } from './onnx-writer.ts';
import { concat, message, type ReadField, readFields, text } from './protobuf.ts';

const MODEL = { graph: 7, opset: 8 } as const;
const GRAPH = { node: 1, initializer: 5, input: 11 } as const;
const NODE = { attribute: 5 } as const;
const ATTRIBUTE = { graph: 6 } as const;

/** Weights that share a scale. */
const BLOCK = 32;
/** Below this a multiplication costs less than what is done around it. */
const SMALLEST = 4096;
/** What stands for zero. */
const ZERO = 128;
/** Multiply integers: activations are rounded to 8 bits too, in blocks of the same length. */
const INTEGERS = 4;
const DOMAIN = 'com.microsoft';

/** A matrix [inputs, outputs], or the other way round, that nodes multiply by. */
interface Matrix {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly dims: readonly [number, number];
  /** As [inputs, outputs] and as [outputs, inputs], where nodes have been given the 8-bit form. */
  readonly wanted: Set<'plain' | 'transposed'>;
  otherUses: number;
}

interface Factor {
  readonly matrix: Matrix;
  readonly form: 'plain' | 'transposed';
}

type Scope = ReadonlyMap<string, Factor>;

/**
 * A graph whose multiplications by constant float32 matrices use 8-bit weights instead, with a scale for every 32 of them
 * (MatMulNBits of ONNX Runtime). A decoder's step is little but reading its weights: a quarter of the bytes, a fraction of the time.
 * @throws NotRewritable where there is no such multiplication
 */
export function withEightBitWeights(model: Uint8Array): Uint8Array {
  const fields = [...readFields(model)];
  const graph = fields.find(({ number }) => number === MODEL.graph);
  if (graph === undefined) throw new NotRewritable('it holds no graph');
  const rewritten = rewriteGraph(graph.bytes, new Map());
  if (rewritten === null) throw new NotRewritable('it multiplies by no float32 matrix');
  const others = fields.filter((field) => field !== graph && !(field.number === MODEL.opset && isDomain(field)));
  return concat([...others.map(({ raw }) => raw), message([MODEL.graph, rewritten], [MODEL.opset, message([1, text(DOMAIN)], [2, 1])])]);
}

function isDomain(opset: ReadField): boolean {
  const domain = [...readFields(opset.bytes)].find(({ number }) => number === 1);
  return domain !== undefined && new TextDecoder().decode(domain.bytes) === DOMAIN;
}

/** Null where nothing in it changes. */
function rewriteGraph(bytes: Uint8Array, outer: Scope): Uint8Array | null {
  const fields = [...readFields(bytes)];
  const own = matricesOf(fields);
  const scope = new Map([...outer, ...own]);
  const nodes = new Map(fields.filter(({ number }) => number === GRAPH.node).map((field) => [field, readNode(field.bytes)]));
  for (const node of nodes.values()) {
    const from = node.op === 'Transpose' ? scope.get(node.inputs[0] ?? '') : undefined;
    // A matrix has but one way to be transposed.
    if (from !== undefined) scope.set(node.outputs[0] ?? '', { ...from, form: from.form === 'plain' ? 'transposed' : 'plain' });
  }
  let changed = false;
  const parts = fields.map((field) => {
    const node = nodes.get(field);
    const rewritten = node === undefined ? null : rewriteNode(node, scope);
    if (rewritten !== null) changed = true;
    return { field, rewritten };
  });
  if (!changed) return null;
  const matrixAt = new Map([...own.values()].map(({ matrix }) => [matrix.bytes, matrix]));
  return concat(
    parts.flatMap(({ field, rewritten }) => {
      if (rewritten !== null) return [message([GRAPH.node, rewritten])];
      const matrix = field.number === GRAPH.initializer ? matrixAt.get(field.bytes) : undefined;
      return matrix === undefined ? [field.raw] : storedAs(matrix, field);
    }),
  );
}

function matricesOf(fields: readonly ReadField[]): Map<string, Factor> {
  // What is an input too can be given from outside.
  const inputs = new Set(fields.filter(({ number }) => number === GRAPH.input).map(({ bytes }) => readTensorName(bytes)));
  const found = new Map<string, Factor>();
  for (const { number, bytes } of fields) {
    if (number !== GRAPH.initializer) continue;
    const { name, dims, isFloat } = readTensor(bytes);
    const [rows = 0, columns = 0] = dims;
    if (!isFloat || dims.length !== 2 || rows * columns < SMALLEST || inputs.has(name)) continue;
    found.set(name, { matrix: { name, bytes, dims: [rows, columns], wanted: new Set(), otherUses: 0 }, form: 'plain' });
  }
  return found;
}

function readTensorName(value: Uint8Array): string {
  const name = [...readFields(value)].find(({ number }) => number === 1);
  return new TextDecoder().decode(name?.bytes);
}

/** Null where it stays as it is. */
function rewriteNode(node: ReadNode, scope: Scope): Uint8Array | null {
  const factor = scope.get(node.inputs[1] ?? '');
  const [input = ''] = node.inputs;
  if (node.op === 'MatMul' && factor !== undefined && !scope.has(input)) {
    const { matrix, form } = factor;
    matrix.wanted.add(form);
    const [K, N] = form === 'plain' ? matrix.dims : [matrix.dims[1], matrix.dims[0]];
    const [weights, scales] = namesOf(matrix, form);
    return encodeNode({
      op: 'MatMulNBits',
      domain: DOMAIN,
      inputs: [input, weights, scales],
      outputs: node.outputs,
      attributes: { K, N, bits: 8, block_size: BLOCK, accuracy_level: INTEGERS },
    });
  }
  for (const name of node.inputs) {
    const used = scope.get(name);
    if (used !== undefined) used.matrix.otherUses++;
  }
  return withBranches(node, scope);
}

/** Graphs inside the node: the branches of If. */
function withBranches(node: ReadNode, scope: Scope): Uint8Array | null {
  let changed = false;
  const fields = node.fields.map((field) => {
    if (field.number !== NODE.attribute) return field.raw;
    const inside = [...readFields(field.bytes)].map((part) => {
      const graph = part.number === ATTRIBUTE.graph ? rewriteGraph(part.bytes, scope) : null;
      if (graph !== null) changed = true;
      return graph === null ? part.raw : message([ATTRIBUTE.graph, graph]);
    });
    return changed ? message([NODE.attribute, concat(inside)]) : field.raw;
  });
  return changed ? concat(fields) : null;
}

function namesOf({ name }: Matrix, form: Factor['form']): [string, string] {
  return [`${name}_8bit_${form}`, `${name}_8bit_${form}_scales`];
}

function storedAs(matrix: Matrix, field: ReadField): Uint8Array[] {
  const packed = [...matrix.wanted].flatMap((form) => pack(matrix, form));
  const initializers = packed.map((tensor) => message([GRAPH.initializer, encodeTensor(tensor)]));
  return matrix.otherUses > 0 || packed.length === 0 ? [field.raw, ...initializers] : initializers;
}

/** [outputs, blocks, 32] of bytes and [outputs, blocks] of scales; what is left over of the last block is zero. */
function pack(matrix: Matrix, form: Factor['form']): Initializer[] {
  const values = readFloats(matrix.bytes);
  const [rows, columns] = matrix.dims;
  const [K, N] = form === 'plain' ? [rows, columns] : [columns, rows];
  const [stepK, stepN] = form === 'plain' ? [columns, 1] : [1, columns];
  const blocks = Math.ceil(K / BLOCK);
  const weights = new Uint8Array(N * blocks * BLOCK).fill(ZERO);
  const scales = new Float32Array(N * blocks);
  for (let n = 0; n < N; n++) {
    for (let block = 0; block < blocks; block++) {
      const end = Math.min(K, (block + 1) * BLOCK);
      let most = 0;
      for (let k = block * BLOCK; k < end; k++) most = Math.max(most, Math.abs(values[k * stepK + n * stepN] as number));
      const scale = most / (ZERO - 1);
      scales[n * blocks + block] = scale;
      if (scale === 0) continue;
      for (let k = block * BLOCK; k < end; k++) {
        weights[n * blocks * BLOCK + k] = ZERO + Math.round((values[k * stepK + n * stepN] as number) / scale);
      }
    }
  }
  const [weightsName, scalesName] = namesOf(matrix, form);
  return [
    { name: weightsName, dims: [N, blocks, BLOCK], data: weights },
    { name: scalesName, dims: [N, blocks], data: scales },
  ];
}
