import { type Field, float32, message, text } from './protobuf.ts';

/** Writes ONNX graphs. Field numbers are those of onnx.proto3. */

export type Attribute = number | string | readonly number[] | { readonly graph: Graph } | { readonly float: number };

export interface Node {
  readonly op: string;
  /** Left out: the standard operators. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface Value {
  readonly name: string;
  readonly type: ElementType;
  /** A name for a dynamic axis. */
  readonly shape: readonly (number | string)[];
}

export interface Initializer {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array | Uint8Array;
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly initializers: readonly Initializer[];
}

const ELEMENT = { float: 1, uint8: 2, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof ELEMENT;
const OPSET = 17;

export function writeModel(graph: Graph): Uint8Array {
  return message([1, 8], [7, encodeGraph(graph)], [8, message([1, text('')], [2, OPSET])]);
}

function encodeGraph(graph: Graph): Uint8Array {
  return message(
    ...graph.nodes.map((node): Field => [1, encodeNode(node)]),
    [2, text(graph.name)],
    ...graph.initializers.map((tensor): Field => [5, encodeTensor(tensor)]),
    ...graph.inputs.map((value): Field => [11, encodeValue(value)]),
    ...graph.outputs.map((value): Field => [12, encodeValue(value)]),
  );
}

export function encodeNode(node: Node): Uint8Array {
  return message(
    ...node.inputs.map((name): Field => [1, text(name)]),
    ...node.outputs.map((name): Field => [2, text(name)]),
    [4, text(node.op)],
    ...Object.entries(node.attributes ?? {}).map(([name, value]): Field => [5, encodeAttribute(name, value)]),
    ...(node.domain === undefined ? [] : [[7, text(node.domain)] satisfies Field]),
  );
}

function encodeAttribute(name: string, value: Attribute): Uint8Array {
  if (typeof value === 'number') return message([1, text(name)], [3, value], [20, 2]);
  if (typeof value === 'string') return message([1, text(name)], [4, text(value)], [20, 3]);
  if ('graph' in value) return message([1, text(name)], [6, encodeGraph(value.graph)], [20, 5]);
  if ('float' in value) return message([1, text(name)], [2, float32(value.float)], [20, 1]);
  return message([1, text(name)], ...value.map((item): Field => [8, item]), [20, 7]);
}

export function encodeTensor({ name, dims, data }: Initializer): Uint8Array {
  const type = data instanceof Float32Array ? ELEMENT.float : data instanceof Uint8Array ? ELEMENT.uint8 : ELEMENT.int64;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(...dims.map((dim): Field => [1, dim]), [2, type], [8, text(name)], [9, raw]);
}

export function encodeValue({ name, type, shape }: Value): Uint8Array {
  const dims = shape.map((dim): Field => [1, typeof dim === 'number' ? message([1, dim]) : message([2, text(dim)])]);
  return message([1, text(name)], [2, message([1, message([1, ELEMENT[type]], [2, message(...dims)])])]);
}
