import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cloud } from '../../cloud/create-cloud.ts';
import { createCloud } from '../../cloud/create-cloud.ts';
import type { FleetRetention } from '../../cloud/fleet/retention.ts';
import type { RateLimits } from '../../cloud/http/admission.ts';
import type { PasswordCost } from '../../cloud/operators/password.ts';
import { openTenantDirectory, type TenantDirectory } from '../../cloud/tenants.ts';
import type { BadgeVerifier, Log } from '../../core/ports.ts';
import type { ForeignPolicy } from '../../native/badge/badge-verifier.ts';
import { createBadgeVerifier } from '../../native/badge/badge-verifier.ts';
import { ensureForeignKey } from '../../native/badge/foreign-hash.ts';
import { publishTrustList } from '../../native/badge/trust-list.ts';
import { guestRef } from '../../native/sqlite/guest-crypto.ts';
import { isOperator, loadCloudSecrets } from './cloud-secrets.ts';
import { artefactsDir } from './fleet-release.ts';

const DEMO_TENANT = 'demo';
const OPERATOR_PAGE = fileURLToPath(new URL('../../dist/operator', import.meta.url));
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

export interface ServeCloudOptions {
  /** Holds cloud/ (static tokens, master key, embedded database) and keys/ (badge public keys and revocations). */
  readonly dataDir: string;
  readonly port: number;
  readonly host?: string;
  /** PostgreSQL URL, or "memory:"; left out: the embedded database in DIR/cloud/db. */
  readonly database?: string;
  /** The master key, 32 bytes in base64; left out: DIR/cloud/master.key, made when missing. */
  readonly masterKey?: string | undefined;
  /** Whether badges that others printed prove a scan. Default: none do. */
  readonly badges?: ForeignPolicy;
  readonly limits?: Partial<RateLimits>;
  readonly proxies?: number;
  readonly retentionDays?: number;
  /** How often kiosks report; see HeartbeatDeps. */
  readonly heartbeatMs?: number;
  /** See CloudOptions. */
  readonly fleetRetention?: FleetRetention;
  /** See RouteDeps of cloud/routes.ts. */
  readonly publicUrl?: string;
  readonly passwordCost?: PasswordCost;
  readonly log: Log;
  readonly wallMs?: () => number;
}

export interface ServedCloud extends Cloud {
  /** The demo tenant's static token; there while this endpoint serves its own machine only, and nobody took it away. */
  readonly demo: { readonly tenant: string; readonly token: string } | null;
}

/**
 * Builds the endpoint from a data directory, which is all it takes on one machine. What cloud/ needs of
 * badges and ciphers is handed to it from here: it knows nothing of native/.
 */
export async function serveCloud(options: ServeCloudOptions): Promise<ServedCloud> {
  const { dataDir, port, host = '127.0.0.1', log, wallMs = Date.now, badges = { foreign: 'off', patterns: [] } } = options;
  const cloudDir = join(dataDir, 'cloud');
  mkdirSync(cloudDir, { recursive: true, mode: 0o700 });
  const tenants = openTenantDirectory(cloudDir, randomBytes);
  const demo = LOOPBACK.includes(host) ? demoTenant(cloudDir, tenants) : null;
  const secrets = loadCloudSecrets(cloudDir, options.masterKey);
  const verifierOf = createVerifiers({ dataDir, log, badges, wallMs });
  if (demo !== null) verifierOf(DEMO_TENANT);
  const { limits, proxies, retentionDays, publicUrl, passwordCost } = options;
  const cloud = await createCloud({
    port,
    host,
    database: options.database ?? join(cloudDir, 'db'),
    keyWrap: secrets.keyWrap,
    tokenKey: secrets.tokenKey,
    fleetSeed: secrets.fleetSeed,
    artefactsDir: artefactsDir(dataDir),
    ...(options.fleetRetention !== undefined && { fleetRetention: options.fleetRetention }),
    ...(options.heartbeatMs !== undefined && { heartbeatMs: options.heartbeatMs }),
    isOperator: (authorization) => isOperator(secrets.operatorKey, authorization),
    tenantOf(token) {
      const tenant = tenants.tenantOf(token);
      // Its token lies readable beside the database: good for trying on one machine.
      return tenant === DEMO_TENANT && demo === null && existsSync(demoTokenPath(cloudDir)) ? null : tenant;
    },
    ...(limits && { limits }),
    ...(proxies !== undefined && { proxies }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(passwordCost !== undefined && { passwordCost }),
    operatorPage: OPERATOR_PAGE,
    guestOfBadge(tenant, badge) {
      const verdict = verifierOf(tenant).verify(badge);
      return verdict.ok ? { guest: guestRef(tenant, verdict.guestId) } : { refused: verdict.reason };
    },
    badgeTrust(tenant) {
      const list = publishTrustList({ dataDir, tenant, nowMs: wallMs() });
      return { list, ...(badges.foreign === 'allow' && { foreignKey: ensureForeignKey(dataDir, tenant) }) };
    },
    random: randomBytes,
    wallMs,
    log,
  });
  const running = join(cloudDir, 'running.json');
  writeFileSync(running, JSON.stringify({ url: cloud.url, pid: process.pid, publicUrl }), { mode: 0o600 });
  return {
    ...cloud,
    demo,
    async close() {
      await cloud.close();
      rmSync(running, { force: true });
    },
  };
}

function createVerifiers(options: { dataDir: string; log: Log; badges: ForeignPolicy; wallMs: () => number }) {
  const { dataDir, log, badges, wallMs } = options;
  const verifiers = new Map<string, BadgeVerifier>();
  return (tenant: string): BadgeVerifier => {
    const known = verifiers.get(tenant);
    if (known !== undefined) return known;
    const made = createBadgeVerifier({ dataDir, tenant, log, makeKeys: tenant === DEMO_TENANT, policy: badges, wallMs });
    verifiers.set(tenant, made);
    return made;
  };
}

function demoTenant(cloudDir: string, tenants: TenantDirectory): ServedCloud['demo'] {
  const path = demoTokenPath(cloudDir);
  if (tenants.ids.length === 0) writeFileSync(path, `${tenants.addToken(DEMO_TENANT)}\n`, { mode: 0o600 });
  const token = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return tenants.tenantOf(token) === DEMO_TENANT ? { tenant: DEMO_TENANT, token } : null;
}

function demoTokenPath(cloudDir: string): string {
  return join(cloudDir, 'demo-token');
}
