import { CHANNEL_KINDS, LINK_CODE_MS, type LinkRequest } from '../../core/sync/channel.ts';
import type { EndpointOp } from '../../core/sync/op.ts';
import type { CloudDatabase, Queries } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import type { ChannelPrincipal } from './principal.ts';

/** After the badge itself was shown to the channel. */
const BADGE_GRANT_MS = 3_600_000;
/** After the guest typed a code that the kiosk had shown. */
const LINK_GRANT_MS = 30 * 86_400_000;

/** Keeps a link code, which whoever the guest tells may use once. */
export async function keepLink(db: CloudDatabase, link: LinkRequest, nowMs: number): Promise<{ expiresInMs: number }> {
  await db.asTenant(link.tenant, (tx) =>
    tx.query(
      `INSERT INTO link_codes (tenant, code_hash, guest, companion, sealed, expires_ms) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [link.tenant, link.codeHash, link.guest, link.companion, Buffer.from(link.sealed, 'base64'), nowMs + LINK_CODE_MS],
    ),
  );
  return { expiresInMs: LINK_CODE_MS };
}

/** Uses a link code up: the channel may ask for this guest from now on. */
export async function redeemLink(
  db: CloudDatabase,
  channel: ChannelPrincipal,
  codeHash: string,
  nowMs: number,
): Promise<{ guest: string; sealed: string }> {
  return db.asTenant(channel.tenant, async (tx) => {
    const [link] = await tx.query(
      'DELETE FROM link_codes WHERE tenant = $1 AND code_hash = $2 AND companion = $3 RETURNING guest, sealed, expires_ms',
      [channel.tenant, codeHash, channel.companion],
    );
    if (link === undefined || Number(link.expires_ms) < nowMs)
      throw new HttpRefusal(403, 'bad-link-code', 'The code is wrong, used, or too old.');
    const guest = String(link.guest);
    await grant(tx, channel, guest, nowMs + LINK_GRANT_MS);
    return { guest, sealed: Buffer.from(link.sealed instanceof Uint8Array ? link.sealed : []).toString('base64') };
  });
}

export function grantByBadge(db: CloudDatabase, channel: ChannelPrincipal, guest: string, nowMs: number): Promise<void> {
  return db.asTenant(channel.tenant, (tx) => grant(tx, channel, guest, nowMs + BADGE_GRANT_MS));
}

export function isGranted(db: CloudDatabase, channel: ChannelPrincipal, guest: string, nowMs: number): Promise<boolean> {
  return db.asTenant(channel.tenant, async (tx) => {
    const found = await tx.query(
      'SELECT 1 FROM channel_grants WHERE tenant = $1 AND guest = $2 AND companion = $3 AND key_id = $4 AND expires_ms > $5',
      [channel.tenant, guest, channel.companion, channel.id, nowMs],
    );
    return found.length > 0;
  });
}

/** The ops of a channel's batch that it may not write. */
export async function notAllowed(
  db: CloudDatabase,
  channel: ChannelPrincipal,
  ops: readonly EndpointOp[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const guests = new Map<string, boolean>();
  for (const { guest } of ops) if (!guests.has(guest)) guests.set(guest, await isGranted(db, channel, guest, nowMs));
  const allowed = (op: EndpointOp) => op.companion === channel.companion && CHANNEL_KINDS.has(op.kind) && guests.get(op.guest) === true;
  return new Set(ops.filter((op) => !allowed(op)).map((op) => op.id));
}

async function grant(tx: Queries, { tenant, companion, id }: ChannelPrincipal, guest: string, untilMs: number): Promise<void> {
  await tx.query(
    `INSERT INTO channel_grants (tenant, guest, companion, key_id, expires_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant, guest, companion, key_id) DO UPDATE SET expires_ms = greatest(channel_grants.expires_ms, excluded.expires_ms)`,
    [tenant, guest, companion, id, untilMs],
  );
}
