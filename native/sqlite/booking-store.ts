import {
  BOOKINGS_KEPT_DAYS,
  type Booking,
  type BookingSpan,
  type BookingTarget,
  type BookResult,
  type NewBooking,
  type Taken,
} from '../../core/booking/booking.ts';
import { freeOf } from '../../core/booking/capacity.ts';
import { newReference } from '../../core/booking/reference.ts';
import type { Ids, LocalBookingStore } from '../../core/ports.ts';
import { type BookingRow, bookingOf } from './booking-rows.ts';
import { createDeskSeal, type DeskSeal } from './desk-seal.ts';
import type { Sqlite } from './open-database.ts';

/** References of two pairs are tried so often before one of three is taken. */
const SHORT_TRIES = 12;

export interface BookingStoreDeps {
  readonly ids: Ids;
  /** 0 ≤ x < 1; makes references. */
  readonly random: () => number;
  /** "2026-11-22"; the day before, as venues may be behind UTC, is the last whose notes are dropped. */
  readonly today: () => string;
  /** Seals what guests wrote. Left out: with a key that ends with the process, and their notes with it. */
  readonly seal?: DeskSeal;
}

/**
 * Bookings in the kiosk's own database; several processes may share the file. Notes are dropped when their day is over, the
 * rest 30 days later. @param db of openKioskDatabase().
 */
export function createBookingStore(db: Sqlite, { ids, random, today, seal = createDeskSeal() }: BookingStoreDeps): LocalBookingStore {
  const sql = statements(db);
  const listeners = new Set<() => void>();
  let tidied = '';

  const announce = () => {
    for (const listener of [...listeners]) listener();
  };
  const read = (row: BookingRow): Booking => bookingOf(row, seal);
  const one = (id: string): BookingRow | undefined => sql.byId.get(id) as BookingRow | undefined;
  const taken = (target: BookingTarget, { from, to }: BookingSpan, except = ''): Taken[] =>
    sql.taken.all({ type: target.type, id: target.id, from, to, except }) as Taken[];

  /** Once a day, whoever asks first. */
  const tidy = () => {
    const day = today();
    if (day === tidied) return;
    tidied = day;
    sql.dropNotes.run(dayBefore(day, 1));
    sql.dropRows.run(dayBefore(day, BOOKINGS_KEPT_DAYS));
  };
  const inOne = <T>(work: () => T): T => {
    tidy();
    // Immediate: the seats that are counted must still be free when they are written down.
    return db.transaction(work).immediate();
  };

  const unusedReference = (): string => {
    for (let tries = 1; ; tries++) {
      const reference = newReference(random, tries <= SHORT_TRIES ? 2 : 3);
      if (sql.byReference.get(reference) === undefined) return reference;
    }
  };

  const insert = (wish: NewBooking, key: string): Booking => {
    const id = ids.next();
    const note = wish.note === '' ? '' : seal.seal({ note: wish.note }, `booking ${id}`).toString('base64');
    sql.insert.run({ ...wish, ...flat(wish), note, id, reference: unusedReference(), key });
    return read(one(id) as BookingRow);
  };

  tidy();
  return {
    taken: (target, span) => taken(target, span),
    book(wish, capacity, key) {
      const result = inOne((): BookResult => {
        const known = sql.byKey.get(key) as BookingRow | undefined;
        if (known !== undefined) return { ok: true, booking: read(known), repeated: true };
        const free = freeOf(capacity, taken(wish.target, wish), wish);
        return free < wish.party ? { ok: false, free } : { ok: true, booking: insert(wish, key), repeated: false };
      });
      if (result.ok && !result.repeated) announce();
      return result;
    },
    change(id, move, capacity, key) {
      const result = inOne((): BookResult | null => {
        const row = one(id);
        if (row === undefined || row.status !== 'booked') return null;
        if (row.change_key === key) return { ok: true, booking: read(row), repeated: true };
        const free = freeOf(capacity, taken({ type: row.target_type, id: row.target_id }, move, id), move);
        if (free < move.party) return { ok: false, free };
        sql.move.run({ id, from: move.from, to: move.to, party: move.party, key });
        return { ok: true, booking: read(one(id) as BookingRow), repeated: false };
      });
      if (result?.ok === true && !result.repeated) announce();
      return result;
    },
    cancel(id, reason) {
      const changes = inOne(() => sql.cancel.run({ id, reason: reason ?? '', notice: reason === null ? null : 'withdrawn' }).changes);
      if (changes > 0) announce();
      const row = one(id);
      return row === undefined ? null : read(row);
    },
    ofOwner(owner, from) {
      tidy();
      return (sql.ofOwner.all({ kind: owner.kind, id: owner.id, from }) as BookingRow[]).map(read);
    },
    between(from, to) {
      tidy();
      return (sql.between.all({ from, to }) as BookingRow[]).map(read);
    },
    adopt(sessionId, owner) {
      if (sql.adopt.run({ sessionId, kind: owner.kind, id: owner.id }).changes > 0) announce();
    },
    follow(changes) {
      if (changes.length === 0) return;
      inOne(() => {
        for (const { id, notice, span, placeId, targetId } of changes) {
          const row = one(id);
          if (row === undefined) continue;
          const place = placeId === undefined ? row.place_id : placeId;
          const status = notice === 'cancelled' ? 'cancelled' : row.status;
          const target = targetId ?? row.target_id;
          sql.follow.run({ id, notice, status, target, place, from: span?.from ?? row.starts_at, to: span?.to ?? row.ends_at });
        }
      });
      announce();
    },
    forget(owner) {
      const { changes } = sql.forget.run({ kind: owner.kind, id: owner.id });
      if (changes === 0) return;
      // secure_delete has zeroed the pages; the log still holds them.
      db.pragma('wal_checkpoint(TRUNCATE)');
      announce();
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function statements(db: Sqlite) {
  const order = 'ORDER BY starts_at, id';
  return {
    byId: db.prepare('SELECT * FROM bookings WHERE id = ?'),
    byKey: db.prepare('SELECT * FROM bookings WHERE book_key = ?'),
    byReference: db.prepare('SELECT 1 FROM bookings WHERE reference = ?'),
    taken: db.prepare(
      `SELECT starts_at AS "from", ends_at AS "to", party FROM bookings
       WHERE target_type = @type AND target_id = @id AND ends_at > @from AND starts_at < @to AND status = 'booked' AND id <> @except`,
    ),
    insert: db.prepare(
      `INSERT INTO bookings (id, reference, kind, target_type, target_id, title, place_id, starts_at, ends_at, party, note,
         owner_kind, owner_id, session_id, status, created_at, book_key)
       VALUES (@id, @reference, @kind, @targetType, @targetId, @title, @placeId, @from, @to, @party, @note,
         @ownerKind, @ownerId, @sessionId, 'booked', @createdAt, @key)`,
    ),
    move: db.prepare(
      'UPDATE bookings SET starts_at = @from, ends_at = @to, party = @party, change_key = @key, notice = NULL WHERE id = @id',
    ),
    cancel: db.prepare("UPDATE bookings SET status = 'cancelled', reason = @reason, notice = @notice WHERE id = @id"),
    ofOwner: db.prepare(
      `SELECT * FROM bookings WHERE owner_kind = @kind AND owner_id = @id AND ends_at > @from
       AND (status = 'booked' OR notice IS NOT NULL) ${order}`,
    ),
    between: db.prepare(`SELECT * FROM bookings WHERE ends_at > @from AND starts_at < @to ${order}`),
    follow: db.prepare(
      'UPDATE bookings SET target_id = @target, starts_at = @from, ends_at = @to, place_id = @place, status = @status, notice = @notice WHERE id = @id',
    ),
    adopt: db.prepare("UPDATE bookings SET owner_kind = @kind, owner_id = @id WHERE owner_kind = 'session' AND owner_id = @sessionId"),
    forget: db.prepare('DELETE FROM bookings WHERE owner_kind = @kind AND owner_id = @id'),
    dropNotes: db.prepare("UPDATE bookings SET note = '', reason = '' WHERE ends_at < ? AND (note <> '' OR reason <> '')"),
    dropRows: db.prepare('DELETE FROM bookings WHERE ends_at < ?'),
  };
}

function flat({ target, owner }: NewBooking) {
  return { targetType: target.type, targetId: target.id, ownerKind: owner.kind, ownerId: owner.id };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
