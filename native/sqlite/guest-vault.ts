import type { z } from 'zod';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Ids, Log } from '../../core/ports.ts';
import type { HybridClock } from '../../core/sync/hlc.ts';
import type { ContentOp, SyncOpKind } from '../../core/sync/op.ts';
import { opSealContext } from '../../core/sync/op.ts';
import type { DeviceKeys } from './guest-crypto.ts';
import { guestRef, seal, unseal } from './guest-crypto.ts';
import type { GuestRow, GuestRows, RecordRow, RecordType } from './guest-rows.ts';
import type { Sqlite } from './open-database.ts';

type SealedType = RecordType | 'pin';
type SealedRow = Omit<RecordRow, 'type'> & { readonly type: SealedType };

export interface VaultDeps {
  readonly db: Sqlite;
  readonly rows: GuestRows;
  readonly keys: DeviceKeys;
  readonly clock: HybridClock;
  readonly companionId: string;
  readonly tenant: string;
  readonly ids: Ids;
  readonly log: Log;
  readonly wallMs: () => number;
  /** See GuestStoreOptions. */
  readonly onErased?: ((pseudonym: string) => void) | undefined;
}

/** Where one guest is: `row` names their rows in the file, `ref` names them to the cloud. */
export interface GuestPlace {
  readonly row: Buffer;
  readonly ref: string;
}

/** A guest whose key is at hand. */
export interface OpenGuest extends GuestPlace {
  readonly keyId: string;
  readonly key: Uint8Array;
}

export type GuestVault = ReturnType<typeof createGuestVault>;

/** Reads and writes sealed rows; every write is a row and its outbox op in one transaction. */
export function createGuestVault(deps: VaultDeps) {
  const { db, rows, keys, companionId, tenant } = deps;
  const wiped = new Set<string>();
  const records = createSealedRecords(deps);
  return {
    ...records,
    place(guestId: string): GuestPlace {
      const ref = guestRef(tenant, guestId);
      return { ref, row: keys.rowName(companionId, ref) };
    },
    unlock: (place: GuestPlace, row: GuestRow | null) => unlock(deps, place, row),
    wrap: (place: GuestPlace, key: Uint8Array) => seal(keys.wrap, key, keyContext(companionId, place)),
    /** Runs `write` as one transaction, which holds the write lock from its first read. */
    transact<T>(write: () => T): T {
      return db
        .transaction(() => {
          const value = write();
          rows.setMeta('clock', deps.clock.last);
          return value;
        })
        .immediate();
    },
    /** Queues one op with content. To be called inside transact(), beside the row it describes. Returns its stamp and id. */
    queue(guest: OpenGuest, kind: ContentOp['kind'], content: object): { readonly id: string; readonly stamp: string } {
      const op = { id: deps.ids.next(), tenant, companion: companionId, guest: guest.ref, kind, stamp: deps.clock.next() };
      const sealed = seal(guest.key, JSON.stringify(content), opSealContext(op)).toString('base64');
      addToOutbox(deps, guest, { ...op, keyId: guest.keyId, sealed });
      return op;
    },
    queueErasure(place: GuestPlace, epoch: number): void {
      addToOutbox(deps, place, { id: deps.ids.next(), kind: 'guest.erase', guest: place.ref, stamp: deps.clock.next(), epoch });
    },
    noConsent: () => new FoyerError('this guest has not agreed to be remembered', { fault: 'bug', code: 'no-consent' }),
    today: () => Math.floor(deps.wallMs() / 86_400_000),
    nowIso: () => new Date(deps.wallMs()).toISOString(),
    /** Deletes what is kept of a guest and leaves the tombstone. Inside transact(), with scrub() to follow. */
    wipe(row: Buffer, epoch: number): void {
      rows.removeRecords(row);
      rows.removeContentOps(row);
      rows.putGuest(row, epoch, null, Math.floor(deps.wallMs() / 86_400_000));
      rows.setMeta(REWRITE_DUE, 'yes');
      wiped.add(row.toString('hex'));
    },
    /** The same on this kiosk alone: the guest is as one who was never here. Inside transact(), with scrub() to follow. */
    forgetHere(row: Buffer): void {
      const epoch = rows.guest(row)?.epoch ?? 0;
      rows.removeRecords(row);
      rows.removeContentOps(row);
      if (epoch === 0) rows.removeGuest(row);
      else rows.putGuest(row, epoch, null, Math.floor(deps.wallMs() / 86_400_000));
      rows.setMeta(REWRITE_DUE, 'yes');
    },
    /** Has the next scrub() write the file anew. Inside transact(). */
    dueForRewrite: () => rows.setMeta(REWRITE_DUE, 'yes'),
    scrub() {
      tellErased(deps, wiped);
      scrub(deps);
    },
  };
}

/** How a guest is called outside of this file: log lines, bookings. */
export function pseudonymOf(row: Buffer): string {
  return row.toString('hex').slice(0, 12);
}

/** A wipe that was rolled back is none. Never throws, like scrub(). */
function tellErased({ rows, log, onErased }: VaultDeps, wiped: Set<string>): void {
  for (const name of wiped) {
    wiped.delete(name);
    const row = Buffer.from(name, 'hex');
    if (onErased === undefined || rows.guest(row)?.wrappedKey != null) continue;
    try {
      onErased(pseudonymOf(row));
    } catch (error) {
      log.error('memory.erased-elsewhere-failed', { guest: pseudonymOf(row), error });
    }
  }
}

const REWRITE_DUE = 'rewrite-due';

/**
 * Takes the last bytes of erased guests out of the file and its write-ahead log. secure_delete zeroes what is deleted, but
 * not the copies that stay in a page's free space when SQLite has moved rows to a neighbouring page: only writing the whole
 * file anew leaves those out. What fails or is cut off by a power loss is made up for by the next call.
 * Never throws: what came before it is done, whether or not this succeeds.
 */
function scrub({ db, rows, log }: VaultDeps): void {
  try {
    const rewrite = rows.meta(REWRITE_DUE) === 'yes';
    if (rewrite) db.exec('VACUUM');
    const [state] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (state?.busy !== 0)
      log.warn('memory.log-not-emptied', { remedy: 'Another process reads memory.sqlite; it is tried again with the next change.' });
    else if (rewrite) rows.setMeta(REWRITE_DUE, 'no');
  } catch (error) {
    log.error('memory.log-not-emptied', { error, remedy: 'Make room on the disk; it is tried again with the next change.' });
  }
}

function createSealedRecords({ rows, companionId, log }: VaultDeps) {
  const context = (row: Buffer, type: SealedType, id: string) => JSON.stringify(['foyer row', companionId, row.toString('hex'), type, id]);
  const open = <T>(guest: OpenGuest, stored: SealedRow, schema: z.ZodType<T>): T | null => {
    const plain = unseal(guest.key, stored.sealed, context(guest.row, stored.type, stored.id));
    const parsed = plain === null ? null : schema.safeParse(parseJson(plain));
    if (parsed?.success) return parsed.data;
    log.warn('memory.row-unreadable', { type: stored.type });
    return null;
  };
  return {
    openSealed: open,
    sealFor: (guest: OpenGuest, type: SealedType, id: string, value: object): Buffer =>
      seal(guest.key, JSON.stringify(value), context(guest.row, type, id)),
    /** Rows of one guest; what cannot be read is left out and logged without content. */
    readRecords<T>(guest: OpenGuest, type: RecordType, schema: z.ZodType<T>): Map<string, T> {
      const found = new Map<string, T>();
      for (const stored of rows.records(guest.row, type)) {
        const value = open(guest, stored, schema);
        if (value !== null) found.set(stored.id, value);
      }
      return found;
    },
    readRecord<T>(guest: OpenGuest, type: RecordType, id: string, schema: z.ZodType<T>): T | null {
      const stored = rows.record(guest.row, type, id);
      return stored === null ? null : open(guest, stored, schema);
    },
    writeRecord(guest: OpenGuest, type: RecordType, id: string, value: object): void {
      rows.putRecord(guest.row, { type, id, sealed: seal(guest.key, JSON.stringify(value), context(guest.row, type, id)) });
    },
  };
}

/** The guest with their key, or null when nothing is kept of them. */
function unlock({ keys, companionId, log }: VaultDeps, place: GuestPlace, row: GuestRow | null): OpenGuest | null {
  if (row === null || row.wrappedKey === null || row.keyId === null) return null;
  const key = unseal(keys.wrap, row.wrappedKey, keyContext(companionId, place));
  if (key === null) log.warn('memory.key-unreadable');
  return key === null ? null : { ...place, keyId: row.keyId, key };
}

function keyContext(companionId: string, place: GuestPlace): string {
  return JSON.stringify(['foyer guest key', companionId, place.row.toString('hex')]);
}

interface OutboxContent {
  readonly id: string;
  readonly kind: SyncOpKind;
  readonly guest: string;
  readonly stamp: string;
  readonly [field: string]: unknown;
}

function addToOutbox({ rows, keys }: VaultDeps, place: GuestPlace, op: OutboxContent): void {
  rows.addOp({ guest: place.row, opId: op.id, kind: op.kind, sealed: seal(keys.outbox, JSON.stringify(op), `foyer outbox ${op.id}`) });
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
