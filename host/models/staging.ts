import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import { syncDirectory } from './files.ts';

const noteSchema = z.object({
  source: z.string(),
  revision: z.string().nullable(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});
export type StagingNote = z.infer<typeof noteSchema>;

/** Where a model is put together: DIR/models/.staging/NAME, kept when an installation is broken off. */
export interface Staging {
  readonly dir: string;
  /** What an earlier attempt from the same source has finished. */
  note(source: string): Promise<StagingNote>;
  save(note: StagingNote): Promise<void>;
  /** Puts the staged model in the place of the installed one. */
  swap(): Promise<void>;
  discard(): Promise<void>;
  release(): Promise<void>;
}

const NOTE = 'install.json';

/**
 * @throws FoyerError code "model-busy" while another process installs the same model.
 */
export async function openStaging(dataDir: string, name: string): Promise<Staging> {
  const models = join(dataDir, 'models');
  const root = join(models, '.staging');
  const dir = join(root, name);
  const old = join(root, `${name}.old`);
  const target = join(models, name);
  await mkdir(root, { recursive: true });
  const unlock = await lock(join(root, `${name}.lock`), name);
  // A crash between the two renames of swap(): the old model is the one that was in use.
  if (existsSync(old)) {
    if (existsSync(target)) await rm(old, { recursive: true });
    else await rename(old, target);
  }
  return {
    dir,
    async note(source) {
      const fresh: StagingNote = { source, revision: null, files: {} };
      const found = await readNote(join(dir, NOTE));
      if (found?.source === source) return found;
      await rm(dir, { recursive: true, force: true });
      await mkdir(dir, { recursive: true });
      return fresh;
    },
    save: (note) => writeFile(join(dir, NOTE), JSON.stringify(note)),
    async swap() {
      await rm(join(dir, NOTE), { force: true });
      await syncDirectory(dir);
      if (existsSync(target)) await rename(target, old);
      await rename(dir, target);
      await syncDirectory(models);
      await rm(old, { recursive: true, force: true });
    },
    discard: () => rm(dir, { recursive: true, force: true }),
    release: unlock,
  };
}

async function readNote(path: string): Promise<StagingNote | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function lock(path: string, name: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(path, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const owner = Number(await readFile(path, 'utf8').catch(() => ''));
      if (isRunning(owner)) break;
      // Left by one that was killed.
      await rm(path, { force: true });
    }
  }
  throw new FoyerError(`${name} is being installed by another process`, {
    fault: 'operator',
    code: 'model-busy',
    remedy: 'Wait until it is done.',
  });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
