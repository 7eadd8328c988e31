import type { Sqlite } from './open-database.ts';

export type DeskStatements = ReturnType<typeof prepareDeskStatements>;

/** What is said to the desk's tables; desk-schema.ts has them. */
export function prepareDeskStatements(db: Sqlite) {
  const columns = 'id, ticket, status, sealed';
  return {
    insert: db.prepare(
      `INSERT INTO desk (id, sort, ticket, status, sealed, owner_kind, owner_id, session_id, key, kept_day)
       VALUES (@id, @sort, @ticket, @status, @sealed, @ownerKind, @ownerId, @sessionId, @key, @keptDay)`,
    ),
    byKey: db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND key = ?`),
    byId: db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND id = ?`),
    byTicket: db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND ticket = ?`),
    newest: db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? ORDER BY id DESC LIMIT ?`),
    owned: db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND owner_kind = ? AND owner_id = ?`),
    // And what the guest left in those sessions before they showed their badge.
    ownedIds: db.prepare(
      `SELECT id, sort FROM desk WHERE (owner_kind = @kind AND owner_id = @id)
         OR (owner_kind = 'session' AND session_id IN (SELECT session_id FROM desk WHERE owner_kind = @kind AND owner_id = @id))`,
    ),
    session: db.prepare('SELECT session_id FROM desk WHERE id = ?').pluck(),
    ticketTaken: db.prepare('SELECT 1 FROM desk WHERE ticket = ?').pluck(),
    update: db.prepare('UPDATE desk SET status = ?, sealed = ? WHERE id = ?'),
    disown: db.prepare('UPDATE desk SET owner_kind = NULL, owner_id = NULL, session_id = NULL, key = NULL WHERE id = ?'),
    remove: db.prepare('DELETE FROM desk WHERE id = ?'),
    removeOld: db.prepare('DELETE FROM desk WHERE kept_day < ?'),
    // What was pushed of a record goes with it; of one that was erased there is only its number.
    forgetPushes: db.prepare(
      `DELETE FROM webhook_outbox WHERE subject_id IN (SELECT id FROM desk WHERE kept_day < ?)
         OR (state = 'sent' AND subject_id NOT IN (SELECT id FROM desk))`,
    ),
  };
}
