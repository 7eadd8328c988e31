import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Exchanges a program that is one file (an AppImage), and exchanges it back. Beside APP lie
 *   APP.previous    the program that ran before
 *   APP.trying      "STARTS FROM TO": TO has not shown yet that it comes up. deploy/linux/foyer-app counts starts in it
 *   APP.rolled-back "VERSION WHY": VERSION was taken back
 * Every change is one rename: whenever the power fails, APP is there, old or new.
 */
export interface Exchange {
  /** Puts `file` in the place of the program, on trial. @throws when its hash is not `sha512` (base64) or the disk is full; the program is then as it was */
  install(file: string, sha512: string, from: string, to: string): void;
  /** What is being tried; null: nothing. */
  trying(): Trying | null;
  /** Another start of what is tried. */
  countStart(): void;
  /** It came up. */
  pass(): void;
  /** Puts the previous program back. @returns false where there is none */
  rollBack(why: string): boolean;
  rolledBack(): { readonly version: string; readonly why: string } | null;
}

export interface Trying {
  readonly starts: number;
  readonly from: string;
  readonly to: string;
}

/** @param app path of the program's file @param beforeStep called before each step on disk; tests end the process there */
export function createExchange(app: string, beforeStep: (step: string) => void = () => {}): Exchange {
  const [previous, marker, taken] = [`${app}.previous`, `${app}.trying`, `${app}.rolled-back`];
  const put = (path: string, text: string) => {
    writeFileSync(`${path}.new`, `${text}\n`, { flush: true });
    beforeStep(`rename ${path}`);
    renameSync(`${path}.new`, path);
  };
  const trying = (): Trying | null => {
    const [starts, from, to] = words(marker);
    return starts !== undefined && /^\d+$/.test(starts) && from !== undefined && to !== undefined
      ? { starts: Number(starts), from, to }
      : null;
  };
  const setTrying = ({ starts, from, to }: Trying) => put(marker, `${starts} ${from} ${to}`);

  return {
    install(file, sha512, from, to) {
      try {
        copyFileSync(file, `${app}.new`);
        if (sha512Of(`${app}.new`) !== sha512) throw new Error(`${file} is not what was downloaded`);
        flush(`${app}.new`, 0o755);
        beforeStep('keep the program');
        // A second name of the same file: it costs no room, and there is no moment without the program.
        rmSync(`${previous}.new`, { force: true });
        linkOrCopy(app, `${previous}.new`);
        renameSync(`${previous}.new`, previous);
        setTrying({ starts: 0, from, to });
        beforeStep('exchange the program');
        renameSync(`${app}.new`, app);
        flushFolder(dirname(app));
      } catch (error) {
        rmSync(`${app}.new`, { force: true });
        throw error;
      }
    },
    trying,
    countStart() {
      const now = trying();
      if (now !== null) setTrying({ ...now, starts: now.starts + 1 });
    },
    pass: () => rmSync(marker, { force: true }),
    rollBack(why) {
      const now = trying();
      if (now === null || !existsSync(previous)) return false;
      put(taken, `${now.to} ${why.replace(/\s+/g, ' ').slice(0, 200)}`);
      rmSync(`${app}.back`, { force: true });
      linkOrCopy(previous, `${app}.back`);
      beforeStep('exchange the program back');
      renameSync(`${app}.back`, app);
      rmSync(marker, { force: true });
      flushFolder(dirname(app));
      return true;
    },
    rolledBack() {
      const [version, ...why] = words(taken);
      return version === undefined ? null : { version, why: why.join(' ') };
    },
  };
}

function words(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(/\s+/)
      .filter((word) => word !== '');
  } catch {
    return [];
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // A file system without hard links.
    copyFileSync(from, to);
  }
}

function sha512Of(path: string): string {
  const hash = createHash('sha512');
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(1 << 20);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
    return hash.digest('base64');
  } finally {
    closeSync(file);
  }
}

function flush(path: string, mode: number): void {
  const file = openSync(path, 'r+');
  try {
    fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function flushFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
