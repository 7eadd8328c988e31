import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';

/** A path inside a model's folder: no way out of it. */
const modelPathSchema = z
  .string()
  .regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/)
  .max(200);

const fileSchema = z.strictObject({
  path: modelPathSchema,
  /** Exact where there is a checksum, else about so many: for the progress line and the disk-space check. */
  bytes: z.number().int().nonnegative(),
  /** Known for bundled files; of the others the hub tells it, and the lock file keeps it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

const modelSchema = z.strictObject({
  name: z.string(),
  /** Comes with the program; not to be installed or removed. */
  bundled: z.boolean().default(false),
  /** owner/name on the hub; none for a bundled model. */
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/)
    .optional(),
  /** Which engine takes its files. */
  engine: z.enum(['onnx', 'whisper.cpp']).default('onnx'),
  licence: z.string(),
  languages: z.array(z.string()).min(1),
  windowMs: z.number().int().positive(),
  /** Memory in use while it hears, about. */
  memoryMb: z.number().int().positive(),
  recommended: z.boolean().default(false),
  description: z.string(),
  files: z.array(fileSchema).min(1),
});

const manifestSchema = z.strictObject({ version: z.literal(1), models: z.array(modelSchema) });

export type ManifestModel = z.infer<typeof modelSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** Folder of the bundled models and of manifest.json. */
export const BUNDLED_MODELS = fileURLToPath(new URL('../../models', import.meta.url));

/** @throws FoyerError code "manifest-broken" */
export function readManifest(dir: string = BUNDLED_MODELS): Manifest {
  const file = join(dir, 'manifest.json');
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new FoyerError(`${file} cannot be used`, {
      fault: 'operator',
      code: 'manifest-broken',
      remedy: 'Install the program again.',
      cause,
    });
  }
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

/** @throws FoyerError code "model-name" for what could not be a folder's name on every system. */
export function checkModelName(name: string): void {
  if (NAME.test(name) && !name.endsWith('.')) return;
  throw new FoyerError(`"${name}" is not a model name`, {
    fault: 'operator',
    code: 'model-name',
    remedy: 'Use up to 64 letters, digits, ".", "_" and "-", a letter or digit first; "foyer models list" shows what there is.',
  });
}
