import type { FleetConfigProblem } from '../../core/contract/fleet-config.ts';
import { fleetConfigProblems } from '../../core/contract/fleet-config.ts';
import type { ConfigScope, ConfigView } from '../../core/contract/operator-api.ts';
import type { Queries, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { needGroup, needKiosk } from './groups.ts';
import { toPart, wantedConfig } from './issue-config.ts';
import type { ConfigPart } from './merge-config.ts';
import { canonicalConfig } from './merge-config.ts';

/** Revisions of a scope that are kept. */
const KEPT = 50;

export interface ScopeName {
  readonly scope: ConfigScope;
  /** Of a group or kiosk its id; of the venue "". */
  readonly target: string;
}
/** For people: "venue", "group towers". */
export function nameOf({ scope, target }: ScopeName): string {
  return target === '' ? scope : `${scope} ${target}`;
}

interface Author {
  readonly by: string;
  readonly nowMs: number;
}

export async function readConfig(db: TenantDatabase, tenant: string, name: ScopeName): Promise<ConfigView> {
  return db.asTenant(tenant, async (tx) => {
    await needScope(tx, tenant, name);
    const rows = await tx.query(
      `SELECT revision, config, note, made_by, made_ms, restored FROM fleet_configs
       WHERE tenant = $1 AND scope = $2 AND target = $3 ORDER BY revision DESC LIMIT ${KEPT}`,
      [tenant, name.scope, name.target],
    );
    const failures = await failuresOf(tx, tenant, name);
    const history = rows.map((row) => ({
      revision: Number(row.revision),
      at: new Date(Number(row.made_ms)).toISOString(),
      by: String(row.made_by),
      note: String(row.note),
      config: { ...toPart(row.config) },
      restored: row.restored === null ? null : Number(row.restored),
      failedAt: failures.get(Number(row.revision)) ?? [],
    }));
    return { ...name, revision: history[0]?.revision ?? 0, config: history[0]?.config ?? {}, history };
  });
}

/** Writes nothing. @throws HttpRefusal 404 */
export async function checkConfig(
  db: TenantDatabase,
  tenant: string,
  name: ScopeName,
  config: ConfigPart,
): Promise<{ problems: FleetConfigProblem[]; kiosks: string[] }> {
  const problems = fleetConfigProblems(config);
  return db.asTenant(tenant, async (tx) => {
    await needScope(tx, tenant, name);
    return { problems, kiosks: await kiosksUnder(tx, tenant, name) };
  });
}

/** A new revision. @throws HttpRefusal 400 "bad-config" | 404 | 409 "stale" */
export async function writeConfig(
  db: TenantDatabase,
  tenant: string,
  name: ScopeName,
  { config, note, base, by, nowMs }: Author & { readonly config: ConfigPart; readonly note: string; readonly base: number },
): Promise<number> {
  const [problem] = fleetConfigProblems(config);
  if (problem !== undefined) throw new HttpRefusal(400, 'bad-config', `${problem.path || 'config'}: ${problem.message}`);
  return db.asTenant(tenant, async (tx) => {
    await needScope(tx, tenant, name);
    return addRevision(tx, tenant, name, { config, note, base, by, nowMs, restored: null });
  });
}

/** A new revision with the content of an old one, or with none. @throws HttpRefusal 404 | 409 "stale" */
export async function rollBack(
  db: TenantDatabase,
  tenant: string,
  name: ScopeName,
  { to, base, by, nowMs }: Author & { readonly to: number; readonly base: number },
): Promise<number> {
  return db.asTenant(tenant, async (tx) => {
    await needScope(tx, tenant, name);
    const [old] = await tx.query('SELECT config FROM fleet_configs WHERE tenant = $1 AND scope = $2 AND target = $3 AND revision = $4', [
      tenant,
      name.scope,
      name.target,
      to,
    ]);
    if (old === undefined && to !== 0) throw new HttpRefusal(404, 'no-such-revision', `There is no revision ${to}.`);
    return addRevision(tx, tenant, name, { config: toPart(old?.config), note: '', base, by, nowMs, restored: to });
  });
}

async function addRevision(
  tx: Queries,
  tenant: string,
  { scope, target }: ScopeName,
  made: Author & { readonly config: ConfigPart; readonly note: string; readonly base: number; readonly restored: number | null },
): Promise<number> {
  const revision = made.base + 1;
  // Of two who write at once, the key lets one.
  const written = await tx.query(
    `INSERT INTO fleet_configs (tenant, scope, target, revision, config, note, made_by, made_ms, restored)
     SELECT $1::text, $2::text, $3::text, $4::bigint, $5::text, $6::text, $7::text, $8::bigint, $9::bigint
     WHERE $10::bigint = coalesce((SELECT max(revision) FROM fleet_configs WHERE tenant = $1 AND scope = $2 AND target = $3), 0)
     ON CONFLICT DO NOTHING RETURNING revision`,
    [tenant, scope, target, revision, canonicalConfig(made.config), made.note, made.by, made.nowMs, made.restored, made.base],
  );
  if (written.length === 0) throw new HttpRefusal(409, 'stale', 'Somebody has changed this meanwhile: look at it again.');
  await tx.query('DELETE FROM fleet_configs WHERE tenant = $1 AND scope = $2 AND target = $3 AND revision <= $4', [
    tenant,
    scope,
    target,
    revision - KEPT,
  ]);
  return revision;
}

/** What a kiosk is to have, of all three. */
export async function configOfKiosk(tx: Queries, tenant: string, kiosk: string, group: string | null): Promise<Record<string, unknown>> {
  return { ...(await wantedConfig(tx, tenant, kiosk, group)).config };
}

async function needScope(tx: Queries, tenant: string, { scope, target }: ScopeName): Promise<void> {
  if (scope === 'kiosk') await needKiosk(tx, tenant, target);
  else if (scope === 'group') await needGroup(tx, tenant, target);
  else if (target !== '') throw new HttpRefusal(400, 'bad-request', 'target: the venue has none');
}

async function kiosksUnder(tx: Queries, tenant: string, { scope, target }: ScopeName): Promise<string[]> {
  const rows = await tx.query(
    `SELECT d.device_id FROM devices d LEFT JOIN fleet_kiosks k ON k.tenant = d.tenant AND k.device_id = d.device_id
     WHERE d.tenant = $1 AND d.revoked_ms IS NULL
       AND ($2::text = 'venue' OR ($2 = 'group' AND k.group_id = $3) OR ($2 = 'kiosk' AND d.device_id = $3)) ORDER BY d.device_id`,
    [tenant, scope, target],
  );
  return rows.map((row) => String(row.device_id));
}

/** By revision of this scope: the kiosks whose configuration of it failed. */
async function failuresOf(tx: Queries, tenant: string, { scope, target }: ScopeName): Promise<ReadonlyMap<number, string[]>> {
  const rows = await tx.query(
    `SELECT DISTINCT device_id, CASE $2::text WHEN 'venue' THEN venue_revision WHEN 'group' THEN group_revision ELSE kiosk_revision END AS revision
     FROM fleet_issued WHERE tenant = $1 AND failed_state IS NOT NULL
       AND ($2::text = 'venue' OR ($2 = 'group' AND group_id = $3) OR ($2 = 'kiosk' AND device_id = $3)) ORDER BY device_id`,
    [tenant, scope, target],
  );
  const found = new Map<number, string[]>();
  for (const row of rows) found.set(Number(row.revision), [...(found.get(Number(row.revision)) ?? []), String(row.device_id)]);
  return found;
}
