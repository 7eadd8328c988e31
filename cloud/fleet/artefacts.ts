import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FoyerError } from '../../core/contract/errors.ts';

/** Of one file: an installer of the program is the largest there is. */
export const MAX_ARTEFACT_BYTES = 2_000_000_000;

/** Files that kiosks fetch, by their SHA-256; the same file is there once, whoever published it. */
export interface Artefacts {
  /** null: not here. */
  find(sha256: string): { readonly path: string; readonly bytes: number } | null;
  /** Removes files that are not among these and were put in before a time, and what is left of copies that ended half-way. */
  dropOthers(kept: ReadonlySet<string>, beforeMs: number): void;
  /** Copies a file in. @throws FoyerError code "artefact-unreadable" | "artefact-too-large" | "artefact-hash" */
  put(file: string, expectedSha256?: string): Promise<{ readonly sha256: string; readonly bytes: number }>;
}

/** @param dir DIR/cloud/artefacts; several instances of an endpoint share it */
export function openArtefacts(dir: string, maxBytes = MAX_ARTEFACT_BYTES): Artefacts {
  return {
    find(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      const path = join(dir, sha256);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() ? { path, bytes: stat.size } : null;
    },
    dropOthers(kept, beforeMs) {
      for (const name of namesIn(dir)) {
        if (kept.has(name) || !/^(?:[0-9a-f]{64}|\.draft-.*)$/.test(name)) continue;
        const stat = statSync(join(dir, name), { throwIfNoEntry: false });
        if (stat?.isFile() && stat.mtimeMs < beforeMs) rmSync(join(dir, name), { force: true });
      }
    },
    async put(file, expectedSha256) {
      const stat = statSync(file, { throwIfNoEntry: false });
      if (!stat?.isFile()) throw problem('artefact-unreadable', `"${file}" is not a file`, 'Name a file that can be read.');
      if (stat.size > maxBytes || stat.size === 0)
        throw problem('artefact-too-large', `"${file}" has ${stat.size} bytes`, `A file has 1 to ${maxBytes} bytes.`);
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const draft = join(dir, `.draft-${process.pid}-${performance.now()}`);
      try {
        const { sha256, bytes } = await copyHashed(file, draft);
        if (expectedSha256 !== undefined && sha256 !== expectedSha256.toLowerCase())
          throw problem('artefact-hash', `"${file}" has the SHA-256 ${sha256}`, 'It is not the file that was meant: fetch it again.');
        renameSync(draft, join(dir, sha256));
        return { sha256, bytes };
      } finally {
        rmSync(draft, { force: true });
      }
    },
  };
}

/** None where nothing was ever published. */
function namesIn(dir: string): string[] {
  return statSync(dir, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(dir) : [];
}

/** Hashed as it is copied: what lies there afterwards is what was hashed, whatever becomes of the original. */
async function copyHashed(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    createReadStream(from),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(to, { mode: 0o600, flags: 'wx', flush: true }),
  );
  return { sha256: hash.digest('hex'), bytes };
}

function problem(code: string, message: string, remedy: string): FoyerError {
  return new FoyerError(message, { fault: 'operator', code, remedy });
}
