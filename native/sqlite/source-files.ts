import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FoyerError } from '../../core/contract/errors.ts';
import { putDurably } from './durable-file.ts';

/** The files that a venue was imported from, as they were, in `DIR/venue/sources`, each under the SHA-256 of its content. */
export interface SourceFiles {
  /** Returns the hash; a file that is there already is not written again. @throws FoyerError "disk-full". */
  keep(bytes: Uint8Array): string;
  /** @throws FoyerError "source-missing" for one that is gone or is not what was kept. */
  read(hash: string, name: string): Uint8Array;
  /** Deletes those that no version and no draft needs, unless they are so young that another process may be importing them. */
  prune(needed: ReadonlySet<string>, olderThanMs?: number): void;
}

const HASH = /^[0-9a-f]{64}$/;

/** @param beforeStep see openVenueVersions(). */
export function openSourceFiles(dataDir: string, beforeStep: (step: string) => void = () => {}): SourceFiles {
  const dir = join(dataDir, 'venue', 'sources');
  return {
    keep(bytes) {
      const hash = sha256(bytes);
      const path = join(dir, hash);
      // One that was damaged meanwhile is mended by importing the file again.
      if (existsSync(path) && sha256(readFileSync(path)) === hash) {
        const now = new Date();
        utimesSync(path, now, now);
      } else putDurably(path, 'source', (temporary) => writeFileSync(temporary, bytes), beforeStep);
      return hash;
    },
    read(hash, name) {
      const path = join(dir, hash);
      if (!HASH.test(hash) || !existsSync(path)) throw gone(name, 'is no longer there');
      const bytes = readFileSync(path);
      if (sha256(bytes) !== hash) throw gone(name, 'is not what was imported');
      return bytes;
    },
    prune(needed, olderThanMs = 10 * 60_000) {
      if (!existsSync(dir)) return;
      for (const name of readdirSync(dir)) {
        const path = join(dir, name);
        if (!needed.has(name) && Date.now() - statSync(path).mtimeMs >= olderThanMs) rmSync(path, { force: true });
      }
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function gone(name: string, reason: string): FoyerError {
  return new FoyerError(`the kept copy of ${name} ${reason}`, {
    fault: 'device',
    code: 'source-missing',
    remedy: `Remove the source ${name}, or import the file again.`,
  });
}
