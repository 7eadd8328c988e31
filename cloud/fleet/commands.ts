import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { CommandResult, FleetCommand } from '../../core/contract/fleet.ts';
import { commandKindSchema, screenTextSchema } from '../../core/contract/fleet.ts';
import type { CommandView, commandInputSchema } from '../../core/contract/operator-api.ts';
import { commandStateSchema } from '../../core/contract/operator-api.ts';
import type { Queries, Row, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { needGroup, needKiosk } from './groups.ts';

const MINUTE_MS = 60_000;
/** Sent with one answer. */
const SENT_AT_ONCE = 20;
/** Waiting for one kiosk. */
const MAX_OPEN = 50;

/** A state that may still change by what the kiosk says. One whose time is over may yet have been carried out: the kiosk was cut off. */
const OPEN = "state IN ('queued', 'sent')";

/** One for each kiosk. @throws HttpRefusal 404 | 409 "queue-full" */
export async function queueCommands(
  db: TenantDatabase,
  tenant: string,
  { to, kind, text, minutes }: z.infer<typeof commandInputSchema>,
  { by, nowMs }: { readonly by: string; readonly nowMs: number },
): Promise<{ readonly ids: string[]; readonly kiosks: string[] }> {
  return db.asTenant(tenant, async (tx) => {
    const kiosks = await addressees(tx, tenant, to);
    const ids: string[] = [];
    for (const { id, name } of kiosks) {
      const [open] = await tx.query(
        `SELECT count(*) AS n FROM fleet_commands WHERE tenant = $1 AND device_id = $2 AND ${OPEN} AND until_ms > $3`,
        [tenant, id, nowMs],
      );
      if (Number(open?.n) >= MAX_OPEN) throw new HttpRefusal(409, 'queue-full', `${MAX_OPEN} commands wait for "${name}" already.`);
      const command = randomUUID();
      await tx.query(
        `INSERT INTO fleet_commands (tenant, device_id, command_id, kind, texts, until_ms, made_ms, made_by, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued')`,
        [tenant, id, command, kind, text === undefined ? null : JSON.stringify(text), nowMs + minutes * MINUTE_MS, nowMs, by],
      );
      ids.push(command);
    }
    return { ids, kiosks: kiosks.map(({ name }) => name) };
  });
}

/** One that no kiosk has been told yet. @throws HttpRefusal 404 | 409 "too-late" */
export async function cancelCommand(db: TenantDatabase, tenant: string, command: string, nowMs: number): Promise<string> {
  return db.asTenant(tenant, async (tx) => {
    const [found] = await tx.query('SELECT device_id, state FROM fleet_commands WHERE tenant = $1 AND command_id = $2 FOR UPDATE', [
      tenant,
      command,
    ]);
    if (found === undefined) throw noSuchCommand();
    if (found.state !== 'queued') throw new HttpRefusal(409, 'too-late', 'The kiosk has been told already.');
    await tx.query("UPDATE fleet_commands SET state = 'cancelled', ended_ms = $3 WHERE tenant = $1 AND command_id = $2", [
      tenant,
      command,
      nowMs,
    ]);
    return String(found.device_id);
  });
}

/** What waits for this kiosk: again with each answer, until its result is here or its time is over. */
export async function commandsFor(tx: Queries, tenant: string, device: string, nowMs: number): Promise<FleetCommand[]> {
  const rows = await tx.query(
    `UPDATE fleet_commands SET state = 'sent', sent_ms = coalesce(sent_ms, $3) WHERE tenant = $1 AND device_id = $2 AND command_id IN (
       SELECT command_id FROM fleet_commands WHERE tenant = $1 AND device_id = $2 AND ${OPEN} AND until_ms > $3
       ORDER BY made_ms, command_id LIMIT ${SENT_AT_ONCE})
     RETURNING command_id, kind, texts, until_ms, made_ms`,
    [tenant, device, nowMs],
  );
  const byAge = [...rows].sort((a, b) => Number(a.made_ms) - Number(b.made_ms));
  return byAge.map((row) => ({ id: String(row.command_id), ...whatOf(row) }));
}

/** The first result of a command counts; others of it, and of commands to other kiosks, change nothing. */
export async function keepResults(
  tx: Queries,
  { tenant, device, nowMs }: { readonly tenant: string; readonly device: string; readonly nowMs: number },
  results: readonly CommandResult[],
): Promise<CommandResult[]> {
  const kept: CommandResult[] = [];
  for (const result of results) {
    const changed = await tx.query(
      `UPDATE fleet_commands SET state = $4, detail = $5, ended_ms = $6
       WHERE tenant = $1 AND device_id = $2 AND command_id = $3 AND ${OPEN} RETURNING kind`,
      [tenant, device, result.id, result.state, result.detail === undefined ? null : toLine(result.detail), nowMs],
    );
    if (changed.length > 0) kept.push(result);
  }
  return kept;
}

/** Newest first. @param kiosk undefined: of all */
export async function listCommands(
  tx: Queries,
  tenant: string,
  { kiosk, limit, nowMs }: { readonly kiosk: string | undefined; readonly limit: number; readonly nowMs: number },
): Promise<CommandView[]> {
  const rows = await tx.query(
    `SELECT c.*, b.size_bytes, b.expires_ms FROM fleet_commands c
     LEFT JOIN fleet_bundles b ON b.tenant = c.tenant AND b.device_id = c.device_id AND b.command_id = c.command_id AND b.expires_ms > $3
     WHERE c.tenant = $1 AND ($2::text IS NULL OR c.device_id = $2) ORDER BY c.made_ms DESC, c.command_id LIMIT $4`,
    [tenant, kiosk ?? null, nowMs, limit],
  );
  return rows.map((row) => toView(row, nowMs));
}

function toView(row: Row, nowMs: number): CommandView {
  const state = commandStateSchema.parse(row.state);
  const over = (state === 'queued' || state === 'sent') && Number(row.until_ms) <= nowMs;
  const what = whatOf(row);
  return {
    id: String(row.command_id),
    kiosk: String(row.device_id),
    ...what,
    createdAt: iso(row.made_ms),
    by: String(row.made_by),
    state: over ? 'expired' : state,
    sentAt: row.sent_ms === null ? null : iso(row.sent_ms),
    endedAt: row.ended_ms === null ? null : iso(row.ended_ms),
    ...(typeof row.detail === 'string' && { detail: row.detail }),
    bundle: row.size_bytes === null ? null : { bytes: Number(row.size_bytes), expiresAt: iso(row.expires_ms) },
  };
}

function whatOf(row: Row) {
  return {
    kind: commandKindSchema.parse(row.kind),
    untilAt: iso(row.until_ms),
    ...(typeof row.texts === 'string' && { text: screenTextSchema.parse(JSON.parse(row.texts)) }),
  };
}

async function addressees(tx: Queries, tenant: string, to: z.infer<typeof commandInputSchema>['to']) {
  if ('kiosks' in to) {
    const kiosks: { id: string; name: string }[] = [];
    for (const id of new Set(to.kiosks)) kiosks.push({ id, name: await needKiosk(tx, tenant, id) });
    return kiosks;
  }
  if ('group' in to) await needGroup(tx, tenant, to.group);
  const rows = await tx.query(
    `SELECT d.device_id, d.name FROM devices d LEFT JOIN fleet_kiosks k ON k.tenant = d.tenant AND k.device_id = d.device_id
     WHERE d.tenant = $1 AND d.revoked_ms IS NULL AND ($2::text IS NULL OR k.group_id = $2) ORDER BY d.device_id`,
    [tenant, 'group' in to ? to.group : null],
  );
  return rows.map((row) => ({ id: String(row.device_id), name: String(row.name) }));
}

/** A kiosk sends a result until it was taken, and a database does not take every character: a broken archive's file name may be in it. */
export function toLine(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

function iso(ms: unknown): string {
  return new Date(Number(ms)).toISOString();
}

export function noSuchCommand(): HttpRefusal {
  return new HttpRefusal(404, 'no-such-command', 'There is no such command.');
}
