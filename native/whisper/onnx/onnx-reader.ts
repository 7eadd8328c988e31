import { concat, type ReadField, readFields, readInts } from './protobuf.ts';

/** Reads what a rewrite needs of an ONNX file; everything else stays bytes. Field numbers are those of onnx.proto3. */

export interface ReadNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Content of the attribute "value" of a Constant. */
  readonly tensor: ReadTensor | null;
  readonly fields: readonly ReadField[];
}

export interface ReadTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** Values of an int64 tensor; null for other types. */
  readonly ints: readonly number[] | null;
  /** Its values are float32, and in this file. */
  readonly isFloat: boolean;
}

export interface ReadValue {
  readonly name: string;
  /** ONNX element type: 1 float, 10 float16. */
  readonly elementType: number;
  readonly shape: readonly (number | string)[];
}

const FLOAT = 1;
const INT64 = 7;
const decoder = new TextDecoder();
const str = (field: ReadField | undefined): string => (field === undefined ? '' : decoder.decode(field.bytes));
const all = (fields: readonly ReadField[], number: number) => fields.filter((field) => field.number === number);
const one = (fields: readonly ReadField[], number: number) => fields.find((field) => field.number === number);

export function readNode(bytes: Uint8Array): ReadNode {
  const fields = [...readFields(bytes)];
  const value = all(fields, 5)
    .map(({ bytes: attribute }) => [...readFields(attribute)])
    .find((attribute) => str(one(attribute, 1)) === 'value');
  const tensor = value === undefined ? undefined : one(value, 5);
  return {
    op: str(one(fields, 4)),
    inputs: all(fields, 1).map(str),
    outputs: all(fields, 2).map(str),
    tensor: tensor === undefined ? null : readTensor(tensor.bytes),
    fields,
  };
}

export function readTensor(bytes: Uint8Array): ReadTensor {
  const fields = [...readFields(bytes)];
  const dims = readInts(all(fields, 1));
  const type = Number(one(fields, 2)?.varint ?? 0n);
  const isFloat = type === FLOAT && (one(fields, 9) ?? one(fields, 4)) !== undefined;
  return { name: str(one(fields, 8)), dims, ints: type === INT64 ? int64Values(fields) : null, isFloat };
}

/** Values of a float32 tensor. */
export function readFloats(bytes: Uint8Array): Float32Array {
  const fields = [...readFields(bytes)];
  const raw =
    one(fields, 9) === undefined ? concat(all(fields, 4).map((field) => field.bytes)) : (one(fields, 9)?.bytes ?? new Uint8Array());
  // A copy: in the file it need not begin at a multiple of four.
  return new Float32Array(new Uint8Array(raw).buffer);
}

function int64Values(fields: readonly ReadField[]): number[] {
  const raw = one(fields, 9)?.bytes;
  if (raw === undefined) return readInts(all(fields, 7));
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: raw.byteLength / 8 }, (_, i) => Number(view.getBigInt64(i * 8, true)));
}

export function readValue(bytes: Uint8Array): ReadValue {
  const fields = [...readFields(bytes)];
  const inside = (of: readonly ReadField[], number: number) => [...readFields(one(of, number)?.bytes ?? new Uint8Array())];
  const tensorType = inside(inside(fields, 2), 1);
  const shape = all(inside(tensorType, 2), 1).map(({ bytes: dimension }) => {
    const parts = [...readFields(dimension)];
    const size = one(parts, 1);
    return size === undefined ? str(one(parts, 2)) : Number(size.varint);
  });
  return { name: str(one(fields, 1)), elementType: Number(one(tensorType, 1)?.varint ?? 0n), shape };
}

/** Version of the standard operators a model asks for. */
export function readOpset(model: readonly ReadField[]): number {
  for (const { bytes } of all(model, 8)) {
    const fields = [...readFields(bytes)];
    if (str(one(fields, 1)) === '') return Number(one(fields, 2)?.varint ?? 0n);
  }
  return 0;
}
