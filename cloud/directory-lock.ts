import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { FoyerError } from '../core/contract/errors.ts';

/** This process: its number, and when it began. */
const OWN_MARK = `${process.pid} ${Math.round(performance.timeOrigin)}`;

/**
 * Holds an embedded database's directory for this process: two of them writing there would destroy it.
 * A lock left by a process that is gone is taken over. Returns the release.
 * @throws FoyerError code "cloud-already-running".
 */
export function lockDirectory(path: string): () => void {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, OWN_MARK, { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const mark = readFileSync(path, 'utf8');
      const holder = Number(mark.split(' ')[0]);
      // In a container the process after a crash often has the number of the one before.
      const gone = holder === process.pid ? mark !== OWN_MARK : !isRunning(holder);
      if (attempt > 0 || !gone) throw alreadyRunning(path, holder);
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
