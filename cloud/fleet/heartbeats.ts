import type { EndpointKeeps } from '../../core/contract/cloud-config.ts';
import type { Heartbeat, HeartbeatAnswer, HeartbeatRequest } from '../../core/contract/fleet.ts';
import { heartbeatSchema } from '../../core/contract/fleet.ts';
import type { CloudDatabase, Queries } from '../database.ts';
import { commandsFor, keepResults } from './commands.ts';
import { keepCounts } from './counts.ts';
import type { FleetSigner } from './fleet-key.ts';
import { groupOf } from './groups.ts';
import type { Newest } from './health.ts';
import { healthOf } from './health.ts';
import { issueConfig, issuedTo } from './issue-config.ts';
import type { FleetMetrics } from './metrics.ts';
import type { Current } from './releases.ts';
import { currentReleases, toPlan } from './releases.ts';

/** Time enough for a fleet of thousands, and short enough for whoever waits for a restart. */
export const HEARTBEAT_MS = 30_000;
/** Of the history one beat is kept for so long, the last. */
const SLOT_MS = 5 * 60_000;
const STARTS_KEPT = 20;

export interface HeartbeatDeps {
  readonly db: CloudDatabase;
  readonly signer: FleetSigner;
  readonly metrics: FleetMetrics;
  /** How often kiosks come. Default HEARTBEAT_MS. */
  readonly heartbeatMs?: number;
  /** What kiosks tell guests of it. */
  readonly keeps: EndpointKeeps;
  readonly wallMs: () => number;
}

/** Takes what a kiosk tells of itself, and answers with what it is to do. All of it or nothing: a kiosk that got no answer sends it again. */
export async function takeHeartbeat(deps: HeartbeatDeps, device: string, request: HeartbeatRequest): Promise<HeartbeatAnswer> {
  const { db, signer, metrics, wallMs } = deps;
  const { tenant, heartbeat, counts, results } = request;
  const nowMs = wallMs();
  const who = { tenant, device, nowMs };
  const { answer, ended, kept } = await db.asTenant(tenant, async (tx) => {
    const { group, startsMs } = await keepBeat(tx, who, heartbeat);
    const ended = await keepResults(tx, who, results);
    const kept = await keepCounts(tx, who, counts);
    const config = await issueConfig(tx, { signer, nowMs }, { tenant, device, group, heartbeat });
    const { channel, window } = await groupOf(tx, tenant, group);
    const releases = await currentReleases(tx, tenant, channel);
    await keepHistory(tx, who, { heartbeat, startsMs, releases });
    const commands = await commandsFor(tx, tenant, device, nowMs);
    const serverTime = new Date(nowMs).toISOString();
    const nextInMs = deps.heartbeatMs ?? HEARTBEAT_MS;
    return {
      answer: { config, commands, updates: toPlan(releases, channel, window), serverTime, nextInMs, keeps: deps.keeps },
      ended,
      kept,
    };
  });
  metrics.heartbeat();
  if (answer.config !== null) metrics.configSent();
  for (const { state } of ended) metrics.commandEnded(state);
  metrics.counted(kept, counts.length - kept);
  return answer;
}

interface Who {
  readonly tenant: string;
  readonly device: string;
  readonly nowMs: number;
}

/** Holds the kiosk's row until the transaction ends: of two heartbeats at once one waits. */
async function keepBeat(
  tx: Queries,
  { tenant, device, nowMs }: Who,
  heartbeat: Heartbeat,
): Promise<{ group: string | null; startsMs: number[] }> {
  const [row] = await tx.query(
    `INSERT INTO fleet_kiosks (tenant, device_id, heartbeat, beat_ms) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant, device_id) DO UPDATE SET heartbeat = excluded.heartbeat, beat_ms = excluded.beat_ms
     RETURNING group_id, starts`,
    [tenant, device, JSON.stringify(heartbeat), nowMs],
  );
  const started = Math.round(Date.parse(heartbeat.startedAt) - (heartbeat.clockOffsetMs ?? 0));
  const before = toNumbers(row?.starts);
  // A kiosk whose clock was set says another time of the same start.
  const isKnown = before.some((ms) => Math.abs(ms - started) < 10_000);
  const startsMs = isKnown ? before : [...before, started].slice(-STARTS_KEPT);
  if (!isKnown) await tx.query('UPDATE fleet_kiosks SET starts = $3 WHERE tenant = $1 AND device_id = $2', [tenant, device, startsMs]);
  return { group: typeof row?.group_id === 'string' ? row.group_id : null, startsMs };
}

interface Beat {
  readonly heartbeat: Heartbeat;
  readonly startsMs: readonly number[];
  readonly releases: Current;
}

async function keepHistory(tx: Queries, { tenant, device, nowMs }: Who, { heartbeat, startsMs, releases }: Beat): Promise<void> {
  const [config = null] = await issuedTo(tx, tenant, device, 1);
  const beat = { atMs: nowMs, heartbeat };
  const { light, reasons } = healthOf({ nowMs, revoked: false, beat, startsMs, config, newest: newestOf(releases) });
  const slot = nowMs - (nowMs % SLOT_MS);
  const codes = reasons.map(({ code, params }) => (code === 'problem' ? String(params.problem) : code));
  await tx.query(
    `INSERT INTO fleet_beats (tenant, device_id, slot_ms, light, noise_rms, queue_depth, disk_free, temperature_c, problems)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (tenant, device_id, slot_ms) DO UPDATE SET light = excluded.light, noise_rms = excluded.noise_rms,
       queue_depth = excluded.queue_depth, disk_free = excluded.disk_free, temperature_c = excluded.temperature_c, problems = excluded.problems`,
    [
      tenant,
      device,
      slot,
      light,
      heartbeat.noiseRms,
      heartbeat.queueDepth,
      heartbeat.diskFreeBytes,
      heartbeat.temperatureC,
      JSON.stringify(codes),
    ],
  );
}

/** What a kiosk should have: what its channel gives. What other kiosks say of themselves counts for nothing. */
export function newestOf({ app, model, venue }: Current) {
  const newest = (release: Current['app'], version: string | undefined): Newest | undefined =>
    release === undefined || version === undefined ? undefined : { version, sinceMs: Date.parse(release.publishedAt) };
  return {
    app: newest(app, app?.version),
    venue: newest(venue, venue?.version),
    model: newest(model, model?.name),
  };
}

export function toHeartbeat(text: unknown): Heartbeat | null {
  if (typeof text !== 'string') return null;
  return heartbeatSchema.safeParse(JSON.parse(text)).data ?? null;
}

export function toNumbers(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}
