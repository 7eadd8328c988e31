import type { ConfigFailure, Heartbeat } from '../../core/contract/fleet.ts';
import type { SignedConfig } from '../../core/contract/fleet-config.ts';
import { fleetConfigProblems } from '../../core/contract/fleet-config.ts';
import type { Queries, Row } from '../database.ts';
import { toLine } from './commands.ts';
import type { FleetSigner } from './fleet-key.ts';
import type { ConfigPart } from './merge-config.ts';
import { canonicalConfig, mergeConfig } from './merge-config.ts';

/** Versions of a kiosk that are kept. */
const KEPT = 20;
const NOTHING = '{}';

/** What was made for one kiosk. */
export interface Issued {
  readonly version: number;
  /** Canonical JSON. */
  readonly config: string;
  readonly madeMs: number;
  readonly failed: ConfigFailure | null;
}

export interface Wanted {
  readonly config: ConfigPart;
  /** Of each scope; 0: none. */
  readonly revisions: Readonly<Record<'venue' | 'group' | 'kiosk', number>>;
  readonly group: string | null;
}

/** Venue, then the kiosk's group, then the kiosk itself: later ones win. */
export async function wantedConfig(tx: Queries, tenant: string, device: string, group: string | null): Promise<Wanted> {
  const rows = await tx.query(
    `SELECT DISTINCT ON (scope) scope, revision, config FROM fleet_configs
     WHERE tenant = $1 AND ((scope = 'venue' AND target = '') OR (scope = 'group' AND target = $2) OR (scope = 'kiosk' AND target = $3))
     ORDER BY scope, revision DESC`,
    [tenant, group ?? '', device],
  );
  const part = (scope: string) => rows.find((row) => row.scope === scope);
  const parts = ['venue', 'group', 'kiosk'].map((scope) => toPart(part(scope)?.config));
  const revision = (scope: string) => Number(part(scope)?.revision ?? 0);
  return {
    config: mergeConfig(...parts),
    revisions: { venue: revision('venue'), group: revision('group'), kiosk: revision('kiosk') },
    group,
  };
}

export interface IssueDeps {
  readonly signer: FleetSigner;
  readonly nowMs: number;
}
export interface Reporting {
  readonly tenant: string;
  readonly device: string;
  readonly group: string | null;
  readonly heartbeat: Pick<Heartbeat, 'configVersion' | 'configFailed'>;
}

/**
 * What this kiosk is to be sent now, or null. A version is made when what is wanted has changed; one that the kiosk went back from, or
 * refused, is not sent again. The caller holds the kiosk's row.
 */
export async function issueConfig(tx: Queries, { signer, nowMs }: IssueDeps, reporting: Reporting): Promise<SignedConfig | null> {
  const { tenant, device, group, heartbeat } = reporting;
  const { configVersion: used, configFailed } = heartbeat;
  if (configFailed) await noteFailure(tx, tenant, device, configFailed);
  const wanted = await wantedConfig(tx, tenant, device, group);
  const [last] = await issuedTo(tx, tenant, device, 1);
  const config = canonicalConfig(wanted.config);
  const known = last?.version ?? 0;
  // A kiosk ahead of the endpoint: this database is of an older backup, and what the kiosk uses nobody knows.
  const ahead = used > known;
  const same = !ahead && (last?.config ?? NOTHING) === config;
  const issued =
    same || fleetConfigProblems(wanted.config).length > 0
      ? (last ?? null)
      : await makeVersion(tx, reporting, wanted, { version: Math.max(known, used, configFailed?.version ?? 0) + 1, config, madeMs: nowMs });
  if (issued === null || issued.version <= used || issued.failed !== null) return null;
  const issuedAt = new Date(issued.madeMs).toISOString();
  return signer.sign({ version: issued.version, tenant, kiosk: device, issuedAt, config: toPart(issued.config) });
}

/** Newest first. */
export async function issuedTo(tx: Queries, tenant: string, device: string, limit: number): Promise<Issued[]> {
  const rows = await tx.query(
    `SELECT version, config, made_ms, failed_state, failed_why FROM fleet_issued
     WHERE tenant = $1 AND device_id = $2 ORDER BY version DESC LIMIT $3`,
    [tenant, device, limit],
  );
  return rows.map(toIssued);
}

export function toIssued(row: Row): Issued {
  const version = Number(row.version);
  const state = row.failed_state === 'refused' || row.failed_state === 'rolled-back' ? row.failed_state : null;
  return {
    version,
    config: String(row.config),
    madeMs: Number(row.made_ms),
    failed: state === null ? null : { version, state, why: String(row.failed_why) },
  };
}

async function makeVersion(
  tx: Queries,
  { tenant, device, group }: Reporting,
  { revisions }: Wanted,
  { version, config, madeMs }: Omit<Issued, 'failed'>,
): Promise<Issued> {
  await tx.query(
    `INSERT INTO fleet_issued (tenant, device_id, version, config, made_ms, venue_revision, group_id, group_revision, kiosk_revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tenant, device, version, config, madeMs, revisions.venue, group, revisions.group, revisions.kiosk],
  );
  await tx.query(
    `DELETE FROM fleet_issued WHERE tenant = $1 AND device_id = $2 AND version <=
       (SELECT version FROM fleet_issued WHERE tenant = $1 AND device_id = $2 ORDER BY version DESC OFFSET ${KEPT} LIMIT 1)`,
    [tenant, device],
  );
  return { version, config, madeMs, failed: null };
}

async function noteFailure(tx: Queries, tenant: string, device: string, { version, state, why }: ConfigFailure): Promise<void> {
  await tx.query(
    'UPDATE fleet_issued SET failed_state = $4, failed_why = $5 WHERE tenant = $1 AND device_id = $2 AND version = $3 AND failed_state IS NULL',
    [tenant, device, version, state, toLine(why)],
  );
}

/** What was checked when it was written. */
export function toPart(text: unknown): ConfigPart {
  return typeof text === 'string' ? (JSON.parse(text) as ConfigPart) : {};
}
