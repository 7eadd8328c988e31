import { MAX_DRIFT_MS, readStamp } from '../core/sync/hlc.ts';
import type { EndpointOp, ErasureOp } from '../core/sync/op.ts';
import { isErasure } from '../core/sync/op.ts';
import type { OpResult } from '../core/sync/wire.ts';
import type { CloudDatabase, Queries } from './database.ts';

/** Wraps guests' keys under a key that is not in the database. */
export interface KeyWrap {
  wrap(key: Uint8Array, context: string): Uint8Array;
  /** @throws when the master key is not the one it was wrapped with. */
  unwrap(wrapped: Uint8Array, context: string): Uint8Array;
}

export function keyWrapContext(tenant: string, guest: string, companion: string, keyId: string): string {
  return JSON.stringify(['foyer cloud key', tenant, guest, companion, keyId]);
}

type ContentOp = Exclude<EndpointOp, ErasureOp>;

export interface PushDeps {
  readonly db: CloudDatabase;
  readonly keyWrap: KeyWrap;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
}

/**
 * Stores a batch in its order, one transaction per guest; the results are in the batch's order.
 * @param whose of a "channel", which may erase nobody, an op of a later epoch is refused: it would begin that epoch.
 */
export async function pushOps(
  { db, keyWrap, wallMs }: PushDeps,
  tenant: string,
  ops: readonly EndpointOp[],
  whose: 'kiosk' | 'channel' = 'kiosk',
): Promise<OpResult[]> {
  const byGuest = new Map<string, EndpointOp[]>();
  const results = new Map<string, OpResult>();
  const nowMs = wallMs();
  for (const op of ops) {
    const refused = refusalOf(op, tenant, nowMs);
    if (refused !== null) results.set(op.id, refused);
    else byGuest.set(`${op.guest} ${op.companion}`, [...(byGuest.get(`${op.guest} ${op.companion}`) ?? []), op]);
  }
  const day = Math.floor(nowMs / 86_400_000);
  // Always in the same order, so that two kiosks' batches never wait for each other in a circle.
  for (const [, guestOps] of [...byGuest].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const result of await db.asTenant(tenant, (tx) => pushGuestOps(tx, keyWrap, guestOps, { day, whose })))
      results.set(result.id, result);
  }
  return ops.flatMap((op) => results.get(op.id) ?? []);
}

function refusalOf(op: EndpointOp, tenant: string, nowMs: number): OpResult | null {
  if (op.tenant !== tenant) return { id: op.id, outcome: 'refused', reason: 'wrong-tenant' };
  // An erasure is obeyed whatever the clock says.
  const madeMs = isErasure(op) ? 0 : (readStamp(op.stamp)?.ms ?? 0);
  return madeMs > nowMs + MAX_DRIFT_MS ? { id: op.id, outcome: 'refused', reason: 'clock-ahead', nowMs } : null;
}

export interface GuestState {
  epoch: number;
  lastSeq: number;
}

/** What a batch adds to a guest, written at its end in one statement. */
interface Batch extends GuestState {
  readonly keys: Set<string>;
  readonly known: Set<string>;
  readonly added: { readonly seq: number; readonly op: ContentOp }[];
}

async function pushGuestOps(
  tx: Queries,
  keyWrap: KeyWrap,
  ops: readonly EndpointOp[],
  { day, whose }: { readonly day: number; readonly whose: 'kiosk' | 'channel' },
): Promise<OpResult[]> {
  const [first] = ops;
  if (first === undefined) return [];
  const batch = await openBatch(tx, first, ops);
  const results: OpResult[] = [];
  for (const op of ops) {
    if (whose === 'channel' && op.epoch > batch.epoch) results.push({ id: op.id, outcome: 'refused', reason: 'not-allowed' });
    else results.push(isErasure(op) ? await erase(tx, batch, op) : await store(tx, keyWrap, batch, op));
  }
  await writeOps(tx, first, batch);
  await tx.query(
    'UPDATE guests SET epoch = $4, last_seq = $5, touched_day = greatest(touched_day, $6::int) WHERE tenant = $1 AND guest = $2 AND companion = $3',
    [...guestKey(first), batch.epoch, batch.lastSeq, day],
  );
  return results;
}

async function openBatch(tx: Queries, guest: GuestName, ops: readonly EndpointOp[]): Promise<Batch> {
  const state = await lockGuest(tx, guest);
  const where = 'tenant = $1 AND guest = $2 AND companion = $3';
  const keys = await tx.query(`SELECT key_id FROM guest_keys WHERE ${where}`, guestKey(guest));
  const known = await tx.query(`SELECT op_id FROM ops WHERE ${where} AND op_id = ANY($4::text[])`, [
    ...guestKey(guest),
    ops.map(({ id }) => id),
  ]);
  return {
    ...state,
    keys: new Set(keys.map((row) => String(row.key_id))),
    known: new Set(known.map((row) => String(row.op_id))),
    added: [],
  };
}

async function writeOps(tx: Queries, guest: GuestName, { added }: Batch): Promise<void> {
  if (added.length === 0) return;
  const column = (of: (op: ContentOp) => string) => added.map(({ op }) => of(op));
  await tx.query(
    `INSERT INTO ops (tenant, guest, companion, seq, op_id, kind, stamp, key_id, sealed)
     SELECT $1, $2, $3, seq, op_id, kind, stamp, key_id, decode(sealed, 'base64')
     FROM unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) AS one (seq, op_id, kind, stamp, key_id, sealed)`,
    [
      ...guestKey(guest),
      added.map(({ seq }) => seq),
      column((op) => op.id),
      column((op) => op.kind),
      column((op) => op.stamp),
      column((op) => op.keyId),
      column((op) => op.sealed),
    ],
  );
}

/** Which guest of which companion of whose. */
export interface GuestName {
  readonly tenant: string;
  readonly guest: string;
  readonly companion: string;
}

/** Holds the guest's row until the transaction ends: sequence numbers become visible in their order. */
export async function lockGuest(tx: Queries, op: GuestName): Promise<GuestState> {
  const sql = 'SELECT epoch, last_seq FROM guests WHERE tenant = $1 AND guest = $2 AND companion = $3 FOR UPDATE';
  let [row] = await tx.query(sql, guestKey(op));
  if (row === undefined) {
    const insert = 'INSERT INTO guests (tenant, guest, companion, epoch, last_seq) VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING';
    await tx.query(insert, guestKey(op));
    [row] = await tx.query(sql, guestKey(op));
  }
  return { epoch: Number(row?.epoch), lastSeq: Number(row?.last_seq) };
}

/** Always begins a new epoch, even where another kiosk's erasure came first: what was said in between goes too. */
async function erase(tx: Queries, batch: Batch, op: ErasureOp): Promise<OpResult> {
  const [done] = await tx.query('SELECT epoch FROM erasures WHERE tenant = $1 AND guest = $2 AND companion = $3 AND op_id = $4', [
    ...guestKey(op),
    op.id,
  ]);
  if (done !== undefined) return { id: op.id, outcome: 'stored', epoch: Number(done.epoch) };
  await startAgain(tx, batch, op, Math.max(batch.epoch, op.epoch) + 1);
  return { id: op.id, outcome: 'stored', epoch: batch.epoch };
}

async function store(tx: Queries, keyWrap: KeyWrap, batch: Batch, op: ContentOp): Promise<OpResult> {
  if (op.epoch < batch.epoch) return { id: op.id, outcome: 'erased', epoch: batch.epoch };
  // The kiosk knows of an erasure that this database has lost (it was restored from a backup).
  if (op.epoch > batch.epoch) await startAgain(tx, batch, op, op.epoch);
  if ('guestKey' in op) {
    const wrapped = keyWrap.wrap(Buffer.from(op.guestKey, 'base64'), keyWrapContext(op.tenant, op.guest, op.companion, op.keyId));
    await tx.query(
      'INSERT INTO guest_keys (tenant, guest, companion, key_id, wrapped) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [...guestKey(op), op.keyId, wrapped],
    );
    batch.keys.add(op.keyId);
  } else if (!batch.keys.has(op.keyId)) return { id: op.id, outcome: 'refused', reason: 'unknown-key' };
  if (!batch.known.has(op.id)) batch.added.push({ seq: ++batch.lastSeq, op });
  batch.known.add(op.id);
  return { id: op.id, outcome: 'stored', epoch: batch.epoch };
}

async function startAgain(tx: Queries, batch: Batch, op: EndpointOp, epoch: number): Promise<void> {
  await beginEpoch(tx, batch, op, epoch);
  batch.keys.clear();
  batch.known.clear();
  // Of the epoch that has just ended.
  batch.added.length = 0;
}

/** Forgets what is kept of the guest, and tells every kiosk by the feed. */
export async function beginEpoch(tx: Queries, state: GuestState, op: GuestName & { readonly id: string }, epoch: number): Promise<void> {
  for (const table of ['guest_keys', 'ops', 'channel_grants', 'link_codes'])
    await tx.query(`DELETE FROM ${table} WHERE tenant = $1 AND guest = $2 AND companion = $3`, guestKey(op));
  const [counter] = await tx.query(
    `INSERT INTO erasure_counters (tenant, last_seq) VALUES ($1, 1)
     ON CONFLICT (tenant) DO UPDATE SET last_seq = erasure_counters.last_seq + 1 RETURNING last_seq`,
    [op.tenant],
  );
  await tx.query('INSERT INTO erasures (tenant, guest, companion, seq, epoch, op_id) VALUES ($1, $2, $3, $4, $5, $6)', [
    ...guestKey(op),
    counter?.last_seq,
    epoch,
    op.id,
  ]);
  state.epoch = epoch;
}

function guestKey(op: GuestName): [string, string, string] {
  return [op.tenant, op.guest, op.companion];
}
