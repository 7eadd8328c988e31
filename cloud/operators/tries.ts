import { createHash } from 'node:crypto';
import type { CloudDatabase, Queries, Row } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Afterwards wrong tries are forgotten. */
const MEMORY_MS = 24 * 3_600_000;

/** What wrong tries are counted for: an account's name (whether there is one or not), and where they come from. */
export interface Subject {
  readonly kind: 'account' | 'address';
  readonly value: string;
}
const FREE: Readonly<Record<Subject['kind'], number>> = { account: 5, address: 20 };

/** After so many wrong tries, doubling. */
export function waitMs(kind: Subject['kind'], failures: number): number {
  const over = failures - FREE[kind];
  return over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(over, 10));
}

/**
 * Counts a try before it is weighed, so that many at once buy no more; right ones are taken back. While one of the subjects has to
 * wait nothing is counted, nor kept: whoever keeps knocking must neither keep the owner out for ever nor fill the table with names.
 * @throws HttpRefusal 429 with the seconds to wait
 */
export async function countTry(db: CloudDatabase, tenant: string, subjects: readonly Subject[], nowMs: number): Promise<void> {
  const keys = subjects.map(keyOf).sort();
  const leftMs = await db.asTenant(tenant, async (tx) => {
    const known = await tx.query(
      'SELECT until_ms FROM operator_tries WHERE tenant = $1 AND subject IN (SELECT jsonb_array_elements_text($2::jsonb))',
      [tenant, JSON.stringify(keys)],
    );
    const waits = leftOf(known, nowMs);
    if (waits > 0) return waits;
    await tx.query('DELETE FROM operator_tries WHERE tenant = $1 AND until_ms < $2', [tenant, nowMs - MEMORY_MS]);
    for (const key of keys)
      await tx.query('INSERT INTO operator_tries (tenant, subject, failures, until_ms) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING', [
        tenant,
        key,
        nowMs,
      ]);
    const rows = [];
    // One after another in one order: two requests never wait for each other's.
    for (const key of keys)
      rows.push(...(await tx.query('SELECT until_ms FROM operator_tries WHERE tenant = $1 AND subject = $2 FOR UPDATE', [tenant, key])));
    const left = leftOf(rows, nowMs);
    if (left > 0) return left;
    for (const subject of subjects) await addFailure(tx, tenant, subject, nowMs);
    return 0;
  });
  if (leftMs > 0) throw new HttpRefusal(429, 'wait', `Too many wrong tries: wait ${Math.ceil(leftMs / 1000)} s.`);
}

/** The try was right: the account's count ends; of the address this try alone, as somebody may have one account and guess another. */
export async function forgiveTry(db: CloudDatabase, tenant: string, subjects: readonly Subject[], nowMs: number): Promise<void> {
  await db.asTenant(tenant, async (tx) => {
    for (const subject of subjects)
      await tx.query(
        'UPDATE operator_tries SET failures = $3 * greatest(0, failures - 1), until_ms = $4 WHERE tenant = $1 AND subject = $2',
        [tenant, keyOf(subject), subject.kind === 'account' ? 0 : 1, nowMs],
      );
  });
}

function leftOf(rows: readonly Row[], nowMs: number): number {
  return Math.min(LONGEST_WAIT_MS, Math.max(0, ...rows.map((row) => Number(row.until_ms) - nowMs)));
}

async function addFailure(tx: Queries, tenant: string, subject: Subject, nowMs: number): Promise<void> {
  const key = keyOf(subject);
  const [row] = await tx.query('UPDATE operator_tries SET failures = failures + 1 WHERE tenant = $1 AND subject = $2 RETURNING failures', [
    tenant,
    key,
  ]);
  await tx.query('UPDATE operator_tries SET until_ms = $3 WHERE tenant = $1 AND subject = $2', [
    tenant,
    key,
    nowMs + waitMs(subject.kind, Number(row?.failures ?? 0)),
  ]);
}

/** A hash: people type passwords where their name belongs. */
function keyOf({ kind, value }: Subject): string {
  return `${kind} ${createHash('sha256').update(value).digest('base64url')}`;
}
