import { createHash, randomUUID } from 'node:crypto';
import type { OperatorAccount, OperatorRole, SetUpLink } from '../../core/contract/operator.ts';
import { operatorRoleSchema } from '../../core/contract/operator.ts';
import { formatCode, normaliseCode } from '../../core/sync/enrolment.ts';
import type { Queries, Row, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';

const SETUP_MS = 24 * 3_600_000;

export interface AccountsDeps {
  readonly db: TenantDatabase;
  readonly wallMs: () => number;
  readonly random: (bytes: number) => Uint8Array;
}

/** An account in the making: nobody can use it before the set-up code has been. @throws HttpRefusal 409 "name-taken" */
export async function addAccount(
  { db, wallMs, random }: AccountsDeps,
  { tenant, name, role }: { readonly tenant: string; readonly name: string; readonly role: OperatorRole },
): Promise<SetUpLink> {
  const [code, untilMs] = [formatCode(random), wallMs() + SETUP_MS];
  const made = await db.asTenant(tenant, (tx) =>
    tx.query(
      `INSERT INTO operators (tenant, operator_id, name, name_key, role, setup_hash, setup_until_ms, made_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, name_key) DO NOTHING RETURNING operator_id`,
      [tenant, randomUUID(), name, nameKey(name), role, setupHash(code), untilMs, wallMs()],
    ),
  );
  if (made.length === 0) throw new HttpRefusal(409, 'name-taken', 'Somebody has that name already.');
  return { tenant, code, untilMs };
}

export async function listAccounts(db: TenantDatabase, tenant: string): Promise<OperatorAccount[]> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query(
      `SELECT o.operator_id, o.name, o.role, o.made_ms, o.seen_ms, o.password IS NOT NULL AS ready, count(k.credential_id)::int AS passkeys
       FROM operators o LEFT JOIN operator_passkeys k ON k.tenant = o.tenant AND k.operator_id = o.operator_id
       WHERE o.tenant = $1 GROUP BY o.tenant, o.operator_id ORDER BY o.name_key`,
      [tenant],
    ),
  );
  return rows.map((row) => ({
    id: String(row.operator_id),
    name: String(row.name),
    role: operatorRoleSchema.parse(row.role),
    madeMs: Number(row.made_ms),
    seenMs: row.seen_ms === null ? null : Number(row.seen_ms),
    ready: row.ready === true,
    passkeys: Number(row.passkeys),
  }));
}

/** As somebody signs in: by name alone, which wrong tries are counted for. */
export async function findByName(tx: Queries, tenant: string, name: string): Promise<Row | null> {
  const [row] = await tx.query('SELECT * FROM operators WHERE tenant = $1 AND name_key = $2', [tenant, nameKey(name)]);
  return row ?? null;
}

/** The name of the account. @throws HttpRefusal 404 | 409 "last-admin" */
export async function setRole(db: TenantDatabase, tenant: string, who: string, role: OperatorRole): Promise<string> {
  return db.asTenant(tenant, async (tx) => {
    const account = await needAccount(tx, tenant, who);
    if (role !== 'admin') await assertAnotherAdmin(tx, tenant, account);
    await tx.query('UPDATE operators SET role = $3 WHERE tenant = $1 AND operator_id = $2', [tenant, account.operator_id, role]);
    return String(account.name);
  });
}

/** Its sessions and passkeys go with it; the audit log stays. @throws HttpRefusal 404 | 409 "last-admin" */
export async function removeAccount(db: TenantDatabase, tenant: string, who: string): Promise<string> {
  return db.asTenant(tenant, async (tx) => {
    const account = await needAccount(tx, tenant, who);
    await assertAnotherAdmin(tx, tenant, account);
    await dropWaysIn(tx, tenant, String(account.operator_id));
    await tx.query('DELETE FROM operators WHERE tenant = $1 AND operator_id = $2', [tenant, account.operator_id]);
    return String(account.name);
  });
}

/** For whoever lost phone or password: all ways in end, and a new set-up code makes others. @throws HttpRefusal 404 */
export async function resetAccount(deps: AccountsDeps, tenant: string, who: string): Promise<SetUpLink & { readonly name: string }> {
  const [code, untilMs] = [formatCode(deps.random), deps.wallMs() + SETUP_MS];
  const name = await deps.db.asTenant(tenant, async (tx) => {
    const account = await needAccount(tx, tenant, who);
    // First the account: a session that is just being opened is waited for, and ends with the others.
    await tx.query(
      `UPDATE operators SET password = NULL, totp = NULL, setup_hash = $3, setup_until_ms = $4 WHERE tenant = $1 AND operator_id = $2`,
      [tenant, account.operator_id, setupHash(code), untilMs],
    );
    await dropWaysIn(tx, tenant, String(account.operator_id));
    return String(account.name);
  });
  return { tenant, code, untilMs, name };
}

/** The account that this code sets up. @throws HttpRefusal 403 */
export async function needSetup(tx: Queries, tenant: string, code: string, nowMs: number): Promise<Row> {
  const [row] = await tx.query('SELECT * FROM operators WHERE tenant = $1 AND setup_hash = $2 AND setup_until_ms >= $3 FOR UPDATE', [
    tenant,
    setupHash(code),
    nowMs,
  ]);
  if (row === undefined) throw new HttpRefusal(403, 'bad-setup-code', 'The link is wrong, used, or too old: ask for another.');
  return row;
}

/** Names differ by more than case and how letters are composed. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** By id, or by name as the command line has it; the id comes first, whatever somebody is called. */
async function needAccount(tx: Queries, tenant: string, who: string): Promise<Row> {
  const [byId] = await tx.query('SELECT * FROM operators WHERE tenant = $1 AND operator_id = $2', [tenant, who]);
  const account = byId ?? (await findByName(tx, tenant, who));
  if (account === null) throw new HttpRefusal(404, 'no-such-account', 'There is no such account.');
  return account;
}

/**
 * Somebody who can sign in has to be left to let others in. The rows are locked in one order: of two admins who remove each
 * other at once, one is refused.
 */
async function assertAnotherAdmin(tx: Queries, tenant: string, account: Row): Promise<void> {
  if (account.role !== 'admin' || account.password === null) return;
  const admins = await tx.query(
    `SELECT operator_id FROM operators WHERE tenant = $1 AND role = 'admin' AND password IS NOT NULL ORDER BY operator_id FOR UPDATE`,
    [tenant],
  );
  if (!admins.some(({ operator_id: id }) => id !== account.operator_id))
    throw new HttpRefusal(409, 'last-admin', 'This is the last admin: make another one first.');
}

async function dropWaysIn(tx: Queries, tenant: string, id: string): Promise<void> {
  await tx.query('DELETE FROM operator_sessions WHERE tenant = $1 AND operator_id = $2', [tenant, id]);
  await tx.query('DELETE FROM operator_passkeys WHERE tenant = $1 AND operator_id = $2', [tenant, id]);
}

function setupHash(code: string): Buffer {
  return createHash('sha256').update(normaliseCode(code)).digest();
}
