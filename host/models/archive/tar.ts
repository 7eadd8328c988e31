import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FoyerError } from '../../../core/contract/errors.ts';
import { type Archive, type ArchiveEntry, brokenArchive, checkInside } from './archive.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';

const BLOCK = 512;
/** Long names and pax records; nothing honest is longer. */
const MAX_META_BYTES = 65_536;

/** POSIX ustar with pax and GNU long names, compressed or not. Read from front to back, once for the list and once for the files. */
export function openTar(path: string, gzip: boolean): Archive {
  return {
    async list() {
      const entries: ArchiveEntry[] = [];
      await eachFile(path, gzip, async (entry) => void entries.push(entry));
      return entries;
    },
    async extract(wanted, write) {
      await eachFile(path, gzip, async (entry, content) => {
        if (wanted.has(entry.path)) await write(entry.path, content);
      });
    },
  };
}

type Visit = (entry: ArchiveEntry, content: AsyncIterable<Uint8Array>) => Promise<void>;

async function eachFile(path: string, gzip: boolean, visit: Visit): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  // pipeline rather than pipe: an unreadable file must end the unpacking too.
  const stream = gzip ? pipeline(file, createGunzip(), () => undefined) : file;
  try {
    await readEntries(createByteReader(stream), path, visit);
  } catch (error) {
    if (error instanceof FoyerError) throw error;
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw brokenArchive(path, 'its compression is damaged or it is cut off', error);
    }
    throw error;
  } finally {
    file.destroy();
    stream.destroy();
  }
}

async function readEntries(reader: ByteReader, path: string, visit: Visit): Promise<void> {
  let meta: Meta = {};
  for (;;) {
    const header = await reader.read(BLOCK);
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    if (header.length < BLOCK || !checksumFits(header)) throw brokenArchive(path, 'it is damaged or cut off');
    const type = String.fromCharCode(header[156] ?? 0);
    const bytes = meta.bytes ?? sizeAt(header, path);
    if (type === 'L' || type === 'x' || type === 'g') {
      if (bytes > MAX_META_BYTES) throw brokenArchive(path, `a name in it has ${bytes} bytes`);
      meta = { ...meta, ...readMeta(type, (await readPadded(reader, bytes)).toString('utf8')) };
      continue;
    }
    const name = (meta.name ?? nameAt(header)).replace(/^(\.\/)+/, '');
    meta = {};
    checkInside(path, name);
    let taken = 0;
    const content = counted(reader.take(bytes), (count) => {
      taken += count;
    });
    if (REGULAR.has(type)) await visit({ path: name, bytes }, content);
    for await (const _ of content);
    if (taken < bytes) throw brokenArchive(path, `it is cut off inside ${name}`);
    await reader.read(padding(bytes));
  }
}

const REGULAR = new Set(['0', '\0', '7']);

/** What goes before an entry says about it. */
interface Meta {
  readonly name?: string;
  readonly bytes?: number;
}

function readMeta(type: 'L' | 'x' | 'g', text: string): Meta {
  if (type === 'L') return { name: text.replace(/\0.*$/s, '') };
  if (type === 'g') return {};
  const records = paxRecords(text);
  const name = records.get('path');
  const bytes = Number(records.get('size') ?? Number.NaN);
  return { ...(name === undefined ? {} : { name }), ...(Number.isSafeInteger(bytes) && bytes >= 0 ? { bytes } : {}) };
}

async function* counted(source: AsyncIterable<Buffer>, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    onBytes(piece.length);
    yield piece;
  }
}

async function readPadded(reader: ByteReader, bytes: number): Promise<Buffer> {
  const content = await reader.read(bytes);
  await reader.read(padding(bytes));
  return content;
}

function padding(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

/** The sum of the header's bytes, with the sum's own field as spaces. */
function checksumFits(header: Buffer): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] as number);
  return Number.parseInt(textAt(header, 148, 8).trim(), 8) === sum;
}

/** Octal digits, or, with the first bit set, base 256. */
function sizeAt(header: Buffer, path: string): number {
  const first = header[124] ?? 0;
  const size = (first & 0x80) === 0 ? Number.parseInt(textAt(header, 124, 12).trim() || '0', 8) : Number(header.readBigUInt64BE(128));
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw brokenArchive(path, 'it gives a file no proper size');
}

function nameAt(header: Buffer): string {
  const prefix = textAt(header, 257, 6) === 'ustar' && header[262] === 0 ? textAt(header, 345, 155) : '';
  const name = textAt(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textAt(header: Buffer, start: number, length: number): string {
  return header.toString('utf8', start, start + length).replace(/\0.*$/s, '');
}

/** "LENGTH KEY=VALUE\n", repeated. */
function paxRecords(text: string): Map<string, string> {
  const records = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\d+ ([^=]+)=(.*)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) records.set(match[1], match[2]);
  }
  return records;
}
