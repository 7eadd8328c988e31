import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { FoyerError } from '../core/contract/errors.ts';

/**
 * Holds an embedded database's directory for this process: two of them writing there would destroy it.
 * A lock left by a process that is gone is taken over. Returns the release.
 * @throws FoyerError code "cloud-already-running".
 */
export function lockDirectory(path: string): () => void {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(readFileSync(path, 'utf8'));
      if (attempt > 0 || isRunning(holder)) throw alreadyRunning(path, holder);
      rmSync(path, { force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function alreadyRunning(path: string, holder: number): FoyerError {
  return new FoyerError(`another endpoint, process ${holder}, has this database open`, {
    fault: 'operator',
    code: 'cloud-already-running',
    remedy: `Use that one, or stop it first. If process ${holder} is something else, remove ${path}.`,
  });
}
