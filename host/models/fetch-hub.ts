import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { downloadFile } from './download.ts';
import { sha256OfFile } from './files.ts';
import type { InstallOptions } from './install-model.ts';
import type { ModelPins } from './lock-file.ts';
import type { ManifestModel } from './manifest.ts';
import type { Staging, StagingNote } from './staging.ts';

export interface FetchOptions extends InstallOptions {
  readonly staging: Staging;
  readonly pins: ModelPins | undefined;
  readonly checkSpace: (bytes: number) => Promise<void>;
}

export const DEFAULT_MIRROR = 'https://huggingface.co';
const STALL_MS = 30_000;
const ATTEMPTS = 5;

/** Downloads the files one after another, all of one revision, skipping what an earlier attempt has finished. */
export async function fetchFromHub(
  options: FetchOptions & { readonly repository: string; readonly files: ManifestModel['files'] },
): Promise<ModelPins> {
  const { staging, files, pins } = options;
  const source = `${checkMirror(options.mirror ?? DEFAULT_MIRROR)}/${options.repository}`;
  // What was fetched against the pins is of the old revision: a new one starts afresh.
  const attempted = options.repin ? `${source} (new)` : source;
  const note = await staging.note(attempted);
  // The revision that was pinned, or that the first of the files came from.
  let revision = note.revision ?? (pins?.source === source ? pins.revision : undefined) ?? null;
  const finished = await finishedFiles(staging.dir, note);
  const sizes = new Map(files.map((file) => [file.path, finished.get(file.path)?.bytes ?? file.bytes]));
  await options.checkSpace(files.filter(({ path }) => !finished.has(path)).reduce((sum, file) => sum + 2 * file.bytes, 0));
  const report = (file: string, bytes: number, total: number | null) => {
    sizes.set(file, total ?? Math.max(bytes, sizes.get(file) ?? 0));
    const before = [...sizes].slice(0, [...sizes.keys()].indexOf(file)).reduce((sum, [, size]) => sum + size, 0);
    const totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    options.onProgress({ step: 'fetching', file, doneBytes: before + bytes, totalBytes });
  };
  for (const { path } of files) {
    if (finished.has(path)) continue;
    const target = join(staging.dir, path);
    await mkdir(dirname(target), { recursive: true });
    const done = await downloadFile({
      url: `${source}/resolve/${revision ?? 'main'}/${path}`,
      path: target,
      sha256: pins?.files.find((pin) => pin.path === path)?.sha256,
      stallMs: options.stallMs ?? STALL_MS,
      attempts: options.attempts ?? ATTEMPTS,
      waitBeforeRetry: options.waitBeforeRetry ?? ((repetition) => pause(Math.min(30_000, 1000 * 2 ** repetition))),
      onBytes: (bytes, total) => report(path, bytes, total),
      maxBytesPerSecond: options.maxBytesPerSecond,
      signal: options.signal,
    });
    revision ??= done.revision;
    finished.set(path, { bytes: done.bytes, sha256: done.sha256 });
    await staging.save({ source: attempted, revision, files: Object.fromEntries(finished) });
  }
  return {
    source,
    ...(revision === null ? {} : { revision }),
    files: files.map(({ path }) => ({ path, ...(finished.get(path) ?? { bytes: 0, sha256: '' }) })),
  };
}

/** Those that are still what they were when they came. */
async function finishedFiles(dir: string, note: StagingNote): Promise<Map<string, { bytes: number; sha256: string }>> {
  const finished = new Map<string, { bytes: number; sha256: string }>();
  for (const [path, file] of Object.entries(note.files)) {
    const at = join(dir, path);
    if (!existsSync(at)) continue;
    if ((await sha256OfFile(at)) === file.sha256) finished.set(path, file);
    else await rm(at);
  }
  return finished;
}

function checkMirror(mirror: string): string {
  const url = URL.parse(mirror);
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href.replace(/\/+$/, '');
  throw new FoyerError(`"${mirror}" is not the address of a mirror`, {
    fault: 'operator',
    code: 'mirror-invalid',
    remedy: 'Give --mirror or FOYER_MODEL_MIRROR an http or https address, such as https://models.example.',
  });
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
