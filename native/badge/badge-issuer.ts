import { randomBytes } from 'node:crypto';
import type { BadgeKey } from '../../core/badge/keyring.ts';
import { decodeBadge, encodeBadge, GUEST_ID_BYTES, guestIdFromBytes, isGuestId, MAX_ISSUE, tenantTag } from '../../core/badge/token.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import { openBadgeFiles } from './badge-files.ts';
import { generateBadgeKeyPair, signWith } from './keys.ts';
import { publishTrustList } from './trust-list.ts';

export interface IssuedBadge {
  readonly token: string;
  readonly guestId: string;
  readonly issue: number;
  readonly expiresAt: string;
}

export interface BadgeIssuer {
  readonly tenant: string;
  readonly keyId: string;
  /**
   * @param guestId a replacement for this guest's revoked badge; left out: a new guest.
   * @throws FoyerError code "bad-guest-id".
   */
  issue(options: { readonly expiresAtMs: number; readonly guestId?: string }): IssuedBadge;
  /** @param badge token or guest id. Returns what is void now. */
  revoke(badge: string): { readonly guestId: string; readonly upToIssue: number };
}

export interface BadgeIssuerOptions {
  readonly dataDir: string;
  readonly tenant: string;
  readonly wallMs?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
}

/** Issues badges with the signing key of the data directory, which is made when there is none yet. */
export function createBadgeIssuer({ dataDir, tenant, wallMs = Date.now, random = randomBytes }: BadgeIssuerOptions): BadgeIssuer {
  const files = openBadgeFiles(dataDir);
  ensureBadgeKeys({ dataDir, tenant, nowMs: wallMs() });
  publishTrustList({ dataDir, tenant, nowMs: wallMs() });
  const signingKey = files.signingKey();
  if (signingKey === null || signingKey.tenant !== tenant) throw noSigningKey(files.paths.signing, tenant, signingKey?.tenant);
  const sign = signWith(signingKey);
  const revokedUpTo = (guestId: string) =>
    Math.max(
      -1,
      ...files
        .revocations()
        .revoked.filter((r) => r.guestId === guestId)
        .map((r) => r.upToIssue),
    );
  return {
    tenant,
    keyId: signingKey.keyId,
    issue({ expiresAtMs, guestId = guestIdFromBytes(random(GUEST_ID_BYTES)) }) {
      if (!isGuestId(guestId)) throw badGuestId(guestId);
      const issue = revokedUpTo(guestId) + 1;
      if (issue > MAX_ISSUE)
        throw new FoyerError(`guest ${guestId} has had ${issue} badges`, {
          fault: 'operator',
          code: 'too-many-badges',
          remedy: 'Issue a badge for a new guest.',
        });
      const claims = {
        keyId: signingKey.keyId,
        tenantTag: tenantTag(tenant),
        guestId,
        issue,
        expiresAtMs: Math.ceil(expiresAtMs / 60_000) * 60_000,
      };
      return { token: encodeBadge(claims, sign), guestId, issue, expiresAt: new Date(claims.expiresAtMs).toISOString() };
    },
    revoke(badge) {
      const decoded = decodeBadge(badge);
      const guestId = decoded.ok ? decoded.badge.claims.guestId : badge.trim().toLowerCase();
      if (!isGuestId(guestId)) throw badGuestId(badge);
      const upToIssue = decoded.ok ? decoded.badge.claims.issue : Math.min(revokedUpTo(guestId) + 1, MAX_ISSUE);
      const { revoked } = files.revocations();
      files.writeRevocations({ version: 1, revoked: [...revoked, { guestId, upToIssue, revokedAt: new Date(wallMs()).toISOString() }] });
      publishTrustList({ dataDir, tenant, nowMs: wallMs() });
      return { guestId, upToIssue };
    },
  };
}

/** Makes the tenant's first key pair when the directory has no key for it. Returns the active public key. */
export function ensureBadgeKeys(options: { readonly dataDir: string; readonly tenant: string; readonly nowMs: number }): BadgeKey {
  const known = openBadgeFiles(options.dataDir)
    .keyring()
    .keys.find((key) => key.tenant === options.tenant && key.state === 'active');
  return known ?? rotateBadgeKey(options);
}

export interface RotateOptions {
  readonly dataDir: string;
  readonly tenant: string;
  readonly nowMs: number;
  /** Badges signed with older keys are void: for when a signing key was stolen. Default false: their public keys are kept, as retired. */
  readonly distrustOld?: boolean;
}

/** Makes a new signing key and tells so in the signed list. Badges that are out stay good unless `distrustOld`. */
export function rotateBadgeKey({ dataDir, tenant, nowMs, distrustOld = false }: RotateOptions): BadgeKey {
  const files = openBadgeFiles(dataDir);
  const pair = generateBadgeKeyPair(tenant, nowMs);
  const others = files
    .keyring()
    .keys.filter((key) => !distrustOld || key.tenant !== tenant)
    .map((key) => (key.tenant === tenant ? { ...key, state: 'retired' as const } : key));
  files.writeKeyring({ version: 1, keys: [...others, pair.publicKey] });
  files.writeSigningKey(pair.signingKey);
  publishTrustList({ dataDir, tenant, nowMs });
  return pair.publicKey;
}

function badGuestId(value: string): FoyerError {
  return new FoyerError(`"${value.slice(0, 40)}" is neither a badge token nor a guest id`, {
    fault: 'operator',
    code: 'bad-guest-id',
    remedy: 'A guest id has 20 letters and digits; `foyer badge inspect TOKEN` prints it.',
  });
}

function noSigningKey(path: string, tenant: string, found: string | undefined): FoyerError {
  return new FoyerError(
    found === undefined ? `there is no signing key at ${path}` : `the signing key at ${path} is for tenant "${found}", not "${tenant}"`,
    {
      fault: 'operator',
      code: 'no-signing-key',
      remedy: 'Issue badges on the machine that has the key, or make a new one with `foyer badge rotate-key`.',
    },
  );
}
