import { MAX_BADGE_PAYLOAD } from '../contract/protocol.ts';
import type { BadgeVerdict } from '../ports.ts';
import { readForeign } from './foreign.ts';
import type { SignedBadge } from './token.ts';
import { decodeBadge, tenantTag } from './token.ts';

export interface BadgeTrust {
  readonly tenant: string;
  /** Whether `signature` over `signed` was made by the key; null when the key is not trusted for this tenant. */
  checkSignature(keyId: string, badge: Pick<SignedBadge, 'signed' | 'signature'>): boolean | null;
  /** Highest issue of this guest's badges that is revoked; -1 for none. */
  revokedUpTo(guestId: string): number;
  /** Which codes of others count, and the keyed hash that makes a guest id of one. Left out: none. */
  readonly foreign?: { readonly patterns: readonly string[]; hash(identity: string): string };
}

/**
 * The rules by which a kiosk and the cloud accept a badge. Each refusal carries the first reason
 * that applies, from the outside in: is it ours, of this house, of a known key, genuine, still valid.
 */
export function checkBadge(payload: string, trust: BadgeTrust, nowMs: number): BadgeVerdict {
  if (payload.length > MAX_BADGE_PAYLOAD) return { ok: false, reason: 'malformed' };
  const decoded = decodeBadge(payload);
  if (!decoded.ok) return decoded.reason === 'foreign' ? checkForeign(payload, trust) : decoded;
  const { claims } = decoded.badge;
  if (claims.tenantTag !== tenantTag(trust.tenant)) return { ok: false, reason: 'wrong-tenant' };
  const genuine = trust.checkSignature(claims.keyId, decoded.badge);
  if (genuine === null) return { ok: false, reason: 'unknown-key' };
  if (!genuine) return { ok: false, reason: 'bad-signature' };
  if (claims.expiresAtMs <= nowMs) return { ok: false, reason: 'expired' };
  if (claims.issue <= trust.revokedUpTo(claims.guestId)) return { ok: false, reason: 'revoked' };
  return { ok: true, guestId: claims.guestId, tenant: trust.tenant, expiresAt: new Date(claims.expiresAtMs).toISOString() };
}

/** Nothing in a foreign code says how long it is good, and it has no issue: revoked once is revoked. */
function checkForeign(payload: string, { tenant, foreign, revokedUpTo }: BadgeTrust): BadgeVerdict {
  const code = foreign === undefined ? null : readForeign(payload, foreign.patterns);
  if (foreign === undefined || code === null) return { ok: false, reason: 'foreign' };
  const guestId = foreign.hash(code.identity);
  if (revokedUpTo(guestId) >= 0) return { ok: false, reason: 'revoked' };
  const { kind, contactName } = code;
  return { ok: true, guestId, tenant, expiresAt: null, foreign: { kind, ...(contactName !== undefined && { contactName }) } };
}
