import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FoyerError } from '../core/contract/errors.ts';

const tenantsSchema = z.strictObject({
  version: z.literal(1),
  tenants: z.array(
    z.strictObject({
      id: z.string().min(1).max(200),
      /** SHA-256 in hex of each valid token. */ tokens: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
    }),
  ),
});

/** DIR/cloud/tenants.json: who may use the endpoint. Only hashes of the tokens are kept. */
export interface TenantDirectory {
  tenantOf(token: string): string | null;
  readonly ids: readonly string[];
  /** A new token for the tenant, which is made if need be; shown this once. */
  addToken(tenant: string): string;
}

export function openTenantDirectory(cloudDir: string, random: (bytes: number) => Uint8Array): TenantDirectory {
  const path = join(cloudDir, 'tenants.json');
  let { tenants } = read(path);
  return {
    tenantOf: (token) => tenants.find((tenant) => tenant.tokens.includes(hashOf(token)))?.id ?? null,
    get ids() {
      return tenants.map(({ id }) => id);
    },
    addToken(id) {
      const token = `foyer_${Buffer.from(random(24)).toString('base64url')}`;
      const known = tenants.find((tenant) => tenant.id === id)?.tokens ?? [];
      tenants = [...tenants.filter((tenant) => tenant.id !== id), { id, tokens: [...known, hashOf(token)] }];
      mkdirSync(cloudDir, { recursive: true, mode: 0o700 });
      // Beside, then renamed: a power cut must not lock every kiosk out.
      writeFileSync(`${path}.draft`, `${JSON.stringify({ version: 1, tenants }, null, 2)}\n`, { mode: 0o600, flush: true });
      renameSync(`${path}.draft`, path);
      return token;
    },
  };
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
