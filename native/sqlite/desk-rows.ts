import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Ids, Kept } from '../../core/ports.ts';
import type { Owner } from '../../core/tools/tool.ts';
import type { DeskSeal } from './desk-seal.ts';
import type { Sqlite } from './open-database.ts';

export type DeskSort = 'request' | 'lost' | 'found' | 'case' | 'lead';

/** How many of a sort staff see; older ones stay in the table until they are too old. */
const LISTED = 300;

export interface DeskRowsOptions {
  readonly ids: Ids;
  readonly seal: DeskSeal;
  /** Milliseconds since 1970, the real ones even where the venue's clock is pinned. */
  readonly wallMs?: () => number;
  /** Records older than this are removed. Left out: never. */
  readonly retentionDays?: number;
  /** A whole number from `from` to below `to`, for ticket numbers. */
  readonly random?: (from: number, to: number) => number;
}

interface Raw {
  readonly id: string;
  readonly ticket: string | null;
  readonly status: string;
  readonly sealed: Uint8Array;
}

/** Records of one sort, opened. */
export interface DeskTable<T> {
  /** A new record, or the one that the same key made before. */
  add(content: Omit<T, 'id' | 'ticket' | 'status'>, status: string, kept: Partial<Kept>): T;
  get(id: string): T | null;
  byTicket(ticket: string): T | null;
  /** Newest first. */
  list(limit?: number): T[];
  of(owners: readonly Owner[]): T[];
  /** Null when there is none. */
  change(id: string, change: (content: T) => T): T | null;
  watch(listener: () => void): () => void;
}

export interface DeskRows {
  /** @param schema of the whole record, `id`, `ticket` and `status` included. */
  table<T extends { readonly id: string; readonly status: string }>(sort: DeskSort, schema: z.ZodType<T>): DeskTable<T>;
  idsOf(owner: Owner): readonly { readonly id: string; readonly sort: DeskSort }[];
  sessionOf(id: string): string | null;
  remove(id: string, sort: DeskSort): void;
  /** Without its owner. */
  disown(id: string): void;
  changed(sort: DeskSort): void;
  /** In one transaction, which may be within another. */
  together<R>(work: () => R): R;
}

/** The desk's records. @param db of openKioskDatabase(). */
export function createDeskRows(db: Sqlite, options: DeskRowsOptions): DeskRows {
  const { ids, seal, wallMs = Date.now, random = randomInt } = options;
  const columns = 'id, ticket, status, sealed';
  const insert = db.prepare(
    `INSERT INTO desk (id, sort, ticket, status, sealed, owner_kind, owner_id, session_id, key, kept_day)
     VALUES (@id, @sort, @ticket, @status, @sealed, @ownerKind, @ownerId, @sessionId, @key, @keptDay)`,
  );
  const byKey = db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND key = ?`);
  const byId = db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND id = ?`);
  const ticketRow = db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND ticket = ?`);
  const newest = db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? ORDER BY id DESC LIMIT ?`);
  const owned = db.prepare(`SELECT ${columns} FROM desk WHERE sort = ? AND owner_kind = ? AND owner_id = ?`);
  // And what the guest left in those sessions before they showed their badge.
  const ownedIds = db.prepare(
    `SELECT id, sort FROM desk WHERE (owner_kind = @kind AND owner_id = @id)
       OR (owner_kind = 'session' AND session_id IN (SELECT session_id FROM desk WHERE owner_kind = @kind AND owner_id = @id))`,
  );
  const session = db.prepare('SELECT session_id FROM desk WHERE id = ?').pluck();
  const disown = db.prepare('UPDATE desk SET owner_kind = NULL, owner_id = NULL, session_id = NULL, key = NULL WHERE id = ?');
  const update = db.prepare('UPDATE desk SET status = ?, sealed = ? WHERE id = ?');
  const removeOne = db.prepare('DELETE FROM desk WHERE id = ?');
  const removeOld = db.prepare('DELETE FROM desk WHERE kept_day < ?');
  // What was pushed of a record goes with it; of one that was erased there is only its number.
  const forgetPushes = db.prepare(
    `DELETE FROM webhook_outbox WHERE subject_id IN (SELECT id FROM desk WHERE kept_day < ?)
       OR (state = 'sent' AND subject_id NOT IN (SELECT id FROM desk))`,
  );
  const ticketTaken = db.prepare('SELECT 1 FROM desk WHERE ticket = ?').pluck();
  const listeners = new Map<DeskSort, Set<() => void>>();

  const today = () => Math.floor(wallMs() / 86_400_000);
  const forgetOld = () => {
    if (options.retentionDays === undefined) return;
    const before = today() - options.retentionDays;
    forgetPushes.run(before);
    removeOld.run(before);
  };
  /** Four digits, easily said and typed; more only where those are nearly used up. */
  const newTicket = (): string => {
    for (let attempt = 0; ; attempt++) {
      const digits = attempt < 20 ? 4 : 8;
      const ticket = String(random(10 ** (digits - 1), 10 ** digits));
      if (ticketTaken.get(ticket) === undefined) return ticket;
    }
  };
  const changed = (sort: DeskSort) => {
    for (const listener of [...(listeners.get(sort) ?? [])]) listener();
  };
  forgetOld();

  return {
    table(sort, schema) {
      type T = z.infer<typeof schema>;
      const read = (raw: unknown): T[] => {
        const { id, ticket, status, sealed } = raw as Raw;
        const content = seal.open(sealed, id);
        const parsed = schema.safeParse({
          ...(typeof content === 'object' ? content : {}),
          id,
          status,
          ...(ticket === null ? {} : { ticket }),
        });
        return parsed.success ? [parsed.data] : [];
      };
      const readOne = (raw: unknown): T | null => (raw === undefined ? null : (read(raw)[0] ?? null));
      const write = (record: T) => {
        const { id, status, ticket: _, ...content } = record as T & { ticket?: string };
        update.run(status, seal.seal(content, id), id);
      };
      const add = db.transaction((content: object, status: string, kept: Partial<Kept>): T => {
        const before = kept.key === undefined ? null : readOne(byKey.get(sort, kept.key));
        if (before !== null) return before;
        forgetOld();
        const id = ids.next();
        const record = schema.parse({ ...content, id, status, ticket: newTicket() });
        const { id: _id, status: _status, ticket, ...sealed } = record as T & { ticket?: string };
        insert.run({
          id,
          sort,
          ticket: ticket ?? null,
          status,
          sealed: seal.seal(sealed, id),
          ownerKind: kept.owner?.kind ?? null,
          ownerId: kept.owner?.id ?? null,
          sessionId: kept.sessionId ?? null,
          key: kept.key ?? null,
          keptDay: today(),
        });
        return record;
      });
      return {
        add(content, status, kept) {
          const record = add.immediate(content, status, kept);
          changed(sort);
          return record;
        },
        get: (id) => readOne(byId.get(sort, id)),
        byTicket: (ticket) => readOne(ticketRow.get(sort, ticket)),
        list: (limit = LISTED) => newest.all(sort, limit).flatMap(read),
        of(owners) {
          const rows = owners.flatMap(({ kind, id }) => owned.all(sort, kind, id)) as Raw[];
          const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
          return unique.sort((a, b) => (a.id < b.id ? 1 : -1)).flatMap(read);
        },
        change(id, change) {
          const before = readOne(byId.get(sort, id));
          if (before === null) return null;
          const after = schema.parse(change(before));
          write(after);
          changed(sort);
          return after;
        },
        watch(listener) {
          const of = listeners.get(sort) ?? new Set();
          listeners.set(sort, of);
          of.add(listener);
          return () => void of.delete(listener);
        },
      };
    },
    idsOf: (owner) => ownedIds.all({ kind: owner.kind, id: owner.id }) as { id: string; sort: DeskSort }[],
    sessionOf: (id) => (session.get(id) as string | null | undefined) ?? null,
    remove(id, sort) {
      if (removeOne.run(id).changes > 0) changed(sort);
    },
    disown: (id) => void disown.run(id),
    changed,
    together: (work) => db.transaction(work).immediate(),
  };
}
