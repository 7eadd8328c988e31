import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../core/contract/errors.ts';
import type { CloudDatabase } from './database.ts';

const tenantsSchema = z.strictObject({
  version: z.literal(1),
  tenants: z.array(
    z.strictObject({
      id: z.string().min(1).max(200),
      /** SHA-256 in hex of each valid token. */ tokens: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
    }),
  ),
});

/**
 * DIR/cloud/tenants.json: static tokens, one for all kiosks of a tenant, for set-ups too small to enrol each. They exist only
 * where an operator made them. Only their hashes are kept. Read again when the file changes.
 */
export interface TenantDirectory {
  tenantOf(token: string): string | null;
  readonly ids: readonly string[];
  /** A new token for the tenant, which is made if need be; shown this once. */
  addToken(tenant: string): string;
  /** Ends all static tokens of the tenant; enrolled kiosks go on. false: it had none. */
  removeTokens(tenant: string): boolean;
}

export function openTenantDirectory(cloudDir: string, random: (bytes: number) => Uint8Array): TenantDirectory {
  const path = join(cloudDir, 'tenants.json');
  let { tenants } = read(path);
  let readAt = stampOf(path);
  const refresh = () => {
    const now = stampOf(path);
    if (now === readAt) return;
    ({ tenants } = read(path));
    readAt = now;
  };
  const write = (next: typeof tenants) => {
    mkdirSync(cloudDir, { recursive: true, mode: 0o700 });
    // Beside, then renamed: a power cut must not lock every kiosk out.
    writeFileSync(`${path}.draft`, `${JSON.stringify({ version: 1, tenants: next }, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(`${path}.draft`, path);
    tenants = next;
    readAt = stampOf(path);
  };
  return {
    tenantOf(token) {
      refresh();
      const hash = hashOf(token);
      return tenants.find((tenant) => tenant.tokens.includes(hash))?.id ?? null;
    },
    get ids() {
      refresh();
      return tenants.map(({ id }) => id);
    },
    addToken(id) {
      refresh();
      const token = `foyer_${Buffer.from(random(24)).toString('base64url')}`;
      const known = tenants.find((tenant) => tenant.id === id)?.tokens ?? [];
      write([...tenants.filter((tenant) => tenant.id !== id), { id, tokens: [...known, hashOf(token)] }]);
      return token;
    },
    removeTokens(id) {
      refresh();
      const had = (tenants.find((tenant) => tenant.id === id)?.tokens.length ?? 0) > 0;
      if (had) write(tenants.map((tenant) => (tenant.id === id ? { id, tokens: [] } : tenant)));
      return had;
    },
  };
}

/** Tenants that the retention job looks after. */
export async function addTenant(db: CloudDatabase, tenant: string): Promise<void> {
  await db.query('INSERT INTO tenants (tenant) VALUES ($1) ON CONFLICT DO NOTHING', [tenant]);
}

export async function isTenant(db: CloudDatabase, tenant: string): Promise<boolean> {
  return (await db.query('SELECT 1 FROM tenants WHERE tenant = $1', [tenant])).length > 0;
}

export async function listTenants(db: CloudDatabase): Promise<string[]> {
  return (await db.query('SELECT tenant FROM tenants ORDER BY tenant')).map((row) => String(row.tenant));
}

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${stat.mtimeNs} ${stat.ino} ${stat.size}`;
}

function read(path: string): z.infer<typeof tenantsSchema> {
  if (!existsSync(path)) return { version: 1, tenants: [] };
  try {
    return tenantsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new FoyerError(`${path} is not a list of tenants`, {
      fault: 'operator',
      code: 'tenants-broken',
      remedy: 'Restore it from a backup, or remove it to start with a new demo tenant; kiosks then need new tokens.',
      cause: error,
    });
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
