import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../core/ports.ts';

export interface TraceFilesOptions {
  /** Made with the first line, readable by its owner alone. */
  readonly dir: string;
  readonly retentionDays: number;
  /** Of all files together. */
  readonly maxBytes: number;
  readonly wallMs: () => number;
  readonly log: Log;
}

/** Files of JSON lines, one a day and more where a day has many; old ones go, and the oldest when all are too large. */
export interface TraceFiles {
  /** Returns at once; a line that cannot be written is left out. */
  append(line: string): void;
  /** Resolves when everything is written. */
  flush(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** One file is this part of the whole at most, so that making room loses little. */
const PARTS = 10;
/** Lines that wait for a slow disk; more are left out. */
const MOST_WAITING = 200;
const NAME = /^(\d{4}-\d\d-\d\d)\.(\d{4})\.jsonl$/;

export function createTraceFiles({ dir, retentionDays, maxBytes, wallMs, log }: TraceFilesOptions): TraceFiles {
  const mostOfFile = Math.max(4096, Math.floor(maxBytes / PARTS));
  let current: { readonly day: string; readonly path: string; bytes: number } | null = null;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  let failing = false;

  /** The file that the next line goes to; whatever is too old or too much is gone then. */
  const fileFor = (bytes: number) => {
    const day = dayOf(wallMs());
    if (current !== null && current.day === day && current.bytes + bytes <= mostOfFile) return current;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    makeRoom(bytes);
    const parts = namesIn(dir).filter((name) => name.startsWith(day));
    const newest = parts.at(-1);
    const size = newest === undefined ? 0 : sizeOf(join(dir, newest));
    const again = newest !== undefined && size + bytes <= mostOfFile;
    const number = newest === undefined ? 1 : Number(NAME.exec(newest)?.[2]) + (again ? 0 : 1);
    current = { day, path: join(dir, `${day}.${String(number).padStart(4, '0')}.jsonl`), bytes: again ? size : 0 };
    return current;
  };

  const makeRoom = (bytes: number) => {
    const oldest = dayOf(wallMs() - (retentionDays - 1) * DAY_MS);
    const files = namesIn(dir).map((name) => ({ path: join(dir, name), day: name.slice(0, 10), bytes: sizeOf(join(dir, name)) }));
    let left = maxBytes - Math.max(bytes, mostOfFile) - files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      if (file.day >= oldest && left >= 0) continue;
      rmSync(file.path, { force: true });
      left += file.bytes;
    }
  };

  const write = async (line: string) => {
    try {
      const bytes = Buffer.byteLength(line) + 1;
      if (bytes > mostOfFile) return;
      const file = fileFor(bytes);
      await appendFile(file.path, `${line}\n`, { mode: 0o600 });
      file.bytes += bytes;
      failing = false;
    } catch (error) {
      // A full disk is told once, not with every turn.
      if (!failing) log.warn('trace.not-written', { error });
      failing = true;
      current = null;
    }
  };

  return {
    append(line) {
      if (waiting >= MOST_WAITING) return;
      waiting += 1;
      last = last
        .then(() => write(line))
        .finally(() => {
          waiting -= 1;
        });
    },
    flush: () => last,
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Oldest first. */
function namesIn(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => NAME.test(name))
    .sort();
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
