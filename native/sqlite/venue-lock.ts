import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { FoyerError } from '../../core/contract/errors.ts';

/** The longest import takes seconds. */
const WAIT_MS = 60_000;

/**
 * One change of the venue's data at a time, of all processes: a command line beside a running kiosk would otherwise undo what the console
 * just did. SQLite's own lock, as the operating system takes it back from a process that dies.
 * @throws FoyerError "venue-busy" where another change takes too long.
 */
export function createVenueLock(dataDir: string, waitMs = WAIT_MS): <T>(work: () => T) => T {
  const dir = join(dataDir, 'venue');
  let held = false;
  return (work) => {
    if (held) return work();
    mkdirSync(dir, { recursive: true });
    const db = new Database(join(dir, 'lock.sqlite'), { timeout: waitMs });
    try {
      begin(db);
      held = true;
      return work();
    } finally {
      held = false;
      db.close();
    }
  };
}

function begin(db: Database.Database): void {
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY')) throw cause;
    throw new FoyerError("somebody else is just changing the venue's data", {
      fault: 'operator',
      code: 'venue-busy',
      remedy: 'Try again when they are done.',
      cause,
    });
  }
}
