import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../../core/contract/primitives.ts';
import { CHANNEL_SCOPES, type ChannelScope } from '../../core/sync/channel.ts';
import type { TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';

export interface ChannelKey {
  readonly id: string;
  readonly name: string;
  readonly companion: string;
  readonly scopes: readonly ChannelScope[];
  readonly madeMs: number;
  readonly revokedMs: number | null;
}

const PREFIX = 'foyer_channel';
/** What a database takes as text: a stranger's key must fail as one, not there. */
const printable = idSchema.regex(/^\P{Cc}+$/u);
const nameSchema = z.tuple([printable, printable, z.uuid()]);
const scopesSchema = z.array(z.enum(CHANNEL_SCOPES));

/** A key for one channel of one companion; shown this once, of which only the hash is kept. */
export async function makeChannelKey(
  db: TenantDatabase,
  options: {
    readonly tenant: string;
    readonly companion: string;
    readonly scopes: readonly ChannelScope[];
    readonly name: string;
    readonly nowMs: number;
  },
): Promise<string> {
  const { tenant, companion, scopes, name, nowMs } = options;
  const id = randomUUID();
  const key = `${PREFIX}.${Buffer.from(JSON.stringify([tenant, companion, id])).toString('base64url')}.${randomBytes(24).toString('base64url')}`;
  await db.asTenant(tenant, (tx) =>
    tx.query('INSERT INTO channel_keys (tenant, key_id, key_hash, name, companion, scopes, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      tenant,
      id,
      hashOf(key),
      name,
      companion,
      scopes.join(','),
      nowMs,
    ]),
  );
  return key;
}

export async function listChannelKeys(db: TenantDatabase, tenant: string): Promise<ChannelKey[]> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query('SELECT key_id, name, companion, scopes, made_ms, revoked_ms FROM channel_keys WHERE tenant = $1 ORDER BY made_ms', [tenant]),
  );
  return rows.map((row) => ({
    id: String(row.key_id),
    name: String(row.name),
    companion: String(row.companion),
    scopes: scopesSchema.parse(String(row.scopes).split(',')),
    madeMs: Number(row.made_ms),
    revokedMs: row.revoked_ms === null ? null : Number(row.revoked_ms),
  }));
}

/** What guests granted it goes with it. false: there is no such key. */
export async function revokeChannelKey(db: TenantDatabase, tenant: string, key: string, nowMs: number): Promise<boolean> {
  return db.asTenant(tenant, async (tx) => {
    const [found] = await tx.query(
      'UPDATE channel_keys SET revoked_ms = coalesce(revoked_ms, $3) WHERE tenant = $1 AND (key_id = $2 OR name = $2) RETURNING key_id',
      [tenant, key, nowMs],
    );
    if (found !== undefined) await tx.query('DELETE FROM channel_grants WHERE tenant = $1 AND key_id = $2', [tenant, found.key_id]);
    return found !== undefined;
  });
}

/** Whose key this is; null when it is no channel key at all. @throws HttpRefusal 401 */
export async function openChannelKey(
  db: TenantDatabase,
  key: string,
): Promise<{ readonly tenant: string; readonly id: string; readonly companion: string; readonly scopes: readonly ChannelScope[] } | null> {
  const [prefix, name = ''] = key.split('.', 2);
  if (prefix !== PREFIX) return null;
  const named = nameSchema.safeParse(parseJson(Buffer.from(name, 'base64url').toString('utf8')));
  if (!named.success) return null;
  const [tenant, , id] = named.data;
  const [row] = await db.asTenant(tenant, (tx) =>
    tx.query('SELECT key_hash, companion, scopes, revoked_ms FROM channel_keys WHERE tenant = $1 AND key_id = $2', [tenant, id]),
  );
  const kept = row?.key_hash instanceof Uint8Array ? row.key_hash : new Uint8Array(32);
  if (row === undefined || !timingSafeEqual(kept, hashOf(key))) return null;
  if (row.revoked_ms !== null) throw new HttpRefusal(401, 'channel-revoked', 'This channel key has been revoked.');
  return { tenant, id, companion: String(row.companion), scopes: scopesSchema.parse(String(row.scopes).split(',')) };
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
