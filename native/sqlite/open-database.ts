import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { FoyerError } from '../../core/contract/errors.ts';

export type Sqlite = Database.Database;

const WAL_ATTEMPTS = 60;
const WAL_PAUSE_MS = 50;

/** One numbered, immutable, self-contained change of a database's schema. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * Opens (and creates) a read-write database in WAL mode and brings its schema up to date; each
 * migration is one transaction, recorded in `user_version`.
 * @throws FoyerError fault "device" when the file is not a database or is newer than this program.
 */
export function openDatabase(path: string, migrations: readonly Migration[]): Sqlite {
  let db: Sqlite | null = null;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    db = new Database(path);
    enterWalMode(db);
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 3000');
    db.pragma('secure_delete = ON');
    migrate(db, path, migrations);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof FoyerError) throw error;
    throw new FoyerError(`cannot open the database ${path}`, {
      fault: 'device',
      code: 'database-unusable',
      remedy: hasCode(error, 'SQLITE_NOTADB', 'SQLITE_CORRUPT')
        ? 'Move the file away and start again; a new one is made.'
        : 'Check that the disk has room and that this user may write there.',
      cause: error,
    });
  }
}

/** The one statement that does not wait for its lock: of two processes that make the same file, one is told it is busy. */
function enterWalMode(db: Sqlite): void {
  for (let attempt = 1; ; attempt++) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (attempt === WAL_ATTEMPTS || !hasCode(error, 'SQLITE_BUSY')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

function migrate(db: Sqlite, path: string, migrations: readonly Migration[]): void {
  const current = db.pragma('user_version', { simple: true }) as number;
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new FoyerError(`${path} has schema version ${current}, this program knows ${newest}`, {
      fault: 'operator',
      code: 'database-newer',
      remedy: 'Run the program version that wrote it, or a newer one.',
    });
  }
  for (const migration of migrations.filter((m) => m.version > current)) {
    // Immediate, and looking again: another process may be doing the same.
    db.transaction(() => {
      if ((db.pragma('user_version', { simple: true }) as number) >= migration.version) return;
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => String(error.code).startsWith(code));
}
