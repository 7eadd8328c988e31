import type { ReleaseKind } from '../../core/contract/operator-api.ts';
import type { Queries } from '../database.ts';
import { toHeartbeat } from './heartbeats.ts';
import { releasesOf } from './releases.ts';

/** The SHA-256 of every file that a release names. */
export async function filesOf(tx: Queries, tenant: string): Promise<string[]> {
  return (await releasesOf(tx, tenant)).flatMap(({ files }) => files.map(({ sha256 }) => sha256));
}

/**
 * Forgets releases that no channel gives and no kiosk runs. Of each kind and channel the last ones stay, to go back to, and whatever was
 * published only just.
 */
export async function dropOldReleases(
  tx: Queries,
  tenant: string,
  { keep, beforeMs }: { readonly keep: number; readonly beforeMs: number },
): Promise<void> {
  const running = await runningIn(tx, tenant);
  const seen = new Map<string, number>();
  const newestOfName = new Set<string>();
  const old: string[] = [];
  for (const { id, kind, channel, name, version, current, publishedAt } of await releasesOf(tx, tenant)) {
    const place = `${kind} ${channel}`;
    const earlier = seen.get(place) ?? 0;
    seen.set(place, earlier + 1);
    // A kiosk says the name of its model alone: the newest of that name stands for it.
    const isNewest = !newestOfName.has(`${place} ${name}`);
    newestOfName.add(`${place} ${name}`);
    const runs = kind === 'model' ? isNewest && running.model.has(name) : running[kind].has(version);
    if (!current && !runs && earlier >= keep && Date.parse(publishedAt) < beforeMs) old.push(id);
  }
  if (old.length > 0) await tx.query('DELETE FROM fleet_releases WHERE tenant = $1 AND release_id = ANY($2::text[])', [tenant, old]);
}

async function runningIn(tx: Queries, tenant: string): Promise<Readonly<Record<ReleaseKind, ReadonlySet<string>>>> {
  const rows = await tx.query(
    `SELECT k.heartbeat FROM fleet_kiosks k JOIN devices d ON d.tenant = k.tenant AND d.device_id = k.device_id
     WHERE k.tenant = $1 AND d.revoked_ms IS NULL`,
    [tenant],
  );
  const beats = rows.flatMap(({ heartbeat }) => toHeartbeat(heartbeat) ?? []);
  return {
    app: new Set(beats.map(({ version }) => version)),
    venue: new Set(beats.flatMap(({ venueVersion }) => venueVersion ?? [])),
    model: new Set(beats.map(({ hearingModel }) => hearingModel)),
  };
}
