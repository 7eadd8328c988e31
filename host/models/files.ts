import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';

/** Reads a file into a hash that was begun elsewhere, up to `bytes` of it. */
export async function hashFile(path: string, hash: Hash = createHash('sha256'), bytes?: number): Promise<Hash> {
  if (bytes === 0) return hash;
  const stream = createReadStream(path, bytes === undefined ? {} : { end: bytes - 1 });
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash;
}

export async function sha256OfFile(path: string): Promise<string> {
  return (await hashFile(path)).digest('hex');
}

/** The old content or the new one is there, also after a power cut. */
export async function writeAtomically(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

/** Makes renames in a folder last; where a system cannot (Windows), it does so by itself. */
export async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Bytes that this user may still write where `dir` is. */
export async function freeBytesAt(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** Left free after an installation: the kiosk's databases and logs live on the same disk. */
const RESERVE_BYTES = 200_000_000;

/** @throws FoyerError code "disk-full" before anything is written. */
export async function checkDiskSpace(dir: string, wantedBytes: number, freeBytes = freeBytesAt): Promise<void> {
  const free = await freeBytes(dir);
  const needed = wantedBytes + RESERVE_BYTES;
  if (free >= needed) return;
  throw new FoyerError(`${megabytes(free)} MB are free at ${dir}; ${megabytes(needed)} MB are needed`, {
    fault: 'operator',
    code: 'disk-full',
    remedy: `Free ${megabytes(needed - free)} MB there (foyer models remove NAME), or give another data directory with --data.`,
  });
}

export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
