import { type ReadNode, type ReadTensor, type ReadValue, readNode, readOpset, readTensor, readValue } from './onnx-reader.ts';
import { encodeNode, encodeTensor, encodeValue, type Node } from './onnx-writer.ts';
import { concat, type Field, message, type ReadField, readFields, text } from './protobuf.ts';

/** Fields of ModelProto and GraphProto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
/** Slice takes its bounds as inputs from this operator set on. */
const MIN_OPSET = 10;
const NAME = 'foyer_any_length';

/** The graph is not one this rewrite understands; the message says why. */
export class NotRewritable extends Error {
  override readonly name = 'NotRewritable';
}

/**
 * A Whisper encoder that takes audio of any length up to its window. The official exports add a position table of `positions`
 * rows to whatever comes out of the convolutions, so that only the full window fits; here the table is cut to the input's length:
 * Add(x, table) becomes Add(x, Slice(table, 0, Shape(x)[1])). Lengths that an optimiser has folded into constants
 * are computed again. On a full window nothing changes.
 * @param positions rows of the table: half the window's frames
 * @throws NotRewritable
 */
export function rewriteForAnyLength(model: Uint8Array, positions: number): Uint8Array {
  const fields = [...readFields(model)];
  if (readOpset(fields) < MIN_OPSET) throw new NotRewritable(`its operator set is ${readOpset(fields)}, older than ${MIN_OPSET}`);
  const graph = fields.find((field) => field.number === MODEL_GRAPH);
  if (graph === undefined) throw new NotRewritable('it holds no graph');
  const rewritten = rewriteGraph([...readFields(graph.bytes)], positions);
  return concat(fields.map((field) => (field === graph ? message([MODEL_GRAPH, rewritten]) : field.raw)));
}

interface Parts {
  readonly nodes: readonly { readonly node: ReadNode; readonly field: ReadField }[];
  readonly tensors: readonly { readonly tensor: ReadTensor; readonly field: ReadField }[];
}

function rewriteGraph(fields: readonly ReadField[], positions: number): Uint8Array {
  const of = (number: number) => fields.filter((field) => field.number === number);
  const parts: Parts = {
    nodes: of(GRAPH.node).map((field) => ({ field, node: readNode(field.bytes) })),
    tensors: of(GRAPH.initializer).map((field) => ({ field, tensor: readTensor(field.bytes) })),
  };
  const table = findTable(parts, positions);
  const folded = findFolded(parts, positions);
  const insertion = [
    ...sliceNodes(table),
    ...folded.lengths.map(({ name, scalar }) => gather(scalar ? `${NAME}_axis_scalar` : `${NAME}_axis`, name)),
  ].map((node): Uint8Array => message([GRAPH.node, encodeNode(node)]));
  const out: Uint8Array[] = [];
  for (const field of fields) {
    // Shapes noted down by the exporter may be those of the full window; the runtime infers its own.
    if (field.number === GRAPH.valueInfo || folded.replaced.has(field)) continue;
    if (field === table.field) out.push(...insertion, message([GRAPH.node, withInput(table.add, table.index, `${NAME}_table`)]));
    else if (field.number === GRAPH.input || field.number === GRAPH.output) out.push(withoutFixedTime(field, positions));
    else out.push(field.raw);
  }
  for (const initializer of [...bounds(table.rank), ...folded.shapes]) out.push(message([GRAPH.initializer, encodeTensor(initializer)]));
  return concat(out);
}

interface Table {
  readonly field: ReadField;
  readonly add: ReadNode;
  /** Which of the addends is the table. */
  readonly index: 0 | 1;
  readonly rank: number;
}

function findTable(parts: Parts, positions: number): Table {
  const dims = constantDims(parts);
  const found = parts.nodes.flatMap(({ node, field }): Table[] => {
    if (node.op !== 'Add' || node.inputs.length !== 2) return [];
    const index = node.inputs.findIndex((name) => {
      const size = dims.get(name);
      return size !== undefined && (size.length === 2 || size.length === 3) && size.at(-2) === positions;
    });
    return index === -1 ? [] : [{ field, add: node, index: index === 0 ? 0 : 1, rank: dims.get(node.inputs[index] ?? '')?.length ?? 2 }];
  });
  const [table] = found;
  if (table === undefined) throw new NotRewritable(`it adds no position table of ${positions} rows`);
  if (found.length > 1) throw new NotRewritable(`it adds ${found.length} tables of ${positions} rows`);
  return table;
}

/** Sizes of everything computed from weights alone, as far as a position table goes through it. */
function constantDims(parts: Parts): Map<string, readonly number[]> {
  const dims = new Map(parts.tensors.map(({ tensor }) => [tensor.name, tensor.dims]));
  for (const { node } of parts.nodes) {
    const [output] = node.outputs;
    const first = dims.get(node.inputs[0] ?? '');
    const second = dims.get(node.inputs[1] ?? '');
    if (output === undefined) continue;
    if (node.op === 'Constant' && node.tensor !== null) dims.set(output, node.tensor.dims);
    else if (first === undefined) continue;
    else if (['Identity', 'Cast', 'DequantizeLinear'].includes(node.op)) dims.set(output, first);
    else if (node.op === 'Gather' && second !== undefined) dims.set(output, [...second, ...first.slice(1)]);
  }
  return dims;
}

interface Folded {
  /** Constants that are the window's length by themselves. */
  readonly lengths: readonly { readonly name: string; readonly scalar: boolean }[];
  /** Targets of Reshape with the window's length in them, written again. */
  readonly shapes: readonly { readonly name: string; readonly dims: readonly number[]; readonly data: BigInt64Array }[];
  /** Fields these stand for. */
  readonly replaced: ReadonlySet<ReadField>;
}

function findFolded(parts: Parts, positions: number): Folded {
  const constants = [
    ...parts.tensors.map(({ tensor, field }) => ({ name: tensor.name, tensor, field })),
    ...parts.nodes.flatMap(({ node, field }) =>
      node.op === 'Constant' && node.tensor !== null ? [{ name: node.outputs[0] ?? '', tensor: node.tensor, field }] : [],
    ),
  ].filter(({ tensor }) => tensor.ints?.includes(positions));
  const lengths: { name: string; scalar: boolean }[] = [];
  const shapes: { name: string; dims: readonly number[]; data: BigInt64Array }[] = [];
  const replaced = new Set<ReadField>();
  for (const { name, tensor, field } of constants) {
    const ints = tensor.ints ?? [];
    const users = parts.nodes.filter(({ node }) => node.inputs.includes(name));
    if (ints.length === 1) lengths.push({ name, scalar: tensor.dims.length === 0 });
    else if (users.every(({ node }) => node.op === 'Reshape' && node.inputs[1] === name)) {
      // 0 keeps the input's own size at that place, -1 is what is left over.
      const free = ints.includes(-1) ? 0n : -1n;
      shapes.push({ name, dims: tensor.dims, data: BigInt64Array.from(ints, (size) => (size === positions ? free : BigInt(size))) });
    } else continue;
    replaced.add(field);
  }
  return { lengths, shapes, replaced };
}

function sliceNodes({ add, index }: Table): Node[] {
  const x = add.inputs[1 - index] ?? '';
  const table = add.inputs[index] ?? '';
  return [
    { op: 'Shape', inputs: [x], outputs: [`${NAME}_shape`] },
    gather(`${NAME}_axis`, `${NAME}_end`),
    { op: 'Slice', inputs: [table, `${NAME}_start`, `${NAME}_end`, `${NAME}_row_axis`], outputs: [`${NAME}_table`] },
  ];
}

/** The time axis' length: [batch, time, width]. */
function gather(index: string, output: string): Node {
  return { op: 'Gather', inputs: [`${NAME}_shape`, index], outputs: [output] };
}

function bounds(rank: number) {
  const ints = (name: string, value: number, dims: readonly number[] = [1]) => ({
    name: `${NAME}_${name}`,
    dims,
    data: BigInt64Array.of(BigInt(value)),
  });
  return [ints('start', 0), ints('axis', 1), ints('axis_scalar', 1, []), ints('row_axis', rank - 2)];
}

function withInput(node: ReadNode, index: number, name: string): Uint8Array {
  let input = -1;
  return concat(
    node.fields.map((field) => {
      if (field.number !== 1) return field.raw;
      input++;
      return input === index ? message([1, text(name)]) : field.raw;
    }),
  );
}

/** An input or output whose time axis may be of any length. */
function withoutFixedTime(field: ReadField, positions: number): Uint8Array {
  const value: ReadValue = readValue(field.bytes);
  if (!value.shape.some((size) => size === positions || size === 2 * positions)) return field.raw;
  const type = value.elementType === 10 ? 'float16' : 'float';
  const shape = value.shape.map((size) => (size === positions ? 'half_time' : size === 2 * positions ? 'time' : size));
  const encoded: Field = [field.number, encodeValue({ name: value.name, type, shape })];
  return message(encoded);
}
