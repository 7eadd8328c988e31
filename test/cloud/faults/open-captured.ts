import Database from 'better-sqlite3';
import type { SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { Sqlite } from '../../../native/sqlite/open-database.ts';

/** A guest store with its own connection: what a full disk does is a setting of that connection. */
export function openCaptured(
  { synchronous }: { readonly synchronous: 'OFF' | 'FULL' },
  open: () => SqliteGuestStore,
): { readonly store: SqliteGuestStore; readonly db: Sqlite } {
  const original = Database.prototype.pragma;
  let db: Sqlite | null = null;
  Database.prototype.pragma = function pragma(this: Sqlite, source, options) {
    db ??= this;
    return original.call(this, source.startsWith('synchronous') ? `synchronous = ${synchronous}` : source, options);
  };
  try {
    const store = open();
    if (db === null) throw new Error('the store opened no database');
    return { store, db };
  } finally {
    Database.prototype.pragma = original;
  }
}

export function diskOf(db: Sqlite) {
  return {
    /** No page more than there are. */
    fill: () => void db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`),
    free: () => void db.pragma('max_page_count = 1073741823'),
  };
}

/** Ids of the ops with content that are not acknowledged. */
export function contentOps(db: Sqlite): string[] {
  const rows = db.prepare<[], { op_id: string }>("SELECT op_id FROM outbox WHERE kind <> 'guest.erase'").all();
  return rows.map(({ op_id }) => op_id);
}
