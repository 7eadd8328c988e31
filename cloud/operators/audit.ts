import { v7 } from 'uuid';
import type { AuditRow } from '../../core/contract/operator.ts';
import { type CloudDatabase, type TenantDatabase, withinTransaction } from '../database.ts';

/** Nothing about a guest belongs in one. */
export interface AuditEntry {
  readonly tenant: string;
  /** null: the command line, or somebody who is not signed in. */
  readonly operator: { readonly id: string; readonly name: string } | null;
  /** Kebab-case, such as "signed-in" or "kiosk-restart"; the page has words for those it knows. */
  readonly action: string;
  /** What it was done to: a kiosk's or account's name. Default: nothing. */
  readonly target?: string | undefined;
  readonly detail?: string | undefined;
  /** Where from; empty for the command line. */
  readonly address: string;
}

const PAGE = 100;

/** Keeps what was done within one millisecond in its order. */
let written = 0;

export async function writeAudit(db: TenantDatabase, entry: AuditEntry, nowMs: number): Promise<void> {
  const { tenant, operator, action, target = '', detail = '', address } = entry;
  await db.asTenant(tenant, (tx) =>
    tx.query(
      `INSERT INTO operator_audit (tenant, entry_id, at_ms, operator_id, who, action, target, detail, address)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tenant,
        v7({ msecs: nowMs, seq: ++written % 2 ** 31 }),
        nowMs,
        operator?.id ?? '',
        operator?.name ?? '',
        action,
        target,
        detail.slice(0, 500),
        address,
      ],
    ),
  );
}

/** Who did something, and from where. */
export type Actor = Pick<AuditEntry, 'tenant' | 'operator' | 'address'>;
/** Writes an entry in the transaction of the act that it tells of. */
export type Note = (action: string, target?: string, detail?: string) => Promise<void>;
/** @param db whatever the act changes is changed through it */
export type Act<T> = (db: TenantDatabase, note: Note) => Promise<T>;

/** Does something and notes it: both, or neither. */
export async function actAndNote<T>(db: TenantDatabase, actor: Actor, nowMs: number, act: Act<T>): Promise<T> {
  return db.asTenant(actor.tenant, async (tx) => {
    const bound = withinTransaction(tx, actor.tenant);
    return act(bound, (action, target, detail) => writeAudit(bound, { ...actor, action, target, detail }, nowMs));
  });
}

/** What is older than that, as the tables' owner: see migrations/011-audit-retention.ts. */
export async function dropOldAudit(db: CloudDatabase, tenant: string, beforeMs: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("SELECT set_config('app.tenant', $1, true), set_config('foyer.audit_before', $2, true)", [tenant, String(beforeMs)]);
    await tx.query('DELETE FROM operator_audit WHERE tenant = $1 AND at_ms < $2', [tenant, beforeMs]);
  });
}

/** Newest first. @param before the id of an entry; only older ones are given */
export async function readAudit(
  db: TenantDatabase,
  tenant: string,
  before: string | undefined,
): Promise<{ rows: AuditRow[]; more: boolean }> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query(
      `SELECT entry_id, at_ms, who, action, target, detail, address FROM operator_audit
       WHERE tenant = $1 AND entry_id < $2 ORDER BY entry_id DESC LIMIT ${PAGE + 1}`,
      [tenant, before ?? 'g'],
    ),
  );
  const shown = rows.slice(0, PAGE).map((row) => ({
    id: String(row.entry_id),
    atMs: Number(row.at_ms),
    who: String(row.who),
    action: String(row.action),
    target: String(row.target),
    detail: String(row.detail),
    address: String(row.address),
  }));
  return { rows: shown, more: rows.length > PAGE };
}
