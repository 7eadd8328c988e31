import { open, stat } from 'node:fs/promises';
import { FoyerError } from '../../../core/contract/errors.ts';

export interface ArchiveEntry {
  /** With forward slashes, as it is in the archive. */
  readonly path: string;
  readonly bytes: number;
}

/** Files of a model that came without a network: a folder, a .tar, .tar.gz or .zip. */
export interface Archive {
  /**
   * Regular files; folders and links are left out.
   * @throws FoyerError code "archive-unsafe" when a path leads out of the archive, "archive-broken"
   */
  list(): Promise<readonly ArchiveEntry[]>;
  /** Gives each wanted file to `write`, in the archive's order. */
  extract(wanted: ReadonlySet<string>, write: (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void>;
}

/** @throws FoyerError code "archive-missing" | "archive-broken" */
export async function openArchive(path: string): Promise<Archive> {
  let folder: boolean;
  try {
    folder = (await stat(path)).isDirectory();
  } catch (cause) {
    throw new FoyerError(`${path} cannot be opened`, {
      fault: 'operator',
      code: 'archive-missing',
      remedy: 'Give --from a folder, or a .tar, .tar.gz or .zip file, that this user may read.',
      cause,
    });
  }
  if (folder) return (await import('./folder.ts')).openFolder(path);
  const head = await readHead(path, 512);
  if (head[0] === 0x1f && head[1] === 0x8b) return (await import('./tar.ts')).openTar(path, true);
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return (await import('./zip.ts')).openZip(path);
  if (head.toString('latin1', 257, 262) === 'ustar') return (await import('./tar.ts')).openTar(path, false);
  throw brokenArchive(path, 'it is none of .tar, .tar.gz and .zip');
}

/** Refuses paths that would be written somewhere else: "../x", "/x", "C:\x". */
export function checkInside(archive: string, path: string): void {
  const unsafe = /^[/\\]|^[a-z]:|\0/i.test(path) || path.split(/[/\\]/).includes('..');
  if (!unsafe) return;
  throw new FoyerError(`${archive} holds "${path}", which leads out of the archive`, {
    fault: 'operator',
    code: 'archive-unsafe',
    remedy: 'Do not use this archive; get the model from a source you trust.',
  });
}

export function brokenArchive(path: string, what: string, cause?: unknown): FoyerError {
  return new FoyerError(`${path} cannot be used: ${what}`, {
    fault: 'operator',
    code: 'archive-broken',
    remedy: 'Copy the archive again from its source.',
    cause,
  });
}

async function readHead(path: string, bytes: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    await handle.read(buffer, 0, bytes, 0);
    return buffer;
  } finally {
    await handle.close();
  }
}
