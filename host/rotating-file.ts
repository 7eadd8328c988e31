import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface RotatingFileOptions {
  /** Bytes after which a new file is begun. */
  readonly maxBytes: number;
  /** Older files kept beside it as FILE.1 (the newest), FILE.2, …; at least 1. */
  readonly keep: number;
}

export interface RotatingFile {
  /** Writes at once. Never throws: what cannot be written (a full disk) is left out. */
  write(line: string): void;
}

/**
 * A file for its owner alone that is begun anew before it is too long.
 * @throws when the file cannot be opened
 */
export function openRotatingFile(path: string, { maxBytes, keep }: RotatingFileOptions): RotatingFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let fd = openSync(path, 'a', 0o600);
  let size = fstatSync(fd).size;

  const rotate = () => {
    rmSync(`${path}.${keep}`, { force: true });
    for (let i = keep - 1; i >= 1; i--) rename(`${path}.${i}`, `${path}.${i + 1}`);
    rename(path, `${path}.1`);
    const next = openSync(path, 'a', 0o600);
    closeSync(fd);
    fd = next;
    size = fstatSync(fd).size;
  };

  return {
    write(line) {
      const bytes = Buffer.from(line);
      try {
        if (size > 0 && size + bytes.length > maxBytes) rotate();
      } catch {
        // It goes on in the file it has; the next line tries again.
      }
      try {
        writeSync(fd, bytes);
        size += bytes.length;
      } catch {
        // There is nowhere left to say it.
      }
    },
  };
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // There were not that many yet.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
