/** Takes a stream apart into pieces of wanted lengths. */
export interface ByteReader {
  /** Exactly `bytes`, or fewer at the end. */
  read(bytes: number): Promise<Buffer>;
  /** The next `bytes`, as they come; ends early only when the stream does. */
  take(bytes: number): AsyncGenerator<Buffer>;
}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function* take(bytes: number): AsyncGenerator<Buffer> {
    let left = bytes;
    while (left > 0) {
      if (held.length === 0) {
        const { value, done } = await iterator.next();
        if (done === true) return;
        held = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        continue;
      }
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  return {
    take,
    async read(bytes) {
      const pieces: Buffer[] = [];
      for await (const piece of take(bytes)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
  };
}
