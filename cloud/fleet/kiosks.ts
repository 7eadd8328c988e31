import type { z } from 'zod';
import type { KioskDetail, KioskName, KiosksView, KioskView, kiosksQuerySchema, Light } from '../../core/contract/operator-api.ts';
import { lightSchema } from '../../core/contract/operator-api.ts';
import type { CloudDatabase, Queries, Row } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { listTenants } from '../tenants.ts';
import { listCommands } from './commands.ts';
import { configOfKiosk } from './configs.ts';
import { groupOf } from './groups.ts';
import { healthOf } from './health.ts';
import { newestOf, toHeartbeat, toNumbers } from './heartbeats.ts';
import { type Issued, issuedTo, toIssued } from './issue-config.ts';
import { type Current, currentReleases } from './releases.ts';

const COMMANDS = 50;
const CONFIGS = 20;
const HISTORY_MS = 2 * 86_400_000;
const WORST_FIRST: readonly Light[] = ['red', 'yellow', 'green'];

/** Red first, then by name. */
export async function listKiosks(db: CloudDatabase, tenant: string, nowMs: number): Promise<KioskView[]> {
  return db.asTenant(tenant, (tx) => kiosksOf(tx, tenant, nowMs));
}

/** One page of those, with how many there are of each light among all that match. */
export async function pageOfKiosks(
  db: CloudDatabase,
  tenant: string,
  { search, light, offset, limit }: z.infer<typeof kiosksQuerySchema>,
  nowMs: number,
): Promise<Omit<KiosksView, 'serverTime'>> {
  const all = await listKiosks(db, tenant, nowMs);
  const words = search.toLowerCase().split(/\s+/);
  const matching = all.filter((kiosk) => words.every((word) => textOf(kiosk).includes(word)));
  const found = matching.filter((kiosk) => light === undefined || kiosk.light === light);
  return { kiosks: found.slice(offset, offset + limit), found: found.length, matching: countsOf(matching), all: countsOf(all) };
}

function textOf({ name, group, heartbeat }: KioskView): string {
  return [name, group ?? '', heartbeat?.version ?? '', heartbeat?.venueVersion ?? ''].join(' ').toLowerCase();
}

function countsOf(kiosks: readonly KioskView[]): Record<Light, number> {
  const counts = { green: 0, yellow: 0, red: 0 };
  for (const { light } of kiosks) counts[light]++;
  return counts;
}

/** What every kiosk of the house is called, by name; those that were shut out are at the end. */
export async function kioskNames(db: CloudDatabase, tenant: string): Promise<KioskName[]> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query(
      `SELECT d.device_id, d.name, d.revoked_ms, k.group_id, k.heartbeat
       FROM devices d LEFT JOIN fleet_kiosks k ON k.tenant = d.tenant AND k.device_id = d.device_id WHERE d.tenant = $1`,
      [tenant],
    ),
  );
  return rows
    .map((row) => ({
      id: String(row.device_id),
      name: toHeartbeat(row.heartbeat)?.name ?? String(row.name),
      group: groupIn(row),
      revoked: row.revoked_ms !== null,
    }))
    .sort((a, b) => Number(a.revoked) - Number(b.revoked) || byName(a, b));
}

/** @throws HttpRefusal 404 */
export async function showKiosk(db: CloudDatabase, tenant: string, id: string, nowMs: number): Promise<KioskDetail> {
  return db.asTenant(tenant, async (tx) => {
    const [kiosk] = await kiosksOf(tx, tenant, nowMs, id);
    if (kiosk === undefined) throw new HttpRefusal(404, 'no-such-kiosk', `There is no kiosk "${id}".`);
    const configs = await issuedTo(tx, tenant, id, CONFIGS);
    return {
      kiosk,
      history: await historyOf(tx, tenant, id, nowMs),
      commands: await listCommands(tx, tenant, { kiosk: id, limit: COMMANDS, nowMs }),
      config: await configOfKiosk(tx, tenant, id, kiosk.group),
      configs: configs.map(({ version, madeMs, failed }) => ({ version, issuedAt: iso(madeMs), failed })),
    };
  });
}

/** Of all tenants, for the metrics; those that were revoked are out of the count. */
export async function countLights(db: CloudDatabase, nowMs: number): Promise<Record<Light, number>> {
  const found: Record<Light, number> = { green: 0, yellow: 0, red: 0 };
  for (const tenant of await listTenants(db))
    for (const { light, revoked } of await listKiosks(db, tenant, nowMs)) if (!revoked) found[light]++;
  return found;
}

/** @param only one's id; left out: all */
async function kiosksOf(tx: Queries, tenant: string, nowMs: number, only: string | null = null): Promise<KioskView[]> {
  const rows = await tx.query(
    `SELECT d.device_id, d.name, d.enrolled_ms, d.revoked_ms, k.group_id, k.heartbeat, k.beat_ms, k.starts
     FROM devices d LEFT JOIN fleet_kiosks k ON k.tenant = d.tenant AND k.device_id = d.device_id
     WHERE d.tenant = $1 AND ($2::text IS NULL OR d.device_id = $2)`,
    [tenant, only],
  );
  const configs = await tx.query(
    `SELECT DISTINCT ON (device_id) * FROM fleet_issued
     WHERE tenant = $1 AND ($2::text IS NULL OR device_id = $2) ORDER BY device_id, version DESC`,
    [tenant, only],
  );
  const issued = new Map(configs.map((row) => [String(row.device_id), toIssued(row)]));
  const given = new Map<string | null, Current>();
  const kiosks: KioskView[] = [];
  for (const row of rows) {
    const group = groupIn(row);
    const releases = given.get(group) ?? (await currentReleases(tx, tenant, (await groupOf(tx, tenant, group)).channel));
    given.set(group, releases);
    kiosks.push(toView(row, { nowMs, issued: issued.get(String(row.device_id)) ?? null, releases }));
  }
  return kiosks.sort((a, b) => WORST_FIRST.indexOf(a.light) - WORST_FIRST.indexOf(b.light) || byName(a, b));
}

interface Around {
  readonly nowMs: number;
  readonly issued: Issued | null;
  readonly releases: Current;
}

function toView(row: Row, { nowMs, issued, releases }: Around): KioskView {
  const heartbeat = toHeartbeat(row.heartbeat);
  const beat = heartbeat === null || row.beat_ms === null ? null : { atMs: Number(row.beat_ms), heartbeat };
  const revoked = row.revoked_ms !== null;
  const newest = newestOf(releases);
  const { light, reasons } = healthOf({ nowMs, revoked, beat, startsMs: toNumbers(row.starts), config: issued, newest });
  return {
    id: String(row.device_id),
    name: heartbeat?.name ?? String(row.name),
    group: groupIn(row),
    light,
    reasons: [...reasons],
    enrolledAt: iso(Number(row.enrolled_ms)),
    seenAt: beat === null ? null : iso(beat.atMs),
    revoked,
    config: toConfigState(issued, heartbeat?.configVersion ?? 0),
    heartbeat,
  };
}

function toConfigState(issued: Issued | null, used: number): KioskView['config'] {
  if (issued === null) return { wanted: 0, used, state: 'none' };
  const { version: wanted, failed } = issued;
  if (failed !== null) return { wanted, used, state: failed.state, why: failed.why };
  return { wanted, used, state: used >= wanted ? 'current' : 'pending' };
}

async function historyOf(tx: Queries, tenant: string, kiosk: string, nowMs: number): Promise<KioskDetail['history']> {
  const rows = await tx.query('SELECT * FROM fleet_beats WHERE tenant = $1 AND device_id = $2 AND slot_ms >= $3 ORDER BY slot_ms', [
    tenant,
    kiosk,
    nowMs - HISTORY_MS,
  ]);
  return rows.map((row) => ({
    at: iso(Number(row.slot_ms)),
    light: lightSchema.parse(row.light),
    noiseRms: row.noise_rms === null ? null : Number(row.noise_rms),
    queueDepth: Number(row.queue_depth),
    diskFreeBytes: Number(row.disk_free),
    temperatureC: row.temperature_c === null ? null : Number(row.temperature_c),
    problems: JSON.parse(String(row.problems)) as string[],
  }));
}

/** Two of one name stay in one order: pages would show one twice. */
function byName(a: { readonly name: string; readonly id: string }, b: { readonly name: string; readonly id: string }): number {
  return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
}

function groupIn(row: Row): string | null {
  return typeof row.group_id === 'string' ? row.group_id : null;
}
function iso(ms: number): string {
  return new Date(ms).toISOString();
}
