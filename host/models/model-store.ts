import { existsSync, readdirSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { ggmlFileIn } from '../../native/whisper-cpp/ggml-model.ts';
import { sha256OfFile } from './files.ts';
import { openLockFile, type Pin } from './lock-file.ts';
import { BUNDLED_MODELS, checkModelName, type Manifest, type ManifestModel } from './manifest.ts';

export interface ListedModel {
  readonly name: string;
  readonly state: 'bundled' | 'installed' | 'available';
  readonly inUse: boolean;
  readonly recommended: boolean;
  /** On disk where it is installed, else about what will be fetched. */
  readonly bytes: number;
  /** Unknown for a model that is not in the manifest. */
  readonly memoryMb?: number;
  readonly engine?: ManifestModel['engine'];
  readonly languages?: readonly string[];
  readonly licence?: string;
  readonly description?: string;
}

/** Models of the manifest, and those under DIR/models that are not in it. */
export async function listModels(options: {
  readonly dataDir: string;
  readonly manifest: Manifest;
  /** hearing.model of the configuration. */
  readonly inUse: string;
}): Promise<ListedModel[]> {
  const { dataDir, manifest, inUse } = options;
  const lockFile = openLockFile(dataDir);
  const installed = new Set(installedNames(dataDir));
  const listed = manifest.models.map((model): ListedModel => {
    const { name, recommended, memoryMb, engine, languages, licence, description } = model;
    const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
    const state = model.bundled ? 'bundled' : installed.has(name) ? 'installed' : 'available';
    return { name, state, inUse: name === inUse, recommended, bytes, memoryMb, engine, languages, licence, description };
  });
  const own = [...installed].filter((name) => !listed.some((model) => model.name === name));
  for (const name of own) {
    const engine = ggmlFileIn(join(dataDir, 'models', name)) === null ? 'onnx' : 'whisper.cpp';
    listed.push({ name, state: 'installed', inUse: name === inUse, recommended: false, bytes: 0, engine });
  }
  return Promise.all(
    listed.map(async (model) => {
      const pins = model.state === 'installed' ? await lockFile.read(model.name) : undefined;
      return pins === undefined ? model : { ...model, bytes: pins.files.reduce((sum, file) => sum + file.bytes, 0) };
    }),
  );
}

export interface Verified {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly state: 'ok' | 'missing' | 'changed' }[];
  /** Checksums are known; false for a folder that was put there by hand. */
  readonly pinned: boolean;
}

/** Compares the files of one model, or of all that are here, with their checksums. */
export async function verifyModels(options: {
  readonly dataDir: string;
  readonly manifest: Manifest;
  readonly name?: string;
  readonly bundledDir?: string;
}): Promise<Verified[]> {
  const { dataDir, manifest, name, bundledDir = BUNDLED_MODELS } = options;
  const lockFile = openLockFile(dataDir);
  const installed = installedNames(dataDir);
  const bundled = manifest.models.filter((model) => model.bundled);
  const wanted = name === undefined ? [...bundled.map((model) => model.name), ...installed] : [name];
  return Promise.all(
    wanted.map(async (wantedName): Promise<Verified> => {
      const own = bundled.find((model) => model.name === wantedName && !installed.includes(wantedName));
      if (own !== undefined) {
        const pins = own.files.flatMap(({ path, bytes, sha256 }) => (sha256 === undefined ? [] : [{ path, bytes, sha256 }]));
        return { name: wantedName, pinned: true, files: await checkFiles(join(bundledDir, wantedName), pins) };
      }
      if (!installed.includes(wantedName)) throw notInstalled(wantedName, installed);
      const pins = await lockFile.read(wantedName);
      return {
        name: wantedName,
        pinned: pins !== undefined,
        files: await checkFiles(join(dataDir, 'models', wantedName), pins?.files ?? []),
      };
    }),
  );
}

async function checkFiles(dir: string, pins: readonly Pin[]): Promise<Verified['files']> {
  const files: { path: string; state: 'ok' | 'missing' | 'changed' }[] = [];
  for (const { path, bytes, sha256 } of pins) {
    const at = join(dir, path);
    const size = await stat(at).then(
      (info) => info.size,
      () => null,
    );
    const same = size === bytes && (await sha256OfFile(at)) === sha256;
    files.push({ path, state: size === null ? 'missing' : same ? 'ok' : 'changed' });
  }
  return files;
}

/**
 * Removes an installed model. Its checksums stay in the lock file, so that the next installation gets the same.
 * @throws FoyerError code "model-in-use" | "model-bundled" | "model-not-installed"
 */
export async function removeModel(options: {
  readonly dataDir: string;
  readonly manifest: Manifest;
  readonly name: string;
  readonly inUse: string;
}): Promise<void> {
  const { dataDir, manifest, name, inUse } = options;
  checkModelName(name);
  const installed = installedNames(dataDir);
  const dir = join(dataDir, 'models', name);
  if (!installed.includes(name)) {
    if (!manifest.models.some((model) => model.bundled && model.name === name)) throw notInstalled(name, installed);
    throw new FoyerError(`${name} comes with Foyer and cannot be removed`, {
      fault: 'operator',
      code: 'model-bundled',
      remedy: 'Leave it; it is what the kiosk falls back on.',
    });
  }
  if (inUse === name || inUse === dir) {
    throw new FoyerError(`${name} is in use`, {
      fault: 'operator',
      code: 'model-in-use',
      remedy: 'Choose another one first, such as: foyer models use foyer-whisper-tiny',
    });
  }
  // Out of sight in one step; a half-removed model would look like a broken one.
  const trash = join(dataDir, 'models', `.removed-${name}-${process.pid}`);
  await rename(dir, trash);
  await rm(trash, { recursive: true, force: true });
  await rm(`${dir}.tuning.json`, { force: true });
  await rm(join(dataDir, 'models', '.staging', name), { recursive: true, force: true });
}

function installedNames(dataDir: string): string[] {
  const models = join(dataDir, 'models');
  if (!existsSync(models)) return [];
  return readdirSync(models, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && isModelFolder(join(models, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

/** True where DIR/models/NAME holds a model of either engine. */
export function isInstalled(dataDir: string, name: string): boolean {
  return isModelFolder(join(dataDir, 'models', name));
}

function isModelFolder(dir: string): boolean {
  return existsSync(join(dir, 'config.json')) || ggmlFileIn(dir) !== null;
}

function notInstalled(name: string, installed: readonly string[]): FoyerError {
  return new FoyerError(`${name} is not installed`, {
    fault: 'operator',
    code: 'model-not-installed',
    remedy: installed.length === 0 ? `Install it: foyer models install ${name}` : `Installed are ${installed.join(', ')}.`,
  });
}
