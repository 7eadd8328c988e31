import { type RequestRow, requestRowSchema } from '../../core/contract/index.ts';
import type { Ids, RequestStore } from '../../core/ports.ts';
import type { Sqlite } from './open-database.ts';

/** How many requests staff see; older ones stay in the table. */
const LISTED = 200;

/** Requests in the kiosk's own database. @param db of openKioskDatabase(). */
export function createRequestStore(db: Sqlite, ids: Ids): RequestStore {
  const listeners = new Set<(rows: readonly RequestRow[]) => void>();
  const columns = 'id, kind, title, detail, status, place_name AS placeName, created_at AS createdAt';
  const insert = db.prepare(
    `INSERT INTO requests (id, kind, title, detail, status, place_name, created_at)
     VALUES (@id, @kind, @title, @detail, @status, @placeName, @createdAt)`,
  );
  const select = db.prepare(`SELECT ${columns} FROM requests ORDER BY id DESC LIMIT ${LISTED}`);
  const selectOne = db.prepare(`SELECT ${columns} FROM requests WHERE id = ?`);
  const setStatus = db.prepare('UPDATE requests SET status = ? WHERE id = ?');

  const list = (): readonly RequestRow[] => select.all().map((row) => requestRowSchema.parse(row));
  const announce = (): void => {
    if (listeners.size === 0) return;
    const rows = list();
    for (const listener of [...listeners]) listener(rows);
  };

  return {
    create(request) {
      const row = requestRowSchema.parse({ ...request, id: ids.next(), status: 'waiting' });
      insert.run(row);
      announce();
      return row;
    },
    list,
    update(id, status) {
      if (setStatus.run(status, id).changes === 0) return null;
      announce();
      return requestRowSchema.parse(selectOne.get(id));
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
