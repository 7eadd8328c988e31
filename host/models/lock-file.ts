import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import { writeAtomically } from './files.ts';

const pinSchema = z.strictObject({
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Made here from another file, not downloaded. */
  derived: z.boolean().optional(),
});
export type Pin = z.infer<typeof pinSchema>;

const pinsSchema = z.strictObject({
  /** Where the files came from: a repository's address, or the name of a folder or archive. */
  source: z.string(),
  /** Revision of the repository, where the hub tells. */
  revision: z.string().optional(),
  files: z.array(pinSchema),
});
export type ModelPins = z.infer<typeof pinsSchema>;

const lockSchema = z.strictObject({ version: z.literal(1), models: z.record(z.string(), pinsSchema) });

export interface LockFile {
  readonly path: string;
  /** Pins of a model; undefined where it was never installed. They outlive its removal. */
  read(name: string): Promise<ModelPins | undefined>;
  write(name: string, pins: ModelPins): Promise<void>;
}

/**
 * DIR/models/models.lock.json: checksums of every model's files as they were first installed. A later download of other content
 * under the same name is refused until an operator accepts it.
 */
export function openLockFile(dataDir: string): LockFile {
  const path = join(dataDir, 'models', 'models.lock.json');

  async function readAll(): Promise<z.infer<typeof lockSchema>> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { version: 1, models: {} };
      throw unusable(path, error);
    }
    try {
      return lockSchema.parse(JSON.parse(text));
    } catch (cause) {
      throw unusable(path, cause);
    }
  }

  return {
    path,
    read: async (name) => (await readAll()).models[name],
    async write(name, pins) {
      const { models } = await readAll();
      const sorted = Object.fromEntries(Object.entries({ ...models, [name]: pins }).sort(([a], [b]) => (a < b ? -1 : 1)));
      await writeAtomically(path, `${JSON.stringify({ version: 1, models: sorted }, null, 2)}\n`);
    },
  };
}

function unusable(path: string, cause: unknown): FoyerError {
  return new FoyerError(`${path} cannot be read`, {
    fault: 'operator',
    code: 'model-lock-broken',
    remedy: 'Restore it from a backup, or delete it and install the models again.',
    cause,
  });
}
