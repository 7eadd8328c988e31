import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Archive, type ArchiveEntry, brokenArchive, checkInside } from './archive.ts';

interface ZipEntry extends ArchiveEntry {
  readonly method: number;
  readonly packedBytes: number;
  readonly crc: number;
  readonly headerAt: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const MAX_DIRECTORY_BYTES = 16_000_000;

/** Zip files (APPNOTE.TXT 4.3) stored or deflated; not encrypted, not split, each file below 4 GB. */
export function openZip(path: string): Archive {
  return {
    list: () => readDirectory(path),
    async extract(wanted, write) {
      for (const entry of await readDirectory(path)) if (wanted.has(entry.path)) await write(entry.path, contentOf(path, entry));
    },
  };
}

async function readDirectory(path: string): Promise<readonly ZipEntry[]> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tail = await readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end === -1 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_SIGNATURE) throw brokenArchive(path, 'it is cut off');
    const count = tail.readUInt16LE(end + 10);
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (length > MAX_DIRECTORY_BYTES || start + length > size) throw brokenArchive(path, 'its list of files is damaged');
    return parseDirectory(path, await readAt(handle, start, length), count);
  } finally {
    await handle.close();
  }
}

function parseDirectory(path: string, directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw brokenArchive(path, 'its list of files is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const entry = {
      path: name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    };
    checkInside(path, name);
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw brokenArchive(path, `${name} in it is encrypted`);
    if ([entry.packedBytes, entry.bytes, entry.headerAt].includes(0xffffffff)) throw brokenArchive(path, `${name} in it is over 4 GB`);
    const link = (directory.readUInt16LE(at + 40) & 0xf000) === 0xa000;
    if (!name.endsWith('/') && !link) entries.push(entry);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function* contentOf(path: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = await contentStart(path, entry);
  if (entry.packedBytes === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packedBytes - 1 });
  const stream = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
  let bytes = 0;
  let crc = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > entry.bytes) break;
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (cause) {
    throw brokenArchive(path, `${entry.path} in it is damaged`, cause);
  } finally {
    packed.destroy();
  }
  if (bytes !== entry.bytes || crc !== entry.crc) throw brokenArchive(path, `${entry.path} in it is damaged`);
}

async function contentStart(path: string, entry: ZipEntry): Promise<number> {
  if (entry.method !== 0 && entry.method !== 8) throw brokenArchive(path, `${entry.path} in it is compressed by method ${entry.method}`);
  const handle = await open(path, 'r');
  try {
    const header = await readAt(handle, entry.headerAt, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw brokenArchive(path, `${entry.path} in it is damaged`);
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
