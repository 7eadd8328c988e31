import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../../cloud/create-cloud.ts';
import { createCloud } from '../../cloud/create-cloud.ts';
import type { KeyWrap } from '../../cloud/push-ops.ts';
import { openTenantDirectory } from '../../cloud/tenants.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { ForeignPolicy } from '../../native/badge/badge-verifier.ts';
import { createBadgeVerifier } from '../../native/badge/badge-verifier.ts';
import { ensureForeignKey } from '../../native/badge/foreign-hash.ts';
import { publishTrustList } from '../../native/badge/trust-list.ts';
import { guestRef, KEY_BYTES, seal, unseal } from '../../native/sqlite/guest-crypto.ts';

const DEMO_TENANT = 'demo';

export interface ServeCloudOptions {
  /** Holds cloud/ (tenants, master key, embedded database) and keys/ (badge public keys and revocations). */
  readonly dataDir: string;
  readonly port: number;
  readonly host?: string;
  /** PostgreSQL URL, or "memory:"; left out: the embedded database in DIR/cloud/db. */
  readonly database?: string;
  /** The master key, 32 bytes in base64; left out: DIR/cloud/master.key, made when missing. */
  readonly masterKey?: string | undefined;
  /** Whether badges that others printed prove a scan. Default: none do. */
  readonly badges?: ForeignPolicy;
  readonly log: Log;
  readonly wallMs?: () => number;
}

export interface ServedCloud extends Cloud {
  /** There while the demo tenant is the only one. */
  readonly demo: { readonly tenant: string; readonly token: string } | null;
}

/**
 * Builds the endpoint from a data directory, which is all it takes on one machine. What cloud/ needs of
 * badges and ciphers is handed to it from here: it knows nothing of native/.
 */
export async function serveCloud(options: ServeCloudOptions): Promise<ServedCloud> {
  const { dataDir, port, host, log, wallMs, badges = { foreign: 'off', patterns: [] } } = options;
  const cloudDir = join(dataDir, 'cloud');
  mkdirSync(cloudDir, { recursive: true, mode: 0o700 });
  const tenants = openTenantDirectory(cloudDir, randomBytes);
  const demo = demoTenant(cloudDir, tenants);
  const verifiers = new Map(
    tenants.ids.map((tenant) => [
      tenant,
      createBadgeVerifier({ dataDir, tenant, log, makeKeys: tenant === DEMO_TENANT, policy: badges, ...(wallMs && { wallMs }) }),
    ]),
  );
  const cloud = await createCloud({
    port,
    ...(host !== undefined && { host }),
    database: options.database ?? join(cloudDir, 'db'),
    keyWrap: createKeyWrap(masterKey(cloudDir, options.masterKey)),
    tenantOf: tenants.tenantOf,
    guestOfBadge(tenant, badge) {
      const verdict = verifiers.get(tenant)?.verify(badge) ?? { ok: false as const, reason: 'unknown-key' as const };
      return verdict.ok ? { guest: guestRef(tenant, verdict.guestId) } : { refused: verdict.reason };
    },
    badgeTrust(tenant) {
      const list = publishTrustList({ dataDir, tenant, nowMs: wallMs?.() ?? Date.now() });
      return { list, ...(badges.foreign === 'allow' && { foreignKey: ensureForeignKey(dataDir, tenant) }) };
    },
    log,
  });
  return { ...cloud, demo };
}

function demoTenant(cloudDir: string, tenants: ReturnType<typeof openTenantDirectory>): ServedCloud['demo'] {
  const path = join(cloudDir, 'demo-token');
  if (tenants.ids.length === 0) writeFileSync(path, `${tenants.addToken(DEMO_TENANT)}\n`, { mode: 0o600 });
  return existsSync(path) && tenants.ids.includes(DEMO_TENANT) ? { tenant: DEMO_TENANT, token: readFileSync(path, 'utf8').trim() } : null;
}

function masterKey(cloudDir: string, given: string | undefined): Uint8Array {
  const path = join(cloudDir, 'master.key');
  if (given === undefined && !existsSync(path)) writeFileSync(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true });
  const key = given === undefined ? readFileSync(path) : Buffer.from(given, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new FoyerError(`the cloud's master key has ${key.length} bytes, not ${KEY_BYTES}`, {
    fault: 'operator',
    code: 'master-key-broken',
    remedy: `Restore ${path}, or set FOYER_CLOUD_KEY to ${KEY_BYTES} bytes in base64. Without the right key no guest stored so far can be read.`,
  });
}

function createKeyWrap(key: Uint8Array): KeyWrap {
  return {
    wrap: (guestKey, context) => seal(key, guestKey, context),
    unwrap(wrapped, context) {
      const guestKey = unseal(key, wrapped, context);
      if (guestKey !== null) return guestKey;
      throw new FoyerError('a guest key was wrapped with another master key', {
        fault: 'operator',
        code: 'master-key-mismatch',
        remedy: 'Start the endpoint with the master key that the database was written with.',
      });
    },
  };
}
