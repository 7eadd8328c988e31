import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import { hashFile } from './files.ts';

const noteSchema = z.object({ validator: z.string().nullable(), sha256: z.string().nullable() });
/** Which version of the file the part belongs to. */
export type PartNote = z.infer<typeof noteSchema>;

/** A download in progress: PATH.part holds what has come, PATH.part.json which version of the file it belongs to. */
export interface PartFile {
  readonly bytes: number;
  readonly note: PartNote | null;
  /** Throws away what is there. */
  restart(): Promise<void>;
  begin(note: PartNote): Promise<void>;
  append(chunk: Uint8Array): Promise<void>;
  /** Puts what has come on the disk. */
  flush(): Promise<void>;
  sha256(): string;
  /** The part is whole: it gets the file's name. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export async function openPartFile(path: string): Promise<PartFile> {
  const part = `${path}.part`;
  const notePath = `${part}.json`;
  let note = await readNote(notePath);
  let bytes = note === null ? 0 : await sizeOf(part);
  let hash: Hash = await hashFile(part, createHash('sha256'), bytes);
  const handle: FileHandle = await open(part, bytes === 0 ? 'w' : 'r+');

  return {
    get bytes() {
      return bytes;
    },
    get note() {
      return note;
    },
    async restart() {
      await truncate(part, 0);
      bytes = 0;
      note = null;
      hash = createHash('sha256');
    },
    async begin(given) {
      note = given;
      await writeFile(notePath, JSON.stringify(given));
    },
    async append(chunk) {
      // Written before it is counted: after a crash the part is never longer than what was hashed, only shorter.
      const { bytesWritten } = await handle.write(chunk, 0, chunk.length, bytes).catch(unwritable(part));
      if (bytesWritten < chunk.length) unwritable(part)(new Error(`${bytesWritten} of ${chunk.length} bytes were written`));
      hash.update(chunk);
      bytes += chunk.length;
    },
    flush: () => handle.sync(),
    sha256: () => hash.copy().digest('hex'),
    async finish() {
      await handle.sync();
      await handle.close();
      await rename(part, path);
      await rm(notePath, { force: true });
    },
    close: () => handle.close().catch(() => undefined),
  };
}

/** Not the network's fault: trying again would not help. */
function unwritable(path: string): (cause: unknown) => never {
  return (cause) => {
    throw new FoyerError(`${path} cannot be written`, {
      fault: 'operator',
      code: 'disk-full',
      remedy: 'Free space on that disk and run the command again: it goes on where it stopped.',
      cause,
    });
  };
}

async function readNote(path: string): Promise<PartNote | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
