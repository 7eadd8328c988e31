import { createHash, randomBytes } from 'node:crypto';
import { v4, v7 } from 'uuid';
import { z } from 'zod';
import type { CloudDatabase } from '../../../cloud/database.ts';
import { openCloudDatabase } from '../../../cloud/database.ts';
import { migrate } from '../../../cloud/migrate.ts';
import type { KeyWrap } from '../../../cloud/push-ops.ts';
import { pushOps } from '../../../cloud/push-ops.ts';
import { pullOps } from '../../../cloud/read-ops.ts';
import type { EndpointOp } from '../../../core/sync/op.ts';
import { progress } from '../support/report.ts';

/** Ops of each guest: a consent and a fact. */
const OPS_PER_GUEST = 2;
const SAMPLES = 300;
const TENANT = 'growth';
const COMPANION = 'concierge';
const TABLES = ['guests', 'guest_keys', 'ops'];
/** The cipher costs the same at every size. */
const NO_WRAP: KeyWrap = { wrap: (key) => key, unwrap: () => new Uint8Array(32) };

export interface GrowthStep {
  readonly guests: number;
  readonly bytesPerGuest: number;
  readonly pullMs: readonly number[];
  readonly pushMs: readonly number[];
  /** Statement, how it is carried out, and pages of 8 kB that it touched. */
  readonly plans: readonly { readonly what: string; readonly how: string; readonly pages: number }[];
}

/** Fills the database with guests of one tenant, and looks at each size what one more pull and push cost. */
export async function measureGrowth(url: string, sizes: readonly number[], each: (step: GrowthStep) => void): Promise<void> {
  const db = await openCloudDatabase(url);
  try {
    await migrate(db);
    let filled = 0;
    for (const guests of sizes) {
      progress(`filling to ${guests.toLocaleString('en')} guests`);
      await fill(db, filled + 1, guests);
      filled = guests;
      each(await look(db, guests));
    }
  } finally {
    await db.close();
  }
}

async function fill(db: CloudDatabase, from: number, to: number): Promise<void> {
  const step = 50_000;
  for (let first = from; first <= to; first += step) {
    const range = [TENANT, COMPANION, first, Math.min(to, first + step - 1)];
    // As the endpoint names guests: a hash, so that they come in no order.
    const source = 'FROM generate_series($3::bigint, $4::bigint) AS i';
    const guest = "encode(sha256(i::text::bytea), 'hex')";
    await db.asTenant(TENANT, async (tx) => {
      await tx.query(
        `INSERT INTO guests (tenant, companion, guest, epoch, last_seq) SELECT $1, $2, ${guest}, 0, ${OPS_PER_GUEST} ${source}`,
        range,
      );
      await tx.query(
        `INSERT INTO guest_keys (tenant, companion, guest, key_id, wrapped) SELECT $1, $2, ${guest}, gen_random_uuid()::text, decode(repeat(md5(i::text), 4), 'hex') ${source}`,
        range,
      );
      await tx.query(
        `INSERT INTO ops (tenant, companion, guest, seq, op_id, kind, stamp, key_id, sealed)
         SELECT $1, $2, ${guest}, n, gen_random_uuid()::text, 'fact.put', '0mws3yeek.0000.bench', gen_random_uuid()::text, decode(repeat(md5(i::text), 14), 'hex')
         ${source}, generate_series(1, ${OPS_PER_GUEST}) AS n`,
        range,
      );
    });
    progress(`  ${Math.min(to, first + step - 1).toLocaleString('en')}`);
  }
  await db.script(`VACUUM ANALYZE ${TABLES.join(', ')}`);
  // What filling left to be written is not the look-ups' cost.
  await db.script('CHECKPOINT');
}

async function look(db: CloudDatabase, guests: number): Promise<GrowthStep> {
  const deps = { db, keyWrap: NO_WRAP, wallMs: Date.now };
  const pullMs: number[] = [];
  const pushMs: number[] = [];
  const [size] = await db.query(`SELECT sum(pg_total_relation_size(t::regclass))::bigint AS bytes FROM unnest($1::text[]) AS t`, [TABLES]);
  const plans = await explain(db, refOf(1 + Math.floor(Math.random() * guests)));
  for (let n = 0; n < SAMPLES; n++) {
    const guest = refOf(1 + Math.floor(Math.random() * guests));
    await timed(pullMs, () => pullOps(deps, { tenant: TENANT, companion: COMPANION, guest, badge: '-', epoch: 0, since: 0 }));
    await timed(pushMs, () => pushOps(deps, TENANT, [consent(guest)]));
  }
  return { guests, bytesPerGuest: Number(size?.bytes) / guests, pullMs, pushMs, plans };
}

function refOf(i: number): string {
  return createHash('sha256').update(String(i)).digest('hex');
}

function consent(guest: string): EndpointOp {
  return {
    id: v7(),
    tenant: TENANT,
    companion: COMPANION,
    guest,
    epoch: 0,
    stamp: '0mws3yeek.0000.bench',
    kind: 'consent.set',
    keyId: v4(),
    sealed: randomBytes(220).toString('base64'),
    guestKey: randomBytes(32).toString('base64'),
  };
}

const planSchema = z.looseObject({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;

/** The look-ups of a pull and a push as the endpoint runs them, row-level security included. */
async function explain(db: CloudDatabase, guest: string): Promise<GrowthStep['plans']> {
  const key = [TENANT, guest, COMPANION];
  const where = 'tenant = $1 AND guest = $2 AND companion = $3';
  const statements: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['guest', `SELECT epoch, last_seq, touched_day FROM guests WHERE ${where} FOR SHARE`, key],
    ['keys', `SELECT key_id, wrapped FROM guest_keys WHERE ${where} ORDER BY key_id`, key],
    ['ops', `SELECT seq, op_id, kind, stamp, key_id, sealed FROM ops WHERE ${where} AND seq > $4 ORDER BY seq LIMIT 501`, [...key, 0]],
    ['key known', `SELECT 1 FROM guest_keys WHERE ${where} AND key_id = $4`, [...key, v4()]],
    ['erasures', 'SELECT seq, guest, companion, epoch FROM erasures WHERE tenant = $1 AND seq > $2 ORDER BY seq LIMIT 501', [TENANT, 0]],
    ['device', 'SELECT public_key, revoked_ms FROM devices WHERE tenant = $1 AND device_id = $2', [TENANT, v4()]],
  ];
  const plans: { what: string; how: string; pages: number }[] = [];
  for (const [what, sql, params] of statements) {
    const [row] = await db.asTenant(TENANT, (tx) => tx.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, params));
    const [{ Plan: plan }] = z.tuple([z.looseObject({ Plan: planSchema })]).parse(row?.['QUERY PLAN']);
    const scans = leaves(plan).map((leaf) => `${leaf['Node Type']}${leaf['Index Name'] === undefined ? '' : ` on ${leaf['Index Name']}`}`);
    plans.push({ what, how: scans.join(', '), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] });
  }
  return plans;
}

function leaves(plan: Plan): Plan[] {
  return plan.Plans === undefined ? [plan] : plan.Plans.flatMap(leaves);
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const beganMs = performance.now();
  await work();
  into.push(performance.now() - beganMs);
}
