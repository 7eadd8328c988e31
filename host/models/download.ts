import { setTimeout as pause } from 'node:timers/promises';
import { FoyerError } from '../../core/contract/errors.ts';
import { openPartFile, type PartFile } from './part-file.ts';
import { contentRange, requestFile } from './request.ts';

export interface DownloadOptions {
  readonly url: string;
  /** Where the file goes; beside it PATH.part while it comes. */
  readonly path: string;
  /** Checksum it must have; else the one that the hub tells, if it does. */
  readonly sha256?: string | undefined;
  /** A connection that sends nothing for so long is given up and tried again. */
  readonly stallMs: number;
  /** Attempts in a row that bring nothing new before it fails. */
  readonly attempts: number;
  /** Waits before the next attempt; 0 is the first repetition. */
  readonly waitBeforeRetry: (repetition: number) => Promise<void>;
  readonly onBytes: (bytes: number, total: number | null) => void;
  readonly maxBytesPerSecond?: number | undefined;
  readonly signal: AbortSignal;
  readonly fetcher?: typeof fetch;
}

export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
  readonly revision: string | null;
}

/** Trying again may help; `restart` where what has come so far is of no use. */
class Interrupted extends Error {
  readonly restart: boolean;
  constructor(message: string, options: { readonly restart?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.restart = options.restart ?? false;
  }
}

/**
 * Downloads one file, going on where an earlier attempt stopped, also one of an earlier run. A part is only ever continued with
 * the same version of the file: the server is asked with If-Range, and what comes is checked against the version noted.
 * @throws FoyerError fault "network", code "model-download-failed" | "model-checksum"; AbortError
 */
export async function downloadFile(options: DownloadOptions): Promise<Downloaded> {
  const part = await openPartFile(options.path);
  try {
    let fruitless = 0;
    let wrongContent = 0;
    for (;;) {
      const before = part.bytes;
      try {
        const done = await attempt(part, options);
        await part.finish();
        return done;
      } catch (error) {
        if (options.signal.aborted || !(error instanceof Interrupted)) throw error;
        const progress = part.bytes > before && !error.restart;
        if (error.restart) {
          await part.restart();
          wrongContent++;
        }
        fruitless = progress ? 0 : fruitless + 1;
        if (fruitless >= options.attempts || wrongContent >= MAX_WRONG) throw failed(options.url, error);
        await options.waitBeforeRetry(Math.max(0, fruitless - 1));
      }
    }
  } finally {
    await part.close();
  }
}

async function attempt(part: PartFile, options: DownloadOptions): Promise<Downloaded> {
  const stall = createStallGuard(options.stallMs, options.signal);
  try {
    const from = part.bytes;
    const validator = part.note?.validator;
    const got = await requestFile(options.url, rangeHeaders(from, validator), stall.signal, options.fetcher);
    const { response, totalBytes, revision } = got;
    const wanted = options.sha256 ?? got.sha256;
    await checkStatus(response, options.url);
    if (response.status === 206) checkContinues(part, got, response);
    else if (from > 0) await part.restart();
    await part.begin({ validator: got.validator, sha256: got.sha256 });
    await receive(part, response, totalBytes, stall, options);
    const sha256 = part.sha256();
    if (wanted !== null && sha256 !== wanted) {
      throw new Interrupted(`its SHA-256 is ${sha256}, not ${wanted}`, { restart: true, cause: CHECKSUM });
    }
    return { bytes: part.bytes, sha256, revision };
  } catch (error) {
    // What has come is kept for the next attempt or the next run.
    if (!(error instanceof FoyerError)) await part.flush();
    if (error instanceof FoyerError || error instanceof Interrupted || options.signal.aborted) throw error;
    throw new Interrupted(stall.stalled ? `nothing came for ${options.stallMs} ms` : 'the connection broke', { cause: error });
  } finally {
    stall.end();
  }
}

const CHECKSUM = 'checksum';
/** Times that what came is thrown away before it is not worth another try. */
const MAX_WRONG = 3;

function rangeHeaders(from: number, validator: string | null | undefined): Record<string, string> {
  if (from === 0) return {};
  return { range: `bytes=${from}-`, ...(validator === null || validator === undefined ? {} : { 'if-range': validator }) };
}

async function checkStatus(response: Response, url: string): Promise<void> {
  const { status } = response;
  if (status === 200 || status === 206) return;
  await response.body?.cancel();
  // The part is as long as the file or longer: it belongs to another version.
  if (status === 416) throw new Interrupted('the server has no more of it', { restart: true });
  if (status === 408 || status === 429 || status >= 500) throw new Interrupted(`the server answers ${status}`);
  throw new FoyerError(`${url} cannot be had: the server answers ${status}`, {
    fault: 'network',
    code: 'model-download-failed',
    remedy: 'Check the address given with --mirror or FOYER_MODEL_MIRROR, or install from a folder or archive with --from.',
  });
}

function checkContinues(
  part: PartFile,
  got: { readonly validator: string | null; readonly sha256: string | null },
  response: Response,
): void {
  const { note } = part;
  const same = note !== null && got.validator === note.validator && got.sha256 === note.sha256;
  const start = contentRange(response)?.start;
  if (same && start === part.bytes) return;
  void response.body?.cancel();
  throw new Interrupted(same ? `the server sends it from byte ${start}` : 'the file on the server has changed', { restart: true });
}

async function receive(
  part: PartFile,
  response: Response,
  total: number | null,
  stall: { alive(): void },
  { onBytes, maxBytesPerSecond, signal }: DownloadOptions,
): Promise<void> {
  onBytes(part.bytes, total);
  const pace = createPace(maxBytesPerSecond);
  if (response.body !== null) {
    for await (const chunk of response.body) {
      stall.alive();
      await part.append(chunk);
      onBytes(part.bytes, total);
      await pace(chunk.length, signal);
      stall.alive();
    }
  }
  if (total !== null && part.bytes < total) throw new Interrupted(`it ended after ${part.bytes} of ${total} bytes`);
  if (total !== null && part.bytes > total) throw new Interrupted(`${part.bytes} bytes came instead of ${total}`, { restart: true });
}

/** Waits as long as bytes that came too quickly should have taken. */
function createPace(bytesPerSecond = Number.POSITIVE_INFINITY) {
  let dueMs = performance.now();
  return async (bytes: number, signal: AbortSignal): Promise<void> => {
    const nowMs = performance.now();
    dueMs = Math.max(dueMs, nowMs) + (1000 * bytes) / bytesPerSecond;
    if (dueMs - nowMs > 20) await pause(dueMs - nowMs, undefined, { signal });
  };
}

function createStallGuard(stallMs: number, outer: AbortSignal) {
  const controller = new AbortController();
  const guard = {
    stalled: false,
    signal: AbortSignal.any([outer, controller.signal]),
    alive: () => void timer.refresh(),
    end: () => clearTimeout(timer),
  };
  const timer = setTimeout(() => {
    guard.stalled = true;
    controller.abort();
  }, stallMs);
  return guard;
}

function failed(url: string, error: Interrupted): FoyerError {
  const corrupt = error.cause === CHECKSUM;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return new FoyerError(`${url} could not be downloaded: ${error.message}`, {
    fault: 'network',
    code: corrupt ? 'model-checksum' : 'model-download-failed',
    remedy: corrupt
      ? 'Something between here and the server changes the file, or it was replaced: try another network or --mirror; ' +
        'if the publisher replaced it, --repin accepts the new one.'
      : 'Check the network and run the command again: it goes on where it stopped. Without a network use --from FOLDER_OR_ARCHIVE.',
    ...(cause === undefined ? {} : { cause }),
  });
}
