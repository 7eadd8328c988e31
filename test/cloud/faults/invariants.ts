import type { SqliteGuestStore } from '../../../native/sqlite/guest-store.ts';
import type { World } from './fault-run.ts';
import type { Ledger } from './ledger.ts';

/** Lines that only a fault of ours would write. */
const NEVER = ['sync.op-refused', 'sync.ops-unreadable', 'sync.outbox-row-unreadable', 'memory.row-unreadable', 'memory.key-unreadable'];

export function isNever(line: string): boolean {
  return NEVER.some((event) => line.startsWith(event));
}

interface CloudState {
  readonly epoch: number;
  readonly ops: ReadonlySet<string>;
  readonly keys: number;
}

/** What must hold when all have synced and no fault is left; each violation in words. */
export async function findViolations(world: World): Promise<string[]> {
  const { kiosks, guests, simulation, openKiosk } = world;
  const found: string[] = [];
  // One that was never there knows what the endpoint alone can tell.
  const stranger = openKiosk(kiosks.length, 0);
  try {
    for (const guestId of guests) {
      await simulation.until(stranger.sync.pull(guestId, `badge of ${guestId}`, 30_000));
      const cloud = await readCloud(world, guestId);
      const told = [...kiosks, stranger].map(({ number, store }) => ({ number, known: known(store, guestId) }));
      found.push(...differences(told, guestId));
      found.push(...ledgerViolations(world.ledger, guestId, cloud));
      if (cloud.ops.size === 0 && cloud.keys > 0)
        found.push(`${guestId}: the endpoint keeps ${cloud.keys} keys of a guest it has forgotten`);
    }
  } finally {
    stranger.close();
  }
  for (const { number, db, store, log } of kiosks) {
    if (store.sync.pending(1).length > 0) found.push(`kiosk ${number}: the outbox is not empty`);
    const orphans = db.prepare('SELECT 1 FROM records r JOIN guests g USING (companion, guest) WHERE g.wrapped_key IS NULL').all();
    if (orphans.length > 0) found.push(`kiosk ${number}: ${orphans.length} rows of erased guests`);
    for (const { event, fields } of log.lines) if (isNever(event)) found.push(`kiosk ${number}: ${event} ${JSON.stringify(fields)}`);
  }
  return found;
}

/** What kiosks tell of one guest, where they do not tell the same. */
export function differences(told: readonly { readonly number: number; readonly known: string }[], guestId: string): string[] {
  const [first, ...others] = told;
  return others.flatMap((other) =>
    other.known === first?.known
      ? []
      : [`${guestId}: kiosk ${first?.number} knows\n    ${first?.known}\n  and kiosk ${other.number}\n    ${other.known}`],
  );
}

/** Everything a kiosk knows of a guest, in the order in which it tells it; the log of consents has none. */
export function known(store: SqliteGuestStore, guestId: string): string {
  const record = store.inspect(guestId);
  const consents = record?.consents.map((consent) => JSON.stringify(consent)).sort();
  return JSON.stringify({ consent: store.consent(guestId), ...record, consents, pin: store.pins.read(guestId) });
}

async function readCloud({ db, tenant, kiosks }: World, guestId: string): Promise<CloudState> {
  const guest = kiosks[0]?.store.sync.pullFrom(guestId)?.guest;
  const read = (sql: string) => db.asTenant(tenant, (tx) => tx.query(`${sql} WHERE tenant = $1 AND guest = $2`, [tenant, guest]));
  const [state] = await read('SELECT epoch FROM guests');
  const ops = await read('SELECT op_id FROM ops');
  return {
    epoch: Number(state?.epoch ?? 0),
    ops: new Set(ops.map(({ op_id }) => String(op_id))),
    keys: (await read('SELECT key_id FROM guest_keys')).length,
  };
}

export function ledgerViolations(ledger: Ledger, guestId: string, { epoch, ops }: Pick<CloudState, 'epoch' | 'ops'>): string[] {
  const found: string[] = [];
  const erasedAt = ledger.erased.get(guestId) ?? 0;
  if (erasedAt > 0 && epoch === 0) found.push(`${guestId}: erased in step ${erasedAt}, and the endpoint does not know of it`);
  for (const op of ledger.written.values()) {
    if (op.guestId !== guestId) continue;
    const name = `what kiosk ${op.kiosk} wrote of ${guestId} in step ${op.step}`;
    const storedAt = ledger.stored.get(op.id);
    if (op.step <= erasedAt && ops.has(op.id)) found.push(`${name} is back, though all was erased in step ${erasedAt}`);
    if (storedAt === epoch && !ops.has(op.id)) found.push(`${name} was acknowledged by the endpoint and is lost`);
    if (storedAt !== undefined && storedAt < epoch && ops.has(op.id))
      found.push(`${name} is of epoch ${storedAt} and still there in ${epoch}`);
    if (op.epoch === epoch && !ops.has(op.id)) found.push(`${name} was acknowledged to the guest and is lost`);
  }
  return found;
}
