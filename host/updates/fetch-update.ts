import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FoyerError } from '../../core/contract/errors.ts';
import { downloadFile } from '../models/download.ts';
import { checkDiskSpace, sha256OfFile } from '../models/files.ts';

/** What an update plan says of a file. */
export interface Artefact {
  /** Absolute. */
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface FetchUpdateOptions {
  readonly artefact: Artefact;
  /** DIR/updates/staging. */
  readonly folder: string;
  /** Ends with: ".sqlite". */
  readonly suffix: string;
  readonly signal: AbortSignal;
  readonly fetcher?: typeof fetch;
  /** All attempts of this run together. Default one hour; the next run goes on where it stopped. */
  readonly limitMs?: number;
  /** A connection that sends nothing for so long is given up. Default 30 s. */
  readonly stallMs?: number;
  readonly attempts?: number;
  readonly waitBeforeRetry?: (repetition: number, signal: AbortSignal) => Promise<void>;
  readonly freeBytes?: (dir: string) => Promise<number>;
  /** Leaves the rest of the line to others. */
  readonly maxBytesPerSecond?: number;
}

const LIMIT_MS = 3_600_000;
const RETRY_MS = 5000;

/**
 * Downloads an update into the staging folder, going on where an earlier run stopped, and checks it. What is there is what the plan named:
 * the file has its final name only once its hash is right, and what was there under that name is checked again.
 * @returns its path
 * @throws FoyerError "update-too-large", "disk-full", "model-download-failed", "model-checksum"; AbortError
 */
export async function fetchUpdate(options: FetchUpdateOptions): Promise<string> {
  const { artefact, folder, suffix } = options;
  const path = join(folder, `${artefact.sha256}${suffix}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await isWhole(path, artefact)) return path;
  const rest = artefact.bytes - (await sizeOf(`${path}.part`));
  await checkDiskSpace(folder, Math.max(0, rest), options.freeBytes);
  const limit = AbortSignal.any([options.signal, AbortSignal.timeout(options.limitMs ?? LIMIT_MS)]);
  const wait = options.waitBeforeRetry ?? ((repetition, signal) => pause(RETRY_MS * 2 ** Math.min(repetition, 5), undefined, { signal }));
  await downloadFile({
    url: artefact.url,
    path,
    sha256: artefact.sha256,
    stallMs: options.stallMs ?? 30_000,
    attempts: options.attempts ?? 5,
    waitBeforeRetry: (repetition) => wait(repetition, limit),
    onBytes: (bytes, total) => checkSize(artefact, Math.max(bytes, total ?? 0)),
    signal: limit,
    ...(options.fetcher === undefined ? {} : { fetcher: options.fetcher }),
    ...(options.maxBytesPerSecond === undefined ? {} : { maxBytesPerSecond: options.maxBytesPerSecond }),
  });
  return path;
}

/** Removes what no plan names any more; what belongs to `keep` stays, half downloaded or not. */
export async function clearStaging(folder: string, keep: readonly string[]): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const old = names.filter((name) => !keep.some((sha256) => name.startsWith(sha256)));
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** A server that sends more than was announced would fill the disk. */
function checkSize({ url, bytes }: Artefact, got: number): void {
  if (got <= bytes) return;
  throw new FoyerError(`${url} is ${got} bytes or more; ${bytes} were announced`, {
    fault: 'operator',
    code: 'update-too-large',
    remedy: 'Publish the update again with its right size.',
  });
}

async function isWhole(path: string, { sha256, bytes }: Artefact): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false;
  if ((await sha256OfFile(path)) === sha256) return true;
  // Spoilt on the disk since.
  await rm(path, { force: true });
  return false;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
