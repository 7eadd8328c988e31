import type { EndpointOp } from '../core/sync/op.ts';
import type { ErasuresResponse, PullRequest, PullResponse } from '../core/sync/wire.ts';
import { MAX_ERASURES, MAX_PULL_OPS } from '../core/sync/wire.ts';
import type { CloudDatabase, Row } from './database.ts';
import type { KeyWrap, PushDeps } from './push-ops.ts';
import { keyWrapContext } from './push-ops.ts';

/** One guest's keys and the ops after `since`; everything when the kiosk's epoch is not the present one. */
export async function pullOps({ db, keyWrap, wallMs }: PushDeps, request: PullRequest): Promise<PullResponse> {
  const { tenant, guest, companion } = request;
  const where = 'tenant = $1 AND guest = $2 AND companion = $3';
  const key = [tenant, guest, companion];
  const day = Math.floor(wallMs() / 86_400_000);
  let touchedDay = day;
  const response = await db.asTenant(tenant, async (tx) => {
    // Shared: an erasure must not fall between these reads.
    const [state] = await tx.query(`SELECT epoch, last_seq, touched_day FROM guests WHERE ${where} FOR SHARE`, key);
    if (state === undefined) return { epoch: 0, keys: [], ops: [], sequence: 0, more: false };
    const epoch = Number(state.epoch);
    const since = request.epoch === epoch ? request.since : 0;
    const keyRows = await tx.query(`SELECT key_id, wrapped FROM guest_keys WHERE ${where} ORDER BY key_id`, key);
    const keys = new Map(keyRows.map((row) => [text(row, 'key_id'), unwrapKey(keyWrap, request, row)]));
    const rows = await tx.query(
      `SELECT seq, op_id, kind, stamp, key_id, sealed FROM ops WHERE ${where} AND seq > $4 ORDER BY seq LIMIT ${MAX_PULL_OPS + 1}`,
      [...key, since],
    );
    const shown = rows.slice(0, MAX_PULL_OPS);
    const ops = shown.map((row) => toOp(row, { tenant, companion, guest, epoch }, keys));
    const more = rows.length > shown.length;
    touchedDay = Number(state.touched_day);
    const sequence = more ? Number(shown.at(-1)?.seq) : Math.max(since, Number(state.last_seq));
    return { epoch, keys: [...keys].map(([keyId, guestKey]) => ({ keyId, guestKey })), ops, sequence, more };
  });
  // Once a day, for the retention job; not within the transaction above, where two pulls would wait for each other.
  if (touchedDay < day) await db.asTenant(tenant, (tx) => tx.query(`UPDATE guests SET touched_day = $4 WHERE ${where}`, [...key, day]));
  return response;
}

/** Which guests were erased, without anything about them; each kiosk looks for those it knows. */
export async function readErasures(db: CloudDatabase, tenant: string, since: number): Promise<ErasuresResponse> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query(`SELECT seq, guest, companion, epoch FROM erasures WHERE tenant = $1 AND seq > $2 ORDER BY seq LIMIT ${MAX_ERASURES + 1}`, [
      tenant,
      since,
    ]),
  );
  const shown = rows.slice(0, MAX_ERASURES);
  return {
    erasures: shown.map((row) => ({ companion: text(row, 'companion'), guest: text(row, 'guest'), epoch: Number(row.epoch) })),
    sequence: shown.length === 0 ? since : Number(shown.at(-1)?.seq),
    more: rows.length > shown.length,
  };
}

function toOp(
  row: Row,
  guest: Pick<EndpointOp, 'tenant' | 'companion' | 'guest' | 'epoch'>,
  keys: ReadonlyMap<string, string>,
): EndpointOp {
  const [kind, keyId] = [text(row, 'kind'), text(row, 'key_id')];
  const sealed = bytes(row, 'sealed').toString('base64');
  const op = { ...guest, id: text(row, 'op_id'), stamp: text(row, 'stamp'), keyId, sealed };
  return kind === 'consent.set' ? { ...op, kind, guestKey: keys.get(keyId) ?? '' } : { ...op, kind };
}

function unwrapKey(keyWrap: KeyWrap, { tenant, guest, companion }: PullRequest, row: Row): string {
  const wrapped = bytes(row, 'wrapped');
  return Buffer.from(keyWrap.unwrap(wrapped, keyWrapContext(tenant, guest, companion, text(row, 'key_id')))).toString('base64');
}

function text(row: Row, column: string): string {
  return String(row[column]);
}

function bytes(row: Row, column: string): Buffer {
  const value = row[column];
  return Buffer.from(value instanceof Uint8Array ? value : []);
}
