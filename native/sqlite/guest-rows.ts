import type { SyncOpKind } from '../../core/sync/op.ts';
import type { Sqlite } from './open-database.ts';

export type RecordType = 'fact' | 'thread' | 'turn' | 'episode' | 'setting' | 'consent' | 'tries';

export interface GuestRow {
  readonly epoch: number;
  readonly keyId: string | null;
  /** null: erased, or never remembered; the row is a tombstone. */
  readonly wrappedKey: Buffer | null;
  readonly revision: number;
  /**
   * Server sequence up to which this guest was pulled. Below 0, REBUILD less that sequence: what is kept is to give way to a
   * pull from the start.
   */
  readonly pulled: number;
}

export const REBUILD = -1;

export interface PinRow {
  readonly sealed: Buffer | null;
  readonly failures: number;
  readonly lockedUntilMs: number;
}

export interface RecordRow {
  readonly type: RecordType;
  readonly id: string;
  readonly sealed: Buffer;
}

export interface OutboxRow {
  readonly guest: Buffer;
  readonly opId: string;
  readonly kind: SyncOpKind;
  readonly sealed: Buffer;
}

export type GuestRows = ReturnType<typeof createGuestRows>;

/** The statements over memory.sqlite for one companion; no keys, no meaning. `guest` is the row name. */
export function createGuestRows(db: Sqlite, companion: string) {
  return {
    ...metaStatements(db),
    ...guestStatements(db, companion),
    ...recordStatements(db, companion),
    ...outboxStatements(db, companion),
  };
}

function metaStatements(db: Sqlite) {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
  const write = db.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  return {
    meta: (name: string) => read.get(name)?.value,
    setMeta: (name: string, value: string) => void write.run(name, value),
  };
}

function guestStatements(db: Sqlite, companion: string) {
  const read = db.prepare<[string, Buffer], GuestRow>(
    'SELECT epoch, key_id AS keyId, wrapped_key AS wrappedKey, revision, pulled FROM guests WHERE companion = ? AND guest = ?',
  );
  const put = db.prepare(
    `INSERT INTO guests (companion, guest, epoch, key_id, wrapped_key, revision, pulled, touched_day) VALUES (?, ?, ?, ?, ?, 1, 0, ?)
     ON CONFLICT (companion, guest) DO UPDATE SET epoch = excluded.epoch, key_id = excluded.key_id, wrapped_key = excluded.wrapped_key,
       revision = revision + 1, pulled = 0, touched_day = excluded.touched_day, sealed_pin = NULL, pin_failures = 0, pin_locked_until = 0`,
  );
  const pin = db.prepare<[string, Buffer], PinRow>(
    'SELECT sealed_pin AS sealed, pin_failures AS failures, pin_locked_until AS lockedUntilMs FROM guests WHERE companion = ? AND guest = ?',
  );
  const setPin = db.prepare('UPDATE guests SET sealed_pin = ? WHERE companion = ? AND guest = ?');
  const setTries = db.prepare('UPDATE guests SET pin_failures = ?, pin_locked_until = ? WHERE companion = ? AND guest = ?');
  const touch = db.prepare('UPDATE guests SET revision = revision + 1, touched_day = ? WHERE companion = ? AND guest = ?');
  const setPulled = db.prepare('UPDATE guests SET pulled = ? WHERE companion = ? AND guest = ?');
  const stale = db.prepare<[string, number], { guest: Buffer }>(
    'SELECT guest FROM guests WHERE companion = ? AND touched_day < ? AND wrapped_key IS NOT NULL',
  );
  const forgetPulled = db.prepare('UPDATE guests SET pulled = CASE WHEN pulled < 0 THEN -1 ELSE 0 END WHERE companion = ?');
  const remove = db.prepare('DELETE FROM guests WHERE companion = ? AND guest = ?');
  return {
    guest: (guest: Buffer): GuestRow | null => read.get(companion, guest) ?? null,
    /** Starts (with a key) or ends (without one) what is kept of a guest. */
    putGuest: (guest: Buffer, epoch: number, key: { id: string; wrapped: Buffer } | null, day: number) =>
      void put.run(companion, guest, epoch, key?.id ?? null, key?.wrapped ?? null, day),
    touchGuest: (guest: Buffer, day: number) => void touch.run(day, companion, guest),
    setPulled: (guest: Buffer, sequence: number) => void setPulled.run(sequence, companion, guest),
    /** Every guest is pulled from the start again. */
    forgetPulled: () => void forgetPulled.run(companion),
    untouchedSince: (day: number) => stale.all(companion, day).map((row) => row.guest),
    removeGuest: (guest: Buffer) => void remove.run(companion, guest),
    pin: (guest: Buffer): PinRow | null => pin.get(companion, guest) ?? null,
    setPin: (guest: Buffer, sealed: Buffer) => void setPin.run(sealed, companion, guest),
    setPinTries: (guest: Buffer, failures: number, lockedUntilMs: number) => void setTries.run(failures, lockedUntilMs, companion, guest),
  };
}

function recordStatements(db: Sqlite, companion: string) {
  const all = db.prepare<[string, Buffer, string], RecordRow>(
    'SELECT type, id, sealed FROM records WHERE companion = ? AND guest = ? AND type = ?',
  );
  const ids = db.prepare<[string, Buffer, string], { id: string }>('SELECT id FROM records WHERE companion = ? AND guest = ? AND type = ?');
  const one = db.prepare<[string, Buffer, string, string], RecordRow>(
    'SELECT type, id, sealed FROM records WHERE companion = ? AND guest = ? AND type = ? AND id = ?',
  );
  const put = db.prepare(
    `INSERT INTO records (companion, guest, type, id, sealed) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (companion, guest, type, id) DO UPDATE SET sealed = excluded.sealed`,
  );
  const removeOne = db.prepare('DELETE FROM records WHERE companion = ? AND guest = ? AND type = ? AND id = ?');
  const remove = db.prepare('DELETE FROM records WHERE companion = ? AND guest = ?');
  return {
    records: (guest: Buffer, type: RecordType) => all.all(companion, guest, type),
    recordIds: (guest: Buffer, type: RecordType) => ids.all(companion, guest, type).map(({ id }) => id),
    record: (guest: Buffer, type: RecordType, id: string): RecordRow | null => one.get(companion, guest, type, id) ?? null,
    putRecord: (guest: Buffer, row: RecordRow) => void put.run(companion, guest, row.type, row.id, row.sealed),
    removeRecord: (guest: Buffer, type: RecordType, id: string) => void removeOne.run(companion, guest, type, id),
    removeRecords: (guest: Buffer) => void remove.run(companion, guest),
  };
}

function outboxStatements(db: Sqlite, companion: string) {
  const columns = 'guest, op_id AS opId, kind, sealed';
  const oldest = db.prepare<[string, number], OutboxRow>(`SELECT ${columns} FROM outbox WHERE companion = ? ORDER BY seq LIMIT ?`);
  const depth = db.prepare<[string], number>('SELECT count(*) FROM outbox WHERE companion = ?').pluck();
  const byId = db.prepare<[string, string], OutboxRow>(`SELECT ${columns} FROM outbox WHERE companion = ? AND op_id = ?`);
  const ofGuest = db.prepare<[string, Buffer], OutboxRow>(`SELECT ${columns} FROM outbox WHERE companion = ? AND guest = ? ORDER BY seq`);
  const replace = db.prepare('UPDATE outbox SET sealed = ? WHERE companion = ? AND op_id = ?');
  const erasing = db.prepare("SELECT 1 FROM outbox WHERE companion = ? AND guest = ? AND kind = 'guest.erase' LIMIT 1");
  const add = db.prepare(
    `INSERT INTO outbox (companion, guest, op_id, seq, kind, sealed)
     VALUES (?, ?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM outbox), ?, ?)`,
  );
  const remove = db.prepare('DELETE FROM outbox WHERE companion = ? AND op_id = ?');
  const removeContent = db.prepare("DELETE FROM outbox WHERE companion = ? AND guest = ? AND kind <> 'guest.erase'");
  return {
    oldestOps: (limit: number) => oldest.all(companion, limit),
    outboxDepth: (): number => Number(depth.get(companion) ?? 0),
    outboxOp: (opId: string): OutboxRow | null => byId.get(companion, opId) ?? null,
    /** What is not acknowledged of one guest, oldest first. */
    opsOf: (guest: Buffer) => ofGuest.all(companion, guest),
    /** Keeps its place. */
    replaceOp: (opId: string, sealed: Buffer) => void replace.run(sealed, companion, opId),
    erasePending: (guest: Buffer) => erasing.get(companion, guest) !== undefined,
    addOp: (row: OutboxRow) => void add.run(companion, row.guest, row.opId, row.kind, row.sealed),
    removeOp: (opId: string) => void remove.run(companion, opId),
    /** An erasure on its way out stays: it is the only trace, and has no content. */
    removeContentOps: (guest: Buffer) => void removeContent.run(companion, guest),
  };
}
