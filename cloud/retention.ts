import { randomUUID } from 'node:crypto';
import type { Log } from '../core/ports.ts';
import type { CloudDatabase } from './database.ts';
import { beginEpoch, lockGuest } from './push-ops.ts';
import { listTenants } from './tenants.ts';

const DAY_MS = 86_400_000;
const BATCH = 200;

export interface RetentionDeps {
  readonly db: CloudDatabase;
  /** Guests of whom nobody asked or told anything for so long are erased, here and by the feed at every kiosk. */
  readonly retentionDays: number;
  readonly wallMs: () => number;
  readonly log: Log;
}

/** Erases guests whose time is over, and drops codes and grants that have expired. Returns how many guests. */
export async function forgetStale({ db, retentionDays, wallMs, log }: RetentionDeps): Promise<number> {
  const nowMs = wallMs();
  const before = Math.floor(nowMs / DAY_MS) - retentionDays;
  let forgotten = 0;
  for (const tenant of await listTenants(db)) {
    await db.asTenant(tenant, async (tx) => {
      // A used code still tells a kiosk that lost the answer who it is; a day is enough for that.
      await tx.query('DELETE FROM enrol_codes WHERE tenant = $1 AND expires_ms < $2', [tenant, nowMs - DAY_MS]);
      await tx.query('DELETE FROM link_codes WHERE tenant = $1 AND expires_ms < $2', [tenant, nowMs]);
      await tx.query('DELETE FROM channel_grants WHERE tenant = $1 AND expires_ms < $2', [tenant, nowMs]);
    });
    for (let found = BATCH; found === BATCH; forgotten += found) found = await forgetBatch(db, tenant, before);
  }
  if (forgotten > 0) log.info('cloud.retention', { forgotten });
  return forgotten;
}

async function forgetBatch(db: CloudDatabase, tenant: string, before: number): Promise<number> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query(
      `SELECT guest, companion FROM guests g WHERE tenant = $1 AND touched_day < $2
         AND EXISTS (SELECT 1 FROM guest_keys k WHERE k.tenant = g.tenant AND k.guest = g.guest AND k.companion = g.companion)
       ORDER BY touched_day LIMIT ${BATCH}`,
      [tenant, before],
    ),
  );
  for (const row of rows) {
    const name = { tenant, guest: String(row.guest), companion: String(row.companion), id: randomUUID() };
    await db.asTenant(tenant, async (tx) => {
      const state = await lockGuest(tx, name);
      await beginEpoch(tx, state, name, state.epoch + 1);
      await tx.query('UPDATE guests SET epoch = $4 WHERE tenant = $1 AND guest = $2 AND companion = $3', [
        tenant,
        name.guest,
        name.companion,
        state.epoch,
      ]);
    });
  }
  return rows.length;
}
