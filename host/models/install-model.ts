import { dirname, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import { type AnyLengthOutcome, makeAnyLength } from '../../native/whisper/any-length.ts';
import { type EightBitOutcome, makeEightBit } from '../../native/whisper/eight-bit.ts';
import { findModelFiles } from '../../native/whisper/model-files.ts';
import { openRecogniser } from '../../native/whisper/recogniser.ts';
import { speakTrial } from '../../native/whisper/trial-speech.ts';
import { builtEngine } from '../../native/whisper-cpp/build-engine.ts';
import { createWhisperCpp } from '../../native/whisper-cpp/create-whisper-cpp.ts';
import { ggmlFileIn, readGgmlModel } from '../../native/whisper-cpp/ggml-model.ts';
import { fetchFromArchive } from './fetch-archive.ts';
import { fetchFromHub } from './fetch-hub.ts';
import { checkDiskSpace, sha256OfFile } from './files.ts';
import { type ModelPins, openLockFile, type Pin } from './lock-file.ts';
import { checkModelName, type Manifest } from './manifest.ts';
import { openStaging, type Staging } from './staging.ts';

export interface InstallOptions {
  readonly name: string;
  readonly dataDir: string;
  readonly manifest: Manifest;
  /** Address of a hub: files are at MIRROR/OWNER/NAME/resolve/REVISION/PATH. */
  readonly mirror?: string;
  /** Folder or archive to take the model from instead. Any name will do then. */
  readonly from?: string;
  /** Accepts files other than those first installed under this name. */
  readonly repin?: boolean;
  readonly onProgress: (progress: InstallProgress) => void;
  readonly signal: AbortSignal;
  /** Threads for the trial run. */
  readonly threads: number;
  readonly stallMs?: number;
  readonly attempts?: number;
  /** Waits before a connection is tried again. */
  readonly waitBeforeRetry?: (repetition: number) => Promise<void>;
  readonly freeBytes?: (dir: string) => Promise<number>;
  /** Leaves the rest of the line to others; left out: as fast as it comes. */
  readonly maxBytesPerSecond?: number | undefined;
}

export interface InstallProgress {
  readonly step: 'fetching' | 'checking';
  readonly file?: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface Installed {
  readonly name: string;
  readonly dir: string;
  readonly bytes: number;
  readonly files: number;
  readonly source: string;
  /** Whether short utterances cost less than a whole window. */
  readonly anyLength: AnyLengthOutcome;
  /** Whether there are 8-bit weights for the decoder. */
  readonly eightBit: EightBitOutcome;
}

/**
 * Installs a speech model into DIR/models/NAME: fetched or copied into a staging folder, compared with what was installed under
 * this name before, tried, and put in place by renaming. Whatever goes wrong before that, the old state stays.
 * @throws FoyerError naming the file and the way out; AbortError
 */
export async function installModel(options: InstallOptions): Promise<Installed> {
  const { name, dataDir, manifest } = options;
  checkModelName(name);
  const known = manifest.models.find((model) => model.name === name);
  if (known?.bundled) throw alreadyBundled(name);
  const { repository } = known ?? {};
  if (options.from === undefined && (known === undefined || repository === undefined)) throw unknownModel(name, manifest);
  const staging = await openStaging(dataDir, name);
  try {
    const lockFile = openLockFile(dataDir);
    const earlier = options.repin ? undefined : await lockFile.read(name);
    const context = {
      ...options,
      staging,
      pins: earlier,
      checkSpace: (bytes: number) => checkDiskSpace(dirname(staging.dir), bytes, options.freeBytes),
    };
    const fetched =
      options.from !== undefined
        ? await fetchFromArchive({ ...context, from: options.from })
        : await fetchFromHub({ ...context, files: known?.files ?? [], repository: repository ?? '' });
    const total = fetched.files.reduce((sum, file) => sum + file.bytes, 0);
    options.onProgress({ step: 'checking', doneBytes: total, totalBytes: total });
    await checkPins(name, fetched.files, earlier, staging);
    const made = await tryOut(staging, dataDir, options.threads);
    const { anyLength, eightBit } = made;
    const files = [...(anyLength.state === 'rewritten' ? [anyLength.file] : []), ...(eightBit.state === 'made' ? eightBit.files : [])];
    const derived = await Promise.all(files.map((file) => derivedPin(staging.dir, file)));
    const pins: ModelPins = { ...fetched, files: [...fetched.files, ...derived] };
    // Before the model is in place: pins without a model do no harm, a model without pins could not be verified.
    await lockFile.write(name, pins);
    await staging.swap();
    return { name, dir: join(dataDir, 'models', name), bytes: total, files: fetched.files.length, source: fetched.source, ...made };
  } finally {
    await staging.release();
  }
}

/** The same file under the same path must be what it was; files that were not there before may come. */
async function checkPins(name: string, files: readonly Pin[], earlier: ModelPins | undefined, staging: Staging): Promise<void> {
  for (const { path, sha256 } of files) {
    const pinned = earlier?.files.find((pin) => pin.path === path);
    if (pinned === undefined || pinned.sha256 === sha256) continue;
    await staging.discard();
    throw new FoyerError(`${path} of ${name} is not the file that was installed first: SHA-256 ${sha256} instead of ${pinned.sha256}`, {
      fault: 'operator',
      code: 'model-pin',
      remedy: 'If the publisher is known to have replaced it, accept the new one with --repin.',
    });
  }
}

/** Opens the model, has it hear something, makes its encoder take any length and its decoder quicker. What does not work is thrown away. */
async function tryOut(staging: Staging, dataDir: string, threads: number): Promise<Pick<Installed, 'anyLength' | 'eightBit'>> {
  try {
    const ggml = ggmlFileIn(staging.dir);
    if (ggml !== null) {
      await tryGgml(ggml, dataDir, threads);
      return { anyLength: { state: 'native' }, eightBit: { state: 'not-needed' } };
    }
    findModelFiles(staging.dir);
    const anyLength = await makeAnyLength(staging.dir, threads);
    if (anyLength.state !== 'rewritten') await (await openRecogniser({ modelDir: staging.dir, threads })).release();
    return { anyLength, eightBit: await makeEightBit(staging.dir, { threads, utterances: speakTrial }) };
  } catch (error) {
    await staging.discard();
    throw error;
  }
}

/** Its header, and where the engine has been built, whether that can hear with it. */
async function tryGgml(file: string, dataDir: string, threads: number): Promise<void> {
  readGgmlModel(file);
  const program = builtEngine(dataDir);
  if (program !== null) await (await createWhisperCpp({ program, modelFile: file, threads, log: SILENT })).close();
}
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

async function derivedPin(dir: string, path: string): Promise<Pin> {
  const { stat } = await import('node:fs/promises');
  const file = join(dir, path);
  return { path, bytes: (await stat(file)).size, sha256: await sha256OfFile(file), derived: true };
}

function unknownModel(name: string, manifest: Manifest): FoyerError {
  const names = manifest.models.filter((model) => !model.bundled).map((model) => model.name);
  return new FoyerError(`"${name}" is not in the list of models`, {
    fault: 'operator',
    code: 'model-unknown',
    remedy: `Known are ${names.join(', ')}. Any other Whisper ONNX export can be installed with --from FOLDER_OR_ARCHIVE.`,
  });
}

function alreadyBundled(name: string): FoyerError {
  return new FoyerError(`${name} comes with Foyer`, {
    fault: 'operator',
    code: 'model-bundled',
    remedy: `Nothing needs to be installed; "foyer models use ${name}" chooses it.`,
  });
}
