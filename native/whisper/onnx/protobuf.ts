/** Protocol buffers' wire format, as far as ONNX files need it (protobuf.dev/programming-guides/encoding). */

/** Four bytes written as they are (wire type 5). */
export interface Fixed {
  readonly fixed: Uint8Array;
}

/** A field to write: its number with a varint, with bytes (text, message, packed values), or with four fixed bytes. */
export type Field = readonly [number, number | Uint8Array | Fixed];

/** A field that was read. Bytes are a view of the file, not a copy. */
export interface ReadField {
  readonly number: number;
  /** 0 varint, 1 and 5 fixed, 2 length-delimited. */
  readonly wireType: number;
  /** Value of a varint; 0n for other wire types. */
  readonly varint: bigint;
  /** Content of a length-delimited or fixed field; empty for a varint. */
  readonly bytes: Uint8Array;
  /** The whole field, tag included: copying it copies the field. */
  readonly raw: Uint8Array;
}

export function message(...fields: readonly Field[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') parts.push(varint(number << 3), varint(value));
    else if (value instanceof Uint8Array) parts.push(varint((number << 3) | 2), varint(value.length), value);
    else parts.push(varint((number << 3) | 5), value.fixed);
  }
  return concat(parts);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  bytes.push(Number(left));
  return Uint8Array.from(bytes);
}

export function float32(value: number): Fixed {
  return { fixed: new Uint8Array(Float32Array.of(value).buffer) };
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/**
 * The fields of a message, in order.
 * @throws RangeError when the bytes end inside a field or hold a wire type that is no longer in use.
 */
export function* readFields(bytes: Uint8Array): Generator<ReadField> {
  let at = 0;
  const EMPTY = bytes.subarray(0, 0);

  function readVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the file ends inside a number');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new RangeError('a number is longer than 64 bits');
  }

  function take(length: number): Uint8Array {
    if (at + length > bytes.length) throw new RangeError('the file ends inside a field');
    at += length;
    return bytes.subarray(at - length, at);
  }

  while (at < bytes.length) {
    const start = at;
    const tag = Number(readVarint());
    const wireType = tag & 7;
    let value = 0n;
    let content = EMPTY;
    if (wireType === 0) value = readVarint();
    else if (wireType === 1) content = take(8);
    else if (wireType === 2) content = take(Number(readVarint()));
    else if (wireType === 5) content = take(4);
    else throw new RangeError(`wire type ${wireType} is not known`);
    yield { number: Math.floor(tag / 8), wireType, varint: value, bytes: content, raw: bytes.subarray(start, at) };
  }
}

/** The integers of a repeated field, packed into one field or one a field. */
export function readInts(fields: Iterable<ReadField>): number[] {
  const values: number[] = [];
  for (const { wireType, bytes, varint: value } of fields) {
    if (wireType === 0) values.push(signed(value));
    else values.push(...unpack(bytes));
  }
  return values;
}

function unpack(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte >= 128) continue;
    values.push(signed(value));
    value = 0n;
    shift = 0n;
  }
  return values;
}

function signed(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}
