import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Archive, ArchiveEntry } from './archive.ts';

/** A model's folder, or one or two above it. Links are followed: a hub's cache is made of them. */
export function openFolder(folder: string): Archive {
  return {
    async list() {
      const entries: ArchiveEntry[] = [];
      for await (const file of walk(folder, MAX_DEPTH)) {
        entries.push({ path: relative(folder, file.path).split(sep).join('/'), bytes: file.bytes });
      }
      return entries;
    },
    async extract(wanted, write) {
      for (const path of wanted) await write(path, createReadStream(join(folder, path)));
    },
  };
}
const MAX_DEPTH = 3;

async function* walk(dir: string, depth: number): AsyncGenerator<{ path: string; bytes: number }> {
  for (const name of (await readdir(dir)).sort()) {
    const path = join(dir, name);
    const info = await stat(path).catch(() => null);
    if (info?.isFile()) yield { path, bytes: info.size };
    else if (info?.isDirectory() && depth > 0) yield* walk(path, depth - 1);
  }
}
