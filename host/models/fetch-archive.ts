import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { chooseOnnxFiles, EIGHT_BIT } from '../../native/whisper/model-files.ts';
import { type ArchiveEntry, brokenArchive, openArchive } from './archive/archive.ts';
import type { FetchOptions } from './fetch-hub.ts';
import type { ModelPins, Pin } from './lock-file.ts';

const CONFIGURATION = ['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** Copies, of a folder or archive, the files that a model needs; others, such as weights of other kinds, stay behind. */
export async function fetchFromArchive(options: FetchOptions & { readonly from: string }): Promise<ModelPins> {
  const { from, staging, signal } = options;
  const source = basename(from);
  const archive = await openArchive(from);
  const wanted = chooseEntries(from, await archive.list());
  const totalBytes = [...wanted.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  await options.checkSpace(2 * totalBytes);
  await staging.discard();
  await staging.note(source);
  const pins: Pin[] = [];
  let doneBytes = 0;
  await archive.extract(new Set(wanted.keys()), async (path, content) => {
    const entry = wanted.get(path);
    if (entry === undefined) return;
    const target = join(staging.dir, entry.path);
    await mkdir(dirname(target), { recursive: true });
    const { bytes, sha256 } = await writeEntry(target, content, entry.bytes, (count) => {
      signal.throwIfAborted();
      doneBytes += count;
      options.onProgress({ step: 'fetching', file: entry.path, doneBytes, totalBytes });
    });
    if (bytes !== entry.bytes) throw brokenArchive(from, `${path} in it has ${bytes} bytes instead of ${entry.bytes}`);
    pins.push({ path: entry.path, bytes, sha256 });
  });
  return { source, files: pins.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** From the path in the archive to the path in the model. The model is the folder nearest to the top that has a config.json. */
function chooseEntries(from: string, entries: readonly ArchiveEntry[]): Map<string, ArchiveEntry> {
  const configs = entries.filter(({ path }) => basename(path) === 'config.json').map(({ path }) => path);
  const config = configs.sort((a, b) => a.split('/').length - b.split('/').length)[0];
  const ggml = entries.filter(({ path }) => /^ggml-[\w.-]+\.bin$/.test(basename(path)));
  // A model for whisper.cpp is one file.
  if (config === undefined && ggml.length === 1) return new Map(ggml.map(({ path, bytes }) => [path, { path: basename(path), bytes }]));
  if (config === undefined) throw incomplete(from, 'config.json');
  const top = config.slice(0, -'config.json'.length);
  const inside = new Map(entries.filter(({ path }) => path.startsWith(top)).map((entry) => [entry.path.slice(top.length), entry]));
  const onnx = new Set([...inside.keys()].filter((path) => /^onnx\/[^/]+$/.test(path)).map((path) => path.slice('onnx/'.length)));
  // Made by another installation of ours from weights that must be there too; this one makes and tries its own.
  for (const file of onnx) if (file.endsWith(EIGHT_BIT)) onnx.delete(file);
  const chosen = chooseOnnxFiles(onnx);
  if (!('encoder' in chosen)) throw incomplete(from, chosen.lacks);
  const weights = [chosen.encoder, ...chosen.decoder].flatMap((file) => (file === undefined ? [] : [`onnx/${file}`, `onnx/${file}_data`]));
  const wanted = new Map<string, ArchiveEntry>();
  for (const path of [...CONFIGURATION, ...weights]) {
    const entry = inside.get(path);
    if (entry !== undefined) wanted.set(entry.path, { path, bytes: entry.bytes });
    else if (!path.endsWith('_data')) throw incomplete(from, path);
  }
  return wanted;
}

async function writeEntry(target: string, content: AsyncIterable<Uint8Array>, limit: number, onBytes: (count: number) => void) {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle: FileHandle = await open(target, 'w');
  try {
    for await (const chunk of content) {
      bytes += chunk.length;
      // More than the list says: the disk-space check was made for less.
      if (bytes > limit) break;
      await handle.writeFile(chunk);
      hash.update(chunk);
      onBytes(chunk.length);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

function incomplete(from: string, what: string): FoyerError {
  return new FoyerError(`${from} lacks ${what}`, {
    fault: 'operator',
    code: 'archive-incomplete',
    remedy: 'Give --from the whole folder of a Whisper ONNX export, or one with a single ggml-….bin, or an archive of either.',
  });
}
